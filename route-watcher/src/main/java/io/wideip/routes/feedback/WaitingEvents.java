package io.wideip.routes.feedback;

import io.wideip.routes.RouteKey;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The Events that are still to be written, and which were written lately. Both are bounded: what finds no room is not written. Not
 * thread-safe.
 */
final class WaitingEvents {
    /** A Route with more has one mistake many times. */
    private static final int MOST_OF_A_ROUTE = 20;

    private final int mostRoutes;
    private final Map<RouteKey, List<RouteEvent>> waiting = new HashMap<>();
    private final Map<String, Boolean> written;

    WaitingEvents(int mostRoutes, int mostWritten) {
        this.mostRoutes = mostRoutes;
        written = new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
                return size() > mostWritten;
            }
        };
    }

    /**
     * Puts what a Route's team is to know now in place of what waits for it.
     *
     * @return whether there was room
     */
    boolean put(RouteKey route, List<RouteEvent> events) {
        waiting.remove(route);
        List<RouteEvent> fresh = events.stream()
                .filter(event -> written.get(event.name()) == null)
                .distinct()
                .limit(MOST_OF_A_ROUTE)
                .toList();
        if (fresh.isEmpty()) {
            return true;
        }
        if (waiting.size() >= mostRoutes) {
            return false;
        }
        waiting.put(route, fresh);
        return true;
    }

    /** The next of a Route; null where none waits. */
    @Nullable
    RouteEvent next(RouteKey route) {
        List<RouteEvent> events = waiting.get(route);
        return events == null ? null : events.get(0);
    }

    /** It needs no writing any more. */
    void written(RouteEvent event) {
        written.put(event.name(), true);
        waiting.computeIfPresent(event.route(), (route, events) -> {
            List<RouteEvent> left =
                    events.stream().filter(each -> !each.equals(event)).toList();
            return left.isEmpty() ? null : left;
        });
    }

    void forget(RouteKey route) {
        waiting.remove(route);
    }
}
