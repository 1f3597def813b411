package io.wideip.routes.backend;

import java.util.List;

/** What is known of the pods behind a Service. */
public sealed interface BackendPods {
    /**
     * Nothing, or not yet.
     *
     * @param why for people
     */
    record Unknown(String why) implements BackendPods {}

    /**
     * What they have in common.
     *
     * @param service with its namespace
     */
    record Known(String service, List<ServicePort> ports, List<PodContainer> containers) implements BackendPods {}
}
