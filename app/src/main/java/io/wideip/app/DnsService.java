package io.wideip.app;

import io.wideip.app.metrics.Metrics;
import io.wideip.config.AddressText;
import io.wideip.config.DnsOptions;
import io.wideip.config.Listener;
import io.wideip.config.ServerOptions;
import io.wideip.dns.server.DnsServer;
import io.wideip.dns.snapshot.SnapshotCompiler;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The DNS server from before it is open, so that it never gets older options last. Thread-safe. */
final class DnsService implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger("serve");

    private final long begun = System.nanoTime();
    private final SnapshotCompiler compiler;
    private final Readiness readiness;
    private final Metrics metrics;
    private final CompletableFuture<List<InetSocketAddress>> serving = new CompletableFuture<>();
    private boolean closed;
    /** The last accepted; null until there are others than the first. */
    private @Nullable DnsOptions changed;

    private @Nullable DnsServer server;

    DnsService(SnapshotCompiler compiler, Readiness readiness, Metrics metrics) {
        this.compiler = compiler;
        this.readiness = readiness;
        this.metrics = metrics;
    }

    /**
     * Opens the DNS server. To be called on the compile thread, so that the first round's verdicts are in the snapshot before the
     * first answer.
     *
     * @param listeners where this machine can bind them
     * @param places that the prober takes of the open files
     * @param inTime whether the first round of health checks has ended
     * @param admin for the log
     */
    synchronized void open(
            ServerOptions initial, List<Listener> listeners, int places, boolean inTime, @Nullable Admin admin) {
        if (closed) {
            return;
        }
        if (!inTime) {
            LOG.warn(
                    "the first round of health checks has not ended within server.startGrace ({} s): targets without a"
                            + " verdict count as up",
                    initial.startGrace().toSeconds());
        }
        try {
            DnsServer opened = DnsServer.start(initial.dns().on(listeners), places, compiler::current);
            server = opened;
            // The directory may have changed while the first round of health checks ran.
            opened.change(Objects.requireNonNullElse(changed, initial.dns()));
            metrics.follow(opened, compiler::zoneNumbers);
            readiness.ready();
            LOG.info(
                    "ready after {} s: DNS on {}, admin on {}",
                    String.format("%.1f", (System.nanoTime() - begun) / 1e9),
                    opened.addresses().stream().map(AddressText::of).collect(Collectors.joining(", ")),
                    admin);
            serving.complete(opened.addresses());
        } catch (IOException failure) {
            serving.completeExceptionally(new StartFailure(String.valueOf(failure.getMessage()), failure));
        } catch (RuntimeException | Error failure) { // Else the compile thread would keep it to itself.
            LOG.error("the DNS server could not be opened", failure);
            serving.completeExceptionally(new StartFailure("it can't serve DNS: " + failure, failure));
        }
    }

    /** Puts options to use now, or when the server opens. */
    synchronized void change(DnsOptions options) {
        changed = options;
        if (server != null) {
            server.change(options);
        }
    }

    /** Completes with the addresses in use when queries are answered. Fails with {@link StartFailure}. */
    CompletableFuture<List<InetSocketAddress>> serving() {
        return serving.copy();
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (server != null) {
            server.close();
        }
    }
}
