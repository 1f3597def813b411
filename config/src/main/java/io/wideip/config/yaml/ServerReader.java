package io.wideip.config.yaml;

import io.wideip.config.MetricsOptions;
import io.wideip.config.ReloadOptions;
import io.wideip.config.ServerOptions;
import io.wideip.config.SuspicionOptions;
import io.wideip.config.section.Place;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The section {@code server}. */
final class ServerReader {
    private static final Duration GRACE = Duration.ofSeconds(10);
    private static final Duration LONGEST_GRACE = Duration.ofMinutes(5);

    private static final int MOST_DATACENTERS = 1000;
    /** Above it a scrape would be larger than what scrapes it can bear. */
    private static final int MOST_WIDE_IPS = 100_000;

    private static final String ONE_OF_TWO =
            ", and only one can have the port: remove one, or write every address in place of the wildcard";

    // An address with port 0 takes a free port, and so is no other's.
    private final Map<InetSocketAddress, Place> taken = new LinkedHashMap<>();

    private final NamedFiles files;

    private ServerReader(NamedFiles files) {
        this.files = files;
    }

    static InetSocketAddress known(String literal) {
        return Objects.requireNonNull(Addresses.socket(literal));
    }

    static ServerOptions read(YamlSection section, NamedFiles files) {
        return new ServerReader(files).options(section);
    }

    private ServerOptions options(YamlSection section) {
        YamlSection dns = section.section("dns");
        YamlSection reload = section.section("reload");
        YamlSection metrics = section.section("metrics");
        return new ServerOptions(
                new DnsReader(this::free, files).read(dns),
                new AdminReader(this::free, files).read(section.section("admin")),
                section.duration("startGrace", Duration.ZERO, LONGEST_GRACE, GRACE),
                path(section.value("state")),
                reload == null ? ReloadOptions.DEFAULT : reload(reload),
                metrics == null ? MetricsOptions.DEFAULT : metrics(metrics),
                suspicion(section.value("suspicion")),
                new GeoReader(files).read(section.section("geo")));
    }

    private static @Nullable Path path(@Nullable Value value) {
        return value == null ? null : Scalars.path(value);
    }

    private static ReloadOptions reload(YamlSection section) {
        return new ReloadOptions(section.percent("mayRemove", 0, ReloadOptions.DEFAULT.mayRemove()));
    }

    private static MetricsOptions metrics(YamlSection section) {
        return new MetricsOptions(section.integer("wideIps", 0, MOST_WIDE_IPS, MetricsOptions.DEFAULT.wideIps()));
    }

    private static @Nullable SuspicionOptions suspicion(@Nullable Value value) {
        SuspicionOptions standard = SuspicionOptions.DEFAULT;
        if (value != null && !value.isMapping()) {
            Scalars.choice(value, "suspicion", List.of("off"));
            return null;
        }
        YamlSection section = value == null ? null : value.section();
        if (section == null) {
            return standard;
        }
        return new SuspicionOptions(
                section.percent("share", 1, standard.share()),
                section.integer("datacenters", 1, MOST_DATACENTERS, standard.datacenters()),
                section.duration("within", Duration.ofSeconds(1), Duration.ofMinutes(5), standard.within()));
    }

    private @Nullable InetSocketAddress free(Value value) {
        InetSocketAddress address = Addresses.socket(value);
        if (address == null || address.getPort() == 0) {
            return address;
        }
        Place before = taken.putIfAbsent(address, value.place());
        if (before != null) {
            value.problem("the same address twice: listen on another one here, this one is taken at " + before);
            return address;
        }
        for (Map.Entry<InetSocketAddress, Place> other : taken.entrySet()) {
            if (standsFor(other.getKey(), address)) {
                value.problem("the wildcard at " + other.getValue() + " stands for this address, too" + ONE_OF_TWO);
                break;
            } else if (standsFor(address, other.getKey())) {
                value.problem("this wildcard stands for the address at " + other.getValue() + ", too" + ONE_OF_TWO);
                break;
            }
        }
        return address;
    }

    /** Whether a wildcard stands for another address, too: every listener has TCP, and of that a system gives the port to one only. */
    private static boolean standsFor(InetSocketAddress wildcard, InetSocketAddress address) {
        return wildcard.getAddress().isAnyLocalAddress()
                && !address.equals(wildcard)
                && address.getPort() == wildcard.getPort()
                && address.getAddress().getClass() == wildcard.getAddress().getClass();
    }
}
