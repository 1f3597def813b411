package io.wideip.dns.snapshot;

import io.wideip.config.ClusterNamePattern;
import io.wideip.dns.snapshot.Snapshot.Node;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What the cluster-specific names beside a wide IP answer. They are in no map: a name that does not exist is taken apart, and the wide
 * IP of which it may be made is looked up. So they cost no memory by the name, and nothing where a name exists. Wide IPs with
 * the same VIPs share this. Immutable.
 */
final class ClusterNodes {
    /** Where no such names are made. */
    static final ClusterNodes NONE = none(null, new byte[0][], 0);

    private final @Nullable ClusterNamePattern pattern;
    /** Of all clusters and datacenters that names can name: the same array in all of a catalog. */
    private final byte[][] labels;

    /** For each label, null where the wide IP is not there; empty for what is no wide IP. */
    private final @Nullable Node[] nodes;

    private final int zone;

    /**
     * Takes what the compiler has made.
     *
     * @param pattern of the zone; null where no such names are made
     * @param zone the number of the zone that these names lie in
     */
    ClusterNodes(@Nullable ClusterNamePattern pattern, byte[][] labels, @Nullable Node[] nodes, int zone) {
        this.pattern = pattern;
        this.labels = labels;
        this.nodes = nodes;
        this.zone = zone;
    }

    /** Of a name that is no wide IP: it knows how names below it would be made. */
    static ClusterNodes none(@Nullable ClusterNamePattern pattern, byte[][] labels, int zone) {
        return new ClusterNodes(pattern, labels, new @Nullable Node[0], zone);
    }

    /** Of a name below which no such names are made. */
    ClusterNodes withoutPattern() {
        return none(null, labels, zone);
    }

    /** The number of the zone that the names lie in. */
    int zone() {
        return zone;
    }

    /** How the names just below are made; null where they are not. */
    @Nullable
    ClusterNamePattern pattern() {
        return pattern;
    }

    /** The number of the cluster or datacenter whose label this is, or -1. */
    int place(byte[] octets, int from, int to) {
        for (int i = 0; i < labels.length; i++) {
            if (labels[i].length == to - from && Arrays.equals(labels[i], 0, labels[i].length, octets, from, to)) {
                return i;
            }
        }
        return -1;
    }

    /** What the wide IP's name there answers; null where it is not there, or is no wide IP. */
    @Nullable
    Node at(int place) {
        return place < nodes.length ? nodes[place] : null;
    }
}
