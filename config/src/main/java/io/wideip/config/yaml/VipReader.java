package io.wideip.config.yaml;

import io.wideip.config.Datacenter;
import io.wideip.config.DomainName;
import io.wideip.config.LeadingZeros;
import io.wideip.config.VipPorts;
import io.wideip.config.catalog.HealthCheckDefinition;
import io.wideip.config.catalog.VipDefinition;
import java.net.InetAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An entry of {@code vips}. */
final class VipReader {
    private static final int HIGHEST_PORT = 65_535;

    private final Names<Datacenter> datacenters;
    private final Names<HealthCheckDefinition> checks;

    VipReader(Names<Datacenter> datacenters, Names<HealthCheckDefinition> checks) {
        this.datacenters = datacenters;
        this.checks = checks;
    }

    @Nullable
    VipDefinition read(YamlSection section) {
        String datacenter = datacenters.find(section, "datacenter");
        if (!section.has("datacenter")) {
            section.missing(
                    "datacenter", "no 'datacenter\' in the VIP '" + section.name() + "': name the one it is in");
        }
        List<InetAddress> addresses = Addresses.unicast(section.items("addresses"));
        DomainName hostname = hostname(section);
        String check = checks.find(section, "healthCheck");
        VipPorts ports = ports(section.section("ports"));
        if (!hasOneOfTheTwo(section) || datacenter == null) {
            return null;
        }
        return new VipDefinition(datacenter, addresses, hostname, check, ports);
    }

    private static VipPorts ports(@Nullable YamlSection section) {
        VipPorts standard = VipPorts.STANDARD;
        return section == null
                ? standard
                : new VipPorts(
                        section.integer("http", 1, HIGHEST_PORT, standard.http()),
                        section.integer("https", 1, HIGHEST_PORT, standard.https()));
    }

    private static boolean hasOneOfTheTwo(YamlSection section) {
        boolean hasAddresses = section.has("addresses");
        boolean hasHostname = section.has("hostname");
        Value addresses = section.value("addresses");
        if (hasAddresses && hasHostname) {
            section.problem("hostname", "both 'addresses' and 'hostname': a VIP has one of the two, remove the other");
        } else if (!hasAddresses && !hasHostname) {
            section.missing(
                    "addresses",
                    "no 'addresses\' in the VIP '" + section.name() + "': write its addresses, or its 'hostname'",
                    "hostname");
        } else if (addresses != null && addresses.isList() && addresses.items().isEmpty()) {
            addresses.problem("'addresses' is empty: write at least one");
        } else {
            return true;
        }
        return false;
    }

    private static @Nullable DomainName hostname(YamlSection section) {
        String text = section.text("hostname", null);
        if (text == null) {
            return null;
        }
        String zeros = LeadingZeros.problem(text);
        if (zeros != null) {
            section.problem("hostname", zeros);
            return null;
        }
        if (Addresses.isLiteral(text)) {
            section.problem("hostname", "'" + text + "' is an address: write addresses: [\"" + text + "\"]");
            return null;
        }
        DomainName name = section.domainName("hostname", null);
        if (name != null && (name.text().isEmpty() || name.text().contains("*"))) {
            section.problem("hostname", "'" + text + "' is no host name: write one such as lb.example.net");
            return null;
        }
        return name;
    }
}
