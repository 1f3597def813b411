package io.wideip.routes.backend;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodCondition;
import io.wideip.routes.annotation.VisibleText;
import io.wideip.routes.backend.ContainerProbe.HttpGet;
import io.wideip.routes.backend.ContainerProbe.Other;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a pod was made from, as far as checks need it.
 *
 * @param label that all pods of the template have, and no others of their owner; null where nothing tells
 */
public record PodTemplate(@Nullable Label label, List<PodContainer> containers) {
    /** A label that tells it. */
    public record Label(String key, String value) {}

    /** Of Deployments; of StatefulSets and DaemonSets; of OpenShift's DeploymentConfigs. */
    private static final List<String> LABELS = List.of("pod-template-hash", "controller-revision-hash", "deployment");

    /** No pod needs more, and none may fill the memory. */
    private static final int MOST_CONTAINERS = 50;

    private static final int MOST_PORTS = 100;

    static PodTemplate of(Pod pod) {
        Map<String, String> labels =
                Objects.requireNonNullElse(pod.getMetadata().getLabels(), Map.of());
        Label label = LABELS.stream()
                .filter(labels::containsKey)
                .findFirst()
                .map(key -> new Label(key, Objects.requireNonNullElse(labels.get(key), "")))
                .orElse(null);
        // Containers that start first and stay may serve, too.
        Stream<Container> sidecars = orEmpty(pod.getSpec().getInitContainers()).stream()
                .filter(container -> "Always".equals(container.getRestartPolicy()));
        List<PodContainer> containers = Stream.concat(orEmpty(pod.getSpec().getContainers()).stream(), sidecars)
                .limit(MOST_CONTAINERS)
                .map(PodTemplate::container)
                .toList();
        return new PodTemplate(label, containers);
    }

    private static PodContainer container(Container container) {
        List<PodContainer.Port> ports = new ArrayList<>();
        for (ContainerPort port : orEmpty(container.getPorts())) {
            Integer number = port.getContainerPort();
            if (number != null && ports.size() < MOST_PORTS && isTcp(port.getProtocol())) {
                ports.add(new PodContainer.Port(Objects.requireNonNullElse(port.getName(), ""), number));
            }
        }
        ContainerProbe probe = container.getReadinessProbe() == null
                ? null
                : bounded(ContainerProbe.of(container.getReadinessProbe()));
        return new PodContainer(visible(container.getName()), List.copyOf(ports), probe);
    }

    private static ContainerProbe bounded(ContainerProbe probe) {
        boolean isLong = probe.action() instanceof HttpGet get && get.path().length() > VisibleText.LONGEST;
        return isLong
                ? new ContainerProbe(
                        new Other("httpGet of a path of over " + VisibleText.LONGEST + " characters"),
                        probe.period(),
                        probe.timeout(),
                        probe.failures(),
                        probe.successes())
                : probe;
    }

    /** No name that Kubernetes takes is another, but this one is shown to people. */
    private static String visible(@Nullable String name) {
        return name != null && VisibleText.fits(name) ? name : "?";
    }

    static boolean isTcp(@Nullable String protocol) {
        return protocol == null || protocol.equals("TCP");
    }

    static boolean isReady(Pod pod) {
        return pod.getMetadata().getDeletionTimestamp() == null
                && pod.getStatus() != null
                && orEmpty(pod.getStatus().getConditions()).stream().anyMatch(PodTemplate::isReady);
    }

    private static boolean isReady(PodCondition condition) {
        return "Ready".equals(condition.getType()) && "True".equals(condition.getStatus());
    }

    static <T> List<T> orEmpty(@Nullable List<T> list) {
        return list == null ? List.of() : list;
    }
}
