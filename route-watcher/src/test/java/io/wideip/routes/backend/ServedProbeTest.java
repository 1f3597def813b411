package io.wideip.routes.backend;

import static org.assertj.core.api.Assertions.assertThat;

import io.wideip.routes.backend.ContainerProbe.HttpGet;
import io.wideip.routes.backend.ContainerProbe.Other;
import io.wideip.routes.backend.PodContainer.Port;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ServedProbeTest {
    private static final List<Port> PORTS = List.of(new Port("web", 8080), new Port("manage", 9090));

    @ParameterizedTest
    @CsvSource({
        // the Route's targetPort, the Service's port, what it targets, the probe's port: whether the probe asks the
        // served port
        "http, http, 8080, 8080, true",
        "http, http, web, 8080, true",
        "http, http, web, web, true",
        "8080, http, web, web, true",
        "8080, http, 8080, 8080, true",
        ", http, web, web, true",
        ", '', 8080, 8080, true",
        "http, http, web, manage, false",
        "http, http, web, 9090, false",
        "http, http, 8080, nothing, false",
        "http, http, 8080, '', false",
        "http, http, 8080, 99999999999, false",
        // A port's number in a Service is not what a Route's targetPort means.
        "80, http, 8080, 8080, false",
        "https, http, 8080, 8080, false",
        "web, http, web, web, false",
        "http, http, nothing, web, false",
        "'', http, web, web, false",
    })
    void findsTheProbeOfTheServedPort(
            @Nullable String targetPort, String name, String target, String probePort, boolean found) {
        ServedProbe served = of(targetPort, List.of(new ServicePort(name, target)), container("app", get(probePort)));

        assertThat(served instanceof ServedProbe.Found).isEqualTo(found);
    }

    @Test
    void saysWhyThereIsNone() {
        List<ServicePort> one = List.of(new ServicePort("http", "web"));
        List<ServicePort> two = List.of(new ServicePort("http", "web"), new ServicePort("manage", "manage"));

        assertThat(why(of("http", one, container("app", null)))).isEqualTo("container app has no readiness probe");
        assertThat(why(of("http", one, container("app", probe(new Other("grpc"))))))
                .isEqualTo("the readiness probe of container app is grpc");
        assertThat(why(of("http", one, container("app", get("manage")))))
                .isEqualTo("the readiness probe of container app asks another port than 8080, which the Route serves");
        assertThat(why(of("9091", one, container("app", get("web")))))
                .isEqualTo("the pods of Service shop/app have no port for the Route");
        assertThat(why(of(null, two, container("app", get("web")))))
                .isEqualTo("Service shop/app has several ports, and the Route names none");
        assertThat(why(of("http", List.of(), container("app", get("web")))))
                .isEqualTo("the pods of Service shop/app have no port for the Route");
        assertThat(why(of("http", one))).isEqualTo("the pods of Service shop/app have no port for the Route");
    }

    @Test
    void takesTheContainerThatServes() {
        PodContainer proxy = new PodContainer("proxy", List.of(new Port("status", 15021)), get("15021"));
        PodContainer app = container("app", get("web"));
        List<ServicePort> ports = List.of(new ServicePort("http", "web"));

        assertThat(of("http", ports, proxy, app))
                .isInstanceOfSatisfying(
                        ServedProbe.Found.class,
                        found -> assertThat(found.container()).isEqualTo("app"));
        // The one in front has the port, and the probe of the one behind it asks another.
        PodContainer front = new PodContainer("front", List.of(new Port("public", 8443)), null);
        assertThat(why(of("https", List.of(new ServicePort("https", "public")), app, front)))
                .isEqualTo("container front has no readiness probe");
    }

    @Test
    void aPortNeedNotBeDeclared() {
        PodContainer silent = new PodContainer("app", List.of(), get("8080"));

        assertThat(of("8080", List.of(new ServicePort("http", "8080")), silent)).isInstanceOf(ServedProbe.Found.class);
    }

    private static ServedProbe of(@Nullable String targetPort, List<ServicePort> ports, PodContainer... containers) {
        return ServedProbe.of(targetPort, new BackendPods.Known("shop/app", ports, List.of(containers)));
    }

    private static String why(ServedProbe served) {
        return ((ServedProbe.None) served).why();
    }

    private static PodContainer container(String name, @Nullable ContainerProbe readiness) {
        return new PodContainer(name, PORTS, readiness);
    }

    private static ContainerProbe get(String port) {
        return probe(new HttpGet("/ready", port, false, false));
    }

    private static ContainerProbe probe(ContainerProbe.Action action) {
        return new ContainerProbe(action, 10, 1, 3, 1);
    }
}
