package io.wideip.routes.backend;

import io.wideip.routes.backend.ContainerProbe.HttpGet;
import io.wideip.routes.backend.ContainerProbe.Other;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The readiness probe that asks the port which a Route serves, or why there is none. */
public sealed interface ServedProbe {
    /** A request to the port that the Route serves. */
    record Found(String container, ContainerProbe probe, HttpGet request) implements ServedProbe {}

    /**
     * None does.
     *
     * @param why for people
     */
    record None(String why) implements ServedProbe {}

    /**
     * The probe among those of the pods.
     *
     * @param targetPort of the Route: the name of a Service's port, or the number of a pod's
     */
    static ServedProbe of(@Nullable String targetPort, BackendPods.Known pods) {
        Set<Integer> served = new LinkedHashSet<>();
        for (ServicePort port : pods.ports()) {
            Integer number = number(port, pods.containers());
            boolean chosen = targetPort == null
                    || targetPort.equals(port.name())
                    || (number != null && targetPort.equals(number.toString()));
            if (chosen && number != null) {
                served.add(number);
            }
        }
        if (served.isEmpty()) {
            return new None("the pods of Service " + pods.service() + " have no port for the Route");
        }
        if (served.size() > 1) {
            return new None("Service " + pods.service() + " has several ports, and the Route names none");
        }
        return of(served.iterator().next(), pods.containers());
    }

    private static @Nullable Integer number(ServicePort port, List<PodContainer> containers) {
        return containers.stream()
                .flatMap(container -> Stream.ofNullable(container.port(port.target())))
                .findFirst()
                .orElse(null);
    }

    private static ServedProbe of(int served, List<PodContainer> containers) {
        for (PodContainer container : containers) {
            ContainerProbe probe = container.readiness();
            if (probe != null
                    && probe.action() instanceof HttpGet get
                    && Integer.valueOf(served).equals(container.port(get.port()))) {
                return new Found(container.name(), probe, get);
            }
        }
        PodContainer server = containers.stream()
                .filter(container -> container.declares(served))
                .findFirst()
                .orElse(containers.get(0));
        return new None(whyNot(served, server));
    }

    private static String whyNot(int served, PodContainer server) {
        if (server.readiness() == null) {
            return "container " + server.name() + " has no readiness probe";
        }
        String asks = "the readiness probe of container " + server.name();
        return server.readiness().action() instanceof Other other
                ? asks + " is " + other.kind()
                : asks + " asks another port than " + served + ", which the Route serves";
    }
}
