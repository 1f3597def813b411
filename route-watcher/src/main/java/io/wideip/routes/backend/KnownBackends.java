package io.wideip.routes.backend;

import io.wideip.routes.Route;
import io.wideip.routes.RouteKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The Services behind Routes that somebody asks about, and what is known of their pods. Not thread-safe. */
final class KnownBackends {
    private static final BackendPods NO_SERVICE = new BackendPods.Unknown("the Route has no Service");
    private static final BackendPods NOT_READ = new BackendPods.Unknown("the pods have not been read yet");

    private final Consumer<ServiceKey> wanted;
    private final Consumer<ServiceKey> unwanted;
    private final Map<RouteKey, ServiceKey> byRoute = new HashMap<>();
    /** What was known before a restart and nobody has asked for yet. */
    private final Map<ServiceKey, KeptPods> before = new HashMap<>();

    private final Map<ServiceKey, Backend> byService = new HashMap<>();

    private static final class Backend {
        final Set<RouteKey> routes = new TreeSet<>();
        BackendPods pods = NOT_READ;

        @Nullable
        PodTemplate template;
    }

    /**
     * With none yet.
     *
     * @param wanted told of a Service that is asked for
     * @param unwanted told of one that is not any more
     */
    KnownBackends(Consumer<ServiceKey> wanted, Consumer<ServiceKey> unwanted) {
        this.wanted = wanted;
        this.unwanted = unwanted;
    }

    BackendPods pods(Route route) {
        ServiceKey service = ServiceKey.of(route);
        if (service == null) {
            forget(route.key());
            return NO_SERVICE;
        }
        if (!service.equals(byRoute.get(route.key()))) {
            forget(route.key());
            byRoute.put(route.key(), service);
        }
        Backend backend = byService.get(service);
        if (backend == null) {
            backend = new Backend();
            byService.put(service, backend);
            KeptPods kept = before.remove(service);
            if (kept != null) {
                found(service, kept.ports(), kept.template());
            }
            wanted.accept(service);
        }
        backend.routes.add(route.key());
        return backend.pods;
    }

    /** What is known now, of whoever asked; nobody asks by this. */
    BackendPods known(Route route) {
        ServiceKey service = ServiceKey.of(route);
        if (service == null) {
            return NO_SERVICE;
        }
        Backend backend = byService.get(service);
        return backend == null ? NOT_READ : backend.pods;
    }

    void forget(RouteKey route) {
        ServiceKey service = byRoute.remove(route);
        Backend backend = service == null ? null : byService.get(service);
        if (service != null && backend != null) {
            backend.routes.remove(route);
            if (backend.routes.isEmpty()) {
                byService.remove(service);
                unwanted.accept(service);
            }
        }
    }

    void restore(KeptPods kept) {
        before.put(kept.service(), kept);
    }

    /** What a start needs to derive the same checks before it has read anything. */
    List<KeptPods> kept(String cluster) {
        List<KeptPods> all = new ArrayList<>();
        byService.forEach((service, backend) -> {
            if (backend.template != null && backend.pods instanceof BackendPods.Known known) {
                all.add(new KeptPods(cluster, service, known.ports(), backend.template));
            }
        });
        return all;
    }

    /** That of which the Route's pods are asked for; null for none. */
    @Nullable
    ServiceKey service(RouteKey route) {
        return byRoute.get(route);
    }

    boolean isWanted(ServiceKey service) {
        return byService.containsKey(service);
    }

    @Nullable
    PodTemplate template(ServiceKey service) {
        Backend backend = byService.get(service);
        return backend == null ? null : backend.template;
    }

    /** Returns the Routes for which something has changed. */
    List<RouteKey> found(ServiceKey service, List<ServicePort> ports, @Nullable PodTemplate template) {
        PodTemplate known = template == null ? template(service) : template;
        return known == null
                ? unknown(service, "no pod of Service " + service + " runs")
                : set(service, new BackendPods.Known(service.toString(), ports, known.containers()), known);
    }

    /** The same for what could not be read. */
    List<RouteKey> unknown(ServiceKey service, String why) {
        return set(service, new BackendPods.Unknown(why), null);
    }

    /** The same, where what was known before still holds. */
    List<RouteKey> unreadable(ServiceKey service, String why) {
        return template(service) == null ? unknown(service, why) : List.of();
    }

    private List<RouteKey> set(ServiceKey service, BackendPods pods, @Nullable PodTemplate template) {
        Backend backend = byService.get(service);
        if (backend == null) {
            return List.of();
        }
        boolean changed = !pods.equals(backend.pods);
        backend.pods = pods;
        backend.template = template;
        return changed ? List.copyOf(backend.routes) : List.of();
    }
}
