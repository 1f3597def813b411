package io.wideip.app;

import io.wideip.app.admin.AdminServer;
import io.wideip.app.admin.Pages;
import io.wideip.app.admin.Service;
import io.wideip.config.AddressText;
import io.wideip.config.AdminCredential;
import io.wideip.config.AdminOptions;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The admin HTTP. There is none by TCP where this machine does not have the default address. Thread-safe. */
final class Admin implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger("admin");
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** Set by systemd where {@code RuntimeDirectory=} is, which separates several directories by colons. */
    private static final String VARIABLE = "RUNTIME_DIRECTORY";

    private final AdminServer server;
    private final @Nullable Path socket;
    private @Nullable InetSocketAddress address;

    private Admin(AdminServer server, @Nullable Path socket) {
        this.server = server;
        this.socket = socket;
    }

    /**
     * Serves by TCP, and by a unix socket where one is given.
     *
     * @param environment where systemd's {@code RUNTIME_DIRECTORY} counts if no socket is written
     * @param credentials those that count now
     * @throws IOException with a message for people, when the address can't be bound or the socket can't be made
     */
    static Admin start(
            AdminOptions options,
            Map<String, String> environment,
            Pages pages,
            Service service,
            Supplier<? extends List<? extends AdminCredential>> credentials)
            throws IOException {
        Path socket = socket(options, environment);
        Admin admin = new Admin(new AdminServer(PATIENCE, pages, service, credentials), socket);
        try {
            admin.listen(options);
            if (socket != null) {
                admin.server.listen(socket);
            }
            return admin;
        } catch (IOException | RuntimeException | Error failure) {
            admin.close();
            throw failure;
        }
    }

    private void listen(AdminOptions options) throws IOException {
        InetSocketAddress listen = options.listen();
        if (options.isDefault() && !BindCheck.isHere(listen.getAddress())) {
            LOG.warn(
                    "no admin HTTP on {}, the default: this machine does not have the address (write server.admin.listen)",
                    AddressText.of(listen));
            return;
        }
        address = server.listen(listen, options.tls());
        if (!listen.getAddress().isLoopbackAddress()) {
            LOG.warn("the admin address {} is not a loopback one: whoever reaches it reads the metrics", this);
        }
    }

    private static @Nullable Path socket(AdminOptions options, Map<String, String> environment) {
        String directory = environment.getOrDefault(VARIABLE, "").replaceFirst(":.*", "");
        if (options.socket() != null || directory.isEmpty()) {
            return options.socket();
        }
        return Path.of(directory, "admin.sock");
    }

    /** The address in use, with its port; null where there is none. */
    @Nullable
    InetSocketAddress address() {
        return address;
    }

    /** For people. */
    @Override
    public String toString() {
        String http = address == null ? "no address" : AddressText.of(address);
        return socket == null ? http : http + " and " + socket;
    }

    @Override
    public void close() {
        server.close();
    }
}
