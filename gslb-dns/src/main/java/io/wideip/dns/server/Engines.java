package io.wideip.dns.server;

import io.wideip.config.DnsOptions;
import io.wideip.dns.engine.DatagramEngine;
import io.wideip.dns.engine.DatagramEngineProvider;
import java.io.IOException;
import java.util.Optional;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Which engine serves. */
public final class Engines {
    /** What the native engine is compiled for; an older Java can't even look at its classes. */
    private static final int NATIVE_SINCE = 22;

    private static final Logger LOG = LoggerFactory.getLogger("dns");

    private Engines() {}

    /** Why the native engine can't run here, for people; null where it can. */
    public static @Nullable String nativeObstacle() {
        return find().obstacle;
    }

    /** @throws IOException with a message for people, where the one that is asked for can't be had */
    static DatagramEngine start(DnsOptions options, SocketApi socketApi, int threads) throws IOException {
        DatagramEngine engine = switch (options.engine().choice()) {
            case NETTY -> new NettyEngine(socketApi, threads);
            case NATIVE -> required(options, threads);
            case AUTO -> best(options, socketApi, threads);
        };
        int own = engine.threads();
        LOG.info("UDP on {} thread{} an address, by the engine {}", own, own == 1 ? "" : "s", engine.description());
        return engine;
    }

    private static DatagramEngine best(DnsOptions options, SocketApi socketApi, int threads) throws IOException {
        Found found = find();
        if (found.provider != null) {
            return found.provider.start(threads, options.engine().busyPollMicros());
        }
        LOG.info("the native engine can't be used, so UDP costs more: {}", found.obstacle);
        return new NettyEngine(socketApi, threads);
    }

    private static DatagramEngine required(DnsOptions options, int threads) throws IOException {
        Found found = find();
        if (found.provider == null) {
            throw new IOException("server.dns.engine is native, which can't be used: " + found.obstacle
                    + "; leave the key out, or set it to auto");
        }
        return found.provider.start(threads, options.engine().busyPollMicros());
    }

    /**
     * What there is.
     *
     * @param obstacle for people; null where there is a provider that can be used
     */
    private record Found(
            @Nullable DatagramEngineProvider provider,
            @Nullable String obstacle) {}

    private static Found find() {
        int feature = Runtime.version().feature();
        if (feature < NATIVE_SINCE) {
            return new Found(null, "it needs Java " + NATIVE_SINCE + " or newer, and this is Java " + feature);
        }
        Optional<DatagramEngineProvider> provider =
                ServiceLoader.load(DatagramEngineProvider.class).findFirst();
        if (provider.isEmpty()) {
            return new Found(null, "this build lacks it: it was not built by JDK " + NATIVE_SINCE + " or newer");
        }
        String obstacle = provider.get().obstacle();
        return new Found(obstacle == null ? provider.get() : null, obstacle);
    }
}
