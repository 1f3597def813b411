package io.wideip.routes.source;

import io.wideip.routes.ClusterListener;

/** Tells the first lists, too, when a cluster is heard. */
record FirstListsListener(ClusterListener next, FirstLists firstLists) implements ClusterListener {
    @Override
    public void live(String cluster, boolean live) {
        next.live(cluster, live);
        if (live) {
            firstLists.heard(cluster);
        }
    }

    @Override
    public void heard(String cluster) {
        next.heard(cluster);
    }

    @Override
    public void failed(String cluster, String reason) {
        next.failed(cluster, reason);
        firstLists.heard(cluster);
    }

    @Override
    public void braked(String cluster, int routes) {
        next.braked(cluster, routes);
    }
}
