package io.wideip.routes.backend;

import io.fabric8.kubernetes.api.model.ListOptions;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodList;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.wideip.routes.backend.PodTemplate.Label;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads a Service and pods of it, in pages of one pod. Blocks. */
final class BackendReader {
    /** Pods that are not ready may stand before one that is; this many are looked at. */
    private static final int MOST_PAGES = 10;

    private final KubernetesClient client;
    private final Pace pace;

    /** Waits for the turn of a request. */
    interface Pace {
        void await() throws InterruptedException;
    }

    BackendReader(KubernetesClient client, Pace pace) {
        this.client = client;
        this.pace = pace;
    }

    /**
     * What a read found.
     *
     * @param template of the pods; null where no pod tells
     * @param rolling whether pods of another template run, too
     */
    record Found(List<ServicePort> ports, @Nullable PodTemplate template, boolean rolling) {}

    /** That the Service has no pods of its own, or is not there; the message says which, for people. */
    static final class NoPodsException extends Exception {
        private static final long serialVersionUID = 1L;

        NoPodsException(String why) {
            super(why);
        }
    }

    /** @param known the template of which pods ran before; it is found as long as a ready pod has it */
    Found read(ServiceKey key, @Nullable PodTemplate known) throws NoPodsException, InterruptedException {
        pace.await();
        Service service = client.services()
                .inNamespace(key.namespace())
                .withName(key.name())
                .get();
        if (service == null) {
            throw new NoPodsException("there is no Service " + key);
        }
        Map<String, String> selector = service.getSpec().getSelector();
        if (selector == null || selector.isEmpty()) {
            throw new NoPodsException("Service " + key + " has no selector");
        }
        List<ServicePort> ports = PodTemplate.orEmpty(service.getSpec().getPorts()).stream()
                .filter(port -> PodTemplate.isTcp(port.getProtocol()))
                .map(port -> new ServicePort(
                        Objects.requireNonNullElse(port.getName(), ""),
                        port.getTargetPort() == null
                                ? String.valueOf(port.getPort())
                                : ContainerProbe.text(port.getTargetPort())))
                .toList();
        String pods = new TreeMap<>(selector)
                .entrySet().stream()
                        .map(each -> each.getKey() + "=" + each.getValue())
                        .collect(Collectors.joining(","));
        return pods(key.namespace(), pods, ports, known);
    }

    private Found pods(String namespace, String selector, List<ServicePort> ports, @Nullable PodTemplate known)
            throws InterruptedException {
        if (known == null) {
            return new Found(ports, template(namespace, selector, null), false);
        }
        Label label = known.label();
        if (label == null) {
            PodTemplate now = template(namespace, selector, known);
            return new Found(ports, now == null ? known : now, false);
        }
        PodTemplate other = template(namespace, selector + "," + label.key() + "!=" + label.value(), null);
        if (other == null) {
            return new Found(ports, known, false);
        }
        boolean stays = isReady(namespace, selector + "," + label.key() + "=" + label.value());
        return new Found(ports, stays ? known : other, stays);
    }

    /**
     * Of the first pod that is ready, or else of the first; null where there is none.
     *
     * @param preferred the one to find where a ready pod has it; null for any
     */
    private @Nullable PodTemplate template(String namespace, String selector, @Nullable PodTemplate preferred)
            throws InterruptedException {
        PodTemplate first = null;
        PodTemplate ready = null;
        Pages pages = new Pages(namespace, selector);
        for (Pod pod = pages.next(); pod != null; pod = pages.next()) {
            PodTemplate template = PodTemplate.of(pod);
            first = first == null ? template : first;
            if (PodTemplate.isReady(pod)) {
                if (preferred == null || template.equals(preferred)) {
                    return template;
                }
                ready = ready == null ? template : ready;
            }
        }
        return ready == null ? first : ready;
    }

    private boolean isReady(String namespace, String selector) throws InterruptedException {
        Pages pages = new Pages(namespace, selector);
        for (Pod pod = pages.next(); pod != null; pod = pages.next()) {
            if (PodTemplate.isReady(pod)) {
                return true;
            }
        }
        return false;
    }

    /** Pods that have not ended, one a page. */
    private final class Pages {
        private final String namespace;
        private final String selector;
        private @Nullable String next = "";
        private int count;

        Pages(String namespace, String selector) {
            this.namespace = namespace;
            this.selector = selector;
        }

        /** Null after the last that is looked at. */
        @Nullable
        Pod next() throws InterruptedException {
            while (next != null && count < MOST_PAGES) {
                ListOptions options = new ListOptionsBuilder()
                        .withLabelSelector(selector)
                        .withFieldSelector("status.phase!=Succeeded,status.phase!=Failed")
                        .withLimit(1L)
                        .withContinue(next.isEmpty() ? null : next)
                        .build();
                pace.await();
                count++;
                PodList page = client.pods().inNamespace(namespace).list(options);
                String token = page.getMetadata().getContinue();
                next = token == null || token.isEmpty() ? null : token;
                List<Pod> items = PodTemplate.orEmpty(page.getItems());
                if (!items.isEmpty()) {
                    return items.get(0);
                }
            }
            return null;
        }
    }
}
