package io.wideip.routes.backend;

import java.util.List;

/** What is known of the pods behind a Service of a cluster, as it is kept over a restart. */
public record KeptPods(String cluster, ServiceKey service, List<ServicePort> ports, PodTemplate template) {}
