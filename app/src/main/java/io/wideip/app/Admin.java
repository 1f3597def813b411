package io.wideip.app;

import io.wideip.app.admin.AdminServer;
import io.wideip.app.admin.Pages;
import io.wideip.config.AddressText;
import io.wideip.config.AdminOptions;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The admin HTTP. There is none where this machine does not have the default address. Thread-safe. */
final class Admin implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger("admin");
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final @Nullable AdminServer server;

    private Admin(@Nullable AdminServer server) {
        this.server = server;
    }

    /** @throws IOException with a message for people, when the address can't be bound */
    static Admin start(AdminOptions options, Pages pages) throws IOException {
        InetSocketAddress listen = options.listen();
        if (options.isDefault() && !BindCheck.isHere(listen.getAddress())) {
            LOG.warn(
                    "no admin HTTP on {}, the default: this machine does not have the address (write server.admin.listen)",
                    AddressText.of(listen));
            return new Admin(null);
        }
        AdminServer server = AdminServer.start(listen, PATIENCE, pages);
        if (!listen.getAddress().isLoopbackAddress()) {
            LOG.warn(
                    "the admin address {} is not a loopback one: whoever reaches it reads the metrics",
                    AddressText.of(server.address()));
        }
        return new Admin(server);
    }

    /** The address in use, with its port; null where there is none. */
    @Nullable
    InetSocketAddress address() {
        return server == null ? null : server.address();
    }

    /** For people. */
    @Override
    public String toString() {
        return server == null ? "no address" : AddressText.of(server.address());
    }

    @Override
    public void close() {
        if (server != null) {
            server.close();
        }
    }
}
