package io.wideip.routes.kept;

import static org.assertj.core.api.Assertions.assertThat;

import io.wideip.config.state.StateDirectory;
import io.wideip.routes.Admission;
import io.wideip.routes.KnownRoute;
import io.wideip.routes.Route;
import io.wideip.routes.Route.Backend;
import io.wideip.routes.Route.Ingress;
import io.wideip.routes.Route.Termination;
import io.wideip.routes.RouteKey;
import io.wideip.routes.Routes;
import io.wideip.routes.backend.ContainerProbe;
import io.wideip.routes.backend.ContainerProbe.HttpGet;
import io.wideip.routes.backend.ContainerProbe.Other;
import io.wideip.routes.backend.KeptPods;
import io.wideip.routes.backend.PodContainer;
import io.wideip.routes.backend.PodTemplate;
import io.wideip.routes.backend.ServiceKey;
import io.wideip.routes.backend.ServicePort;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class KeptRoutesTest {
    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
    private static final KnownRoute FULL = new KnownRoute(
            new Route(
                    new RouteKey("east-1", "shop", "cart"),
                    "u-1",
                    NOW,
                    true,
                    Map.of("wideip.io/enabled", "true", "wideip.io/hostname", "\"\n\\"),
                    "cart.example.com",
                    "cart",
                    "/shop",
                    true,
                    Termination.PASSTHROUGH,
                    "8443",
                    List.of(new Backend("a", 10), new Backend("b", 0)),
                    List.of(new Ingress("default", "h", true), new Ingress("public", "h", null))),
            List.of(new Admission("default", "h", true), new Admission("public", "h", false)),
            Map.of("team", "a"));
    private static final KnownRoute PLAIN = KnownRoute.of(null, Routes.route("west-1", "a", "1"));

    @TempDir
    Path directory;

    private final List<Duration> waits = new ArrayList<>();
    private final List<Runnable> tasks = new ArrayList<>();
    private Kept known = new Kept(
            List.of(FULL, PLAIN),
            Map.of("cart.example.com", "shop"),
            List.of(pods(new HttpGet("/ready", "web", true, false)), pods(new Other("exec"))));

    @Test
    void givesWhatWasSaved() {
        KeptRoutes kept = kept();
        assertThat(KeptRoutes.read(state())).isEqualTo(Kept.NOTHING);
        kept.changed();
        tasks.forEach(Runnable::run);
        assertThat(KeptRoutes.read(state())).isEqualTo(known);
    }

    @Test
    void savesAtOnceAndThenEveryFiveSecondsAtMost() {
        KeptRoutes kept = kept();
        kept.changed();
        kept.changed();
        assertThat(waits).containsExactly(Duration.ZERO);
        tasks.remove(0).run();
        kept.changed();
        kept.changed();
        assertThat(waits).containsExactly(Duration.ZERO, Duration.ofSeconds(5));
    }

    @Test
    void savesForTheLastTimeWhatHasNotBeenSaved() {
        KeptRoutes kept = kept();
        kept.changed();
        tasks.remove(0).run();
        known = new Kept(List.of(PLAIN), Map.of());
        kept.changed();
        kept.close();
        assertThat(KeptRoutes.read(state())).isEqualTo(known);
        kept.changed();
        assertThat(waits).hasSize(2);
    }

    @Test
    void aDamagedFileIsSetAside() throws IOException {
        KeptRoutes kept = kept();
        kept.changed();
        tasks.forEach(Runnable::run);
        byte[] content = Files.readAllBytes(directory.resolve("routes"));
        content[content.length / 2] ^= 1;
        Files.write(directory.resolve("routes"), content);
        assertThat(KeptRoutes.read(state())).isEqualTo(Kept.NOTHING);
        assertThat(directory.resolve("routes.refused")).exists();
    }

    @Test
    void whatIsNoRouteIsSetAside() {
        for (String text : List.of("rote []\n", "route {}\n", "route []\n", "owner [\n", "route [[[\"a\"]]]\n")) {
            assertThat(state().file("routes", KeptText.VERSION).save(text, NOW)).isTrue();
            assertThat(KeptRoutes.read(state())).as(text).isEqualTo(Kept.NOTHING);
            assertThat(directory.resolve("routes.refused")).exists();
        }
    }

    private StateDirectory state() {
        return StateDirectory.at(directory);
    }

    private KeptRoutes kept() {
        KeptRoutes.Disk disk = new KeptRoutes.Disk() {
            @Override
            public void after(Duration wait, Runnable task) {
                waits.add(wait);
                tasks.add(task);
            }

            @Override
            public void end() {
                tasks.clear();
            }
        };
        return new KeptRoutes(state().file("routes", KeptText.VERSION), () -> known, InstantSource.fixed(NOW), disk);
    }

    private static KeptPods pods(ContainerProbe.Action action) {
        PodContainer probed = new PodContainer(
                "web", List.of(new PodContainer.Port("web", 8080)), new ContainerProbe(action, 10, null, 3, 1));
        PodContainer silent = new PodContainer("proxy", List.of(), null);
        return new KeptPods(
                "east-1",
                new ServiceKey("shop", "web"),
                List.of(new ServicePort("http", "web")),
                new PodTemplate(new PodTemplate.Label("pod-template-hash", "a"), List.of(probed, silent)));
    }
}
