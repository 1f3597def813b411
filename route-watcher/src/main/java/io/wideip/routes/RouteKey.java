package io.wideip.routes;

import java.util.Comparator;

/** Which Route it is. Its text is for people. */
public record RouteKey(String cluster, String namespace, String name) implements Comparable<RouteKey> {
    private static final Comparator<RouteKey> ORDER = Comparator.comparing(RouteKey::cluster)
            .thenComparing(RouteKey::namespace)
            .thenComparing(RouteKey::name);

    @Override
    public int compareTo(RouteKey other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return "cluster " + cluster + ", Route " + namespace + "/" + name;
    }
}
