package io.wideip.routes.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import io.wideip.config.Cluster;
import io.wideip.routes.Route;
import io.wideip.routes.RouteKey;
import io.wideip.routes.RouteStore;
import io.wideip.routes.api.MinuteCount;
import io.wideip.routes.json.RouteReader;
import io.wideip.routes.json.Selection;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The Routes of a cluster that opt in, for the store. */
final class RouteFeed implements Feed {
    private static final Logger log = LoggerFactory.getLogger(RouteFeed.class);

    private final Cluster cluster;
    private final RouteReader reader;
    private final RouteStore store;
    private final MinuteCount failures = new MinuteCount();
    private List<Route> routes = new ArrayList<>();
    private List<RouteKey> unreadable = new ArrayList<>();
    private int room;
    /** One log line until the next list. */
    private boolean toldOfRoom;

    RouteFeed(Cluster cluster, RouteReader reader, RouteStore store) {
        this.cluster = cluster;
        this.reader = reader;
        this.store = store;
    }

    @Override
    public String name() {
        return "Routes";
    }

    @Override
    public String path() {
        return "apis/route.openshift.io/v1/routes";
    }

    @Override
    public String selector() {
        return cluster.selector() == null ? "" : cluster.selector();
    }

    @Override
    public Selection selection() {
        return RouteReader.SELECTION;
    }

    @Override
    public void begin() {
        routes = new ArrayList<>();
        unreadable = new ArrayList<>();
        room = store.room(cluster.name());
        toldOfRoom = false;
    }

    @Override
    public void listed(JsonNode object) throws ApiException {
        if (routes.size() >= room) {
            begin();
            throw new ApiException(
                    Failure.TOO_MANY,
                    "more than " + room + " Routes opt in, and this heap has no room for more: give the JVM more memory"
                            + " (-Xmx), or follow fewer by 'namespaces' or 'selector'");
        }
        RouteKey key = reader.key(cluster.name(), object);
        try {
            Route route = reader.read(cluster.name(), object);
            if (route != null && counts(route)) {
                routes.add(route);
            }
        } catch (RuntimeException e) {
            // What was known of it stays, and the others are listed.
            long count = failures.add();
            if (count > 0) {
                log.error("{} can't be read; in all: {} (said once a minute)", key, count, e);
            }
            if (key != null) {
                unreadable.add(key);
            }
        }
    }

    @Override
    public void completed() {
        store.list(cluster.name(), routes, unreadable);
        begin();
    }

    @Override
    public void changed(JsonNode object) {
        Route route = reader.read(cluster.name(), object);
        if (route == null) {
            return;
        }
        if (counts(route)) {
            put(route);
        } else {
            store.remove(route.key());
        }
    }

    private void put(Route route) {
        if (store.count(cluster.name()) < room || store.known(route.key()).isPresent()) {
            store.put(route);
        } else if (!toldOfRoom) {
            toldOfRoom = true;
            log.error(
                    "{} and further new ones are passed over: this heap has no room for more than {} Routes of the cluster: give"
                            + " the JVM more memory (-Xmx)",
                    route.key(),
                    room);
        }
    }

    @Override
    public void deleted(JsonNode object) {
        RouteKey key = reader.key(cluster.name(), object);
        if (key != null) {
            store.remove(key);
        }
    }

    private boolean counts(Route route) {
        return reader.isEnabled(route)
                && (cluster.namespaces().isEmpty()
                        || cluster.namespaces().stream()
                                .anyMatch(glob -> glob.matches(route.key().namespace())));
    }
}
