package io.wideip.app.admin;

import io.wideip.app.admin.Pages.Page;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** What is served besides the pages, below one path: for those who may, and on threads of its own, because it may take long. */
public interface Service {
    /** What its paths begin with, a slash at both ends. */
    String prefix();

    /**
     * What there is at a path, by method; empty for a path that is none. On the event loop.
     *
     * @param path as it was sent, begins with the prefix
     */
    SortedMap<String, Action> at(String path);

    /** What one method does at one path. */
    interface Action {
        /** That it takes. */
        Role role();

        /** Octets; 0 where it takes no body. */
        int longestBody();

        /** Not on the event loop. */
        Page run(ServiceRequest request);
    }

    /**
     * A request, from somebody who may make it.
     *
     * @param query as it was sent, behind the question mark; empty where there is none
     * @param body JSON, if there is any
     * @param lastEventId up to which event the peer has them, where it resumes a stream; else null
     */
    record ServiceRequest(
            String path,
            String query,
            byte[] body,
            Actor actor,
            @Nullable String lastEventId) {}

    /** None. */
    Service NONE = new Service() {
        @Override
        public String prefix() {
            return "/api/";
        }

        @Override
        public SortedMap<String, Action> at(String path) {
            return new java.util.TreeMap<>(Map.of());
        }
    };
}
