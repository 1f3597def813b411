package io.wideip.prober.probe;

import io.wideip.config.HealthCheck;
import io.wideip.config.standing.Target;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** Prints what a check of each address gives that it is started with. Runs in the network that {@link RoutesIT} makes. */
final class Routes {
    private Routes() {}

    public static void main(String[] addresses) {
        try (Attempts attempts = Attempts.onNetty(late -> {})) {
            for (String address : addresses) {
                Probe probe = new TcpProbe(new Endpoint(80, ProxyHeader.NONE));
                HealthCheck check =
                        new HealthCheck("app", probe, Duration.ofSeconds(10), Duration.ofSeconds(8), 3, 3, 1);
                CompletableFuture<Attempted> ended = new CompletableFuture<>();
                attempts.start(new Target(address, check, ""), false, ended::complete);
                System.out.println(address + " " + text(ended.join().outcome()));
            }
        }
    }

    private static String text(Outcome outcome) {
        return outcome instanceof Outcome.Failure failure
                ? failure.cause().label()
                : outcome.getClass().getSimpleName();
    }
}
