package io.wideip.routes;

/** Counts by cluster what happens. Called on the threads that follow clusters, which must not be held up. */
public interface ClusterListener {
    /** Counts nothing. */
    ClusterListener NONE = new ClusterListener() {
        @Override
        public void live(String cluster, boolean live) {
            // Not counted.
        }

        @Override
        public void heard(String cluster) {
            // Not counted.
        }

        @Override
        public void failed(String cluster, String reason) {
            // Not counted.
        }

        @Override
        public void braked(String cluster, int routes) {
            // Not counted.
        }
    };

    /** Whether its Routes are listed, and changes are heard now. */
    void live(String cluster, boolean live);

    /** Its API has said something. */
    void heard(String cluster);

    /**
     * Something went wrong with it; nothing that is known goes for it.
     *
     * @param reason of a few, in lower case
     */
    void failed(String cluster, String reason);

    /** So many of its Routes stay though they have gone. Told when the number changes. */
    void braked(String cluster, int routes);
}
