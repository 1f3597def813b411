package io.wideip.config.yaml;

import io.wideip.config.ServerOptions;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The section {@code server}. */
final class ServerReader {
    private static final InetSocketAddress ADMIN = known("127.0.0.1:8053");
    private static final Duration GRACE = Duration.ofSeconds(10);
    private static final Duration LONGEST_GRACE = Duration.ofMinutes(5);

    // An address with port 0 takes a free port, and so is no other's.
    private final Map<InetSocketAddress, Place> taken = new HashMap<>();

    private ServerReader() {}

    static InetSocketAddress known(String literal) {
        return Objects.requireNonNull(Addresses.socket(literal));
    }

    static ServerOptions read(YamlSection section) {
        return new ServerReader().options(section);
    }

    private ServerOptions options(YamlSection section) {
        YamlSection dns = section.section("dns");
        YamlSection admin = section.section("admin");
        return new ServerOptions(
                new DnsReader(this::free).read(dns),
                admin == null ? ADMIN : address(admin.value("listen")),
                section.duration("startGrace", Duration.ZERO, LONGEST_GRACE, GRACE));
    }

    private InetSocketAddress address(@Nullable Value listen) {
        InetSocketAddress address = listen == null ? null : free(listen);
        return address == null ? ADMIN : address;
    }

    private @Nullable InetSocketAddress free(Value value) {
        InetSocketAddress address = Addresses.socket(value);
        Place before = address == null || address.getPort() == 0 ? null : taken.putIfAbsent(address, value.place());
        if (before != null) {
            value.problem("the same address twice: listen on another one here, this one is taken at " + before);
        }
        return address;
    }
}
