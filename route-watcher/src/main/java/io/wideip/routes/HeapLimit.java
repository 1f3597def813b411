package io.wideip.routes;

/** What this JVM's heap has room for, so that no cluster and no manifest ends the server. */
public final class HeapLimit {
    /** One with its wide IP, its checks and its targets takes less. */
    private static final int OCTETS_OF_A_ROUTE = 4_096;
    /** The nodes of YAML take some fifty times its octets. */
    private static final int OCTETS_OF_AN_OCTET = 64;

    private HeapLimit() {}

    /** Routes that opt in, of all clusters: they get half of the heap. */
    public static int routes() {
        return (int) Math.min(Integer.MAX_VALUE, Runtime.getRuntime().maxMemory() / (2 * OCTETS_OF_A_ROUTE));
    }

    /** Octets of one manifest. */
    public static int manifest() {
        return (int) Math.min(64 << 20, Runtime.getRuntime().maxMemory() / OCTETS_OF_AN_OCTET);
    }
}
