package io.wideip.bench;

import io.wideip.config.Catalog;
import io.wideip.config.CatalogChange;
import io.wideip.config.DomainName;
import io.wideip.config.catalog.Defined;
import io.wideip.config.catalog.Merged;
import io.wideip.config.catalog.Part;
import io.wideip.config.catalog.WideIpDefinition;
import io.wideip.config.names.NameHash;
import io.wideip.config.names.NameMapEdit;
import io.wideip.config.section.Vocabulary;
import io.wideip.config.standing.Target;
import io.wideip.config.standing.TargetStatus;
import io.wideip.config.standing.Verdict;
import io.wideip.config.yaml.Loaded;
import io.wideip.config.yaml.Loader;
import io.wideip.dns.policy.PolicyTypes;
import io.wideip.dns.snapshot.Snapshot;
import io.wideip.dns.snapshot.SnapshotCompiler;
import io.wideip.dns.zone.MasterFile;
import io.wideip.prober.probe.ProbeTypes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;

/** A catalog over four VIPs, and a compiler that is told how they stand. */
final class Site {
    static final String ZONE = "bench.example.com";

    private final Merged merged;
    /** Addresses. */
    private final Set<String> down = new HashSet<>();

    private final SnapshotCompiler compiler = new SnapshotCompiler(this::status, NameHash.drawn());

    /** @param wideIps lines of YAML, each of two blanks and a name with its options */
    Site(CharSequence wideIps) {
        merged = load("""
                version: 1
                zones:
                  %1$s: {hostmaster: hostmaster@example.com, nameservers: {ns1: [127.0.0.1]}, records: "*.wild A 192.0.2.9"}
                datacenters: {east: {}, west: {}}
                healthChecks: {port: {type: tcp, port: 443}}
                vips:
                  vip0: {datacenter: east, addresses: [192.0.2.1], healthCheck: port}
                  vip1: {datacenter: west, addresses: [192.0.2.2], healthCheck: port}
                  vip2: {datacenter: east, addresses: [192.0.2.3], healthCheck: port}
                  vip3: {datacenter: west, addresses: [192.0.2.4], healthCheck: port}
                topology:
                  - {subnets: [10.1.0.0/16], prefer: [east, west]}
                  - {subnets: [10.2.0.0/16], prefer: [west, east]}
                wideIps:
                """.formatted(ZONE) + wideIps);
    }

    /** So many wide IPs that differ in nothing but their names and in which two VIPs they have. */
    static Site alike(int count) {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < count; i++) {
            lines.append(
                    "  w%d.%s: {policy: failover, members: [vip%d, vip%d]}\n".formatted(i, ZONE, i % 4, (i + 1) % 4));
        }
        return new Site(lines);
    }

    private static Merged load(String yaml) {
        try {
            Path file = Files.createTempFile("wideip-bench", ".yaml");
            try {
                Files.writeString(file, yaml);
                Loaded loaded =
                        new Loader(new Vocabulary(new PolicyTypes(), new ProbeTypes(), new MasterFile())).load(file);
                if (loaded instanceof Loaded.Good good) {
                    return good.merged();
                }
                throw new IllegalStateException(loaded.toString());
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private TargetStatus status(Target target) {
        boolean available = !down.contains(target.address());
        return new TargetStatus(
                available ? Verdict.UP : Verdict.DOWN, available, "as the benchmark says", Instant.EPOCH);
    }

    Merged merged() {
        return merged;
    }

    Catalog catalog() {
        return merged.catalog();
    }

    /** The part that the YAML gives: all there is. */
    Part part() {
        return merged.parts().get(0);
    }

    /** The same, but that the first of those that are alike is defined as the second one is. */
    Part changedPart() {
        Part part = part();
        Defined<WideIpDefinition> second = Objects.requireNonNull(part.wideIps().get(name(1)));
        NameMapEdit<Defined<WideIpDefinition>> edit = part.wideIps().edit();
        edit.put(name(0), second);
        return new Part(part.source(), part.precedence(), part.base(), edit.apply());
    }

    SnapshotCompiler compiler() {
        return compiler;
    }

    /** Compiles all of the catalog, as if there had been none. */
    Snapshot compile() {
        compiler.catalog(CatalogChange.between(null, catalog()));
        return compiler.current();
    }

    private static byte[] name(int number) {
        return new DomainName("w" + number + "." + ZONE).wire();
    }

    /** Changes how a VIP's address stands. */
    void flip(String address) {
        if (!down.remove(address)) {
            down.add(address);
        }
    }
}
