package io.wideip.config.catalog;

import io.wideip.config.Catalog;
import io.wideip.config.DomainName;
import io.wideip.config.WarningCode;
import io.wideip.config.Zone;
import io.wideip.config.names.NameMap;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What all parts make together. Immutable. */
public final class Merged {
    private static final int MOST_WARNINGS = 20;

    private final List<Part> parts;
    private final Base base;
    private final Catalog catalog;
    private final NameMap<List<Refused>> refused;

    Merged(List<Part> parts, Base base, Catalog catalog, NameMap<List<Refused>> refused) {
        this.parts = parts;
        this.base = base;
        this.catalog = catalog;
        this.refused = refused;
    }

    public Catalog catalog() {
        return catalog;
    }

    /** The codes of warnings that nobody wants to be told of. */
    public Set<WarningCode> ignoredWarnings() {
        return base.definitions().ignoredWarnings();
    }

    /** The parts that were merged, the highest precedence first. */
    public List<Part> parts() {
        return parts;
    }

    /** Which origin gave which value. */
    public Provenance provenance() {
        return new Provenance(parts);
    }

    /** What was not taken, why, and the mend; in no order that means anything. */
    public List<Refusal> refusals() {
        List<Refusal> refusals = new ArrayList<>(base.refusals());
        boolean hasBase = false;
        for (Part part : parts) {
            if (hasBase && part.base() != null) {
                refusals.add(new Refusal(
                        part.base().server().origin(),
                        Refusal.Reason.TAKEN,
                        "zones, datacenters, VIPs and what belongs to them come from another source: define only wide"
                                + " IPs here"));
            }
            hasBase |= part.base() != null;
        }
        refused.forEach((name, faults) -> faults.forEach(fault -> refusals.add(refusal(name, fault))));
        return refusals;
    }

    /** What is taken, and may not be what was meant: a few, by which their cause can be found. Looks at every name. */
    public List<Warning> warnings() {
        List<Warning> warnings = new ArrayList<>();
        ClusterNameClashes clashes = new ClusterNameClashes(catalog);
        Provenance provenance = provenance();
        catalog.wideIps().byName().forEach((wire, settings) -> {
            Zone zone = catalog.zones().get(settings.zone());
            warn(
                    zone == null ? null : clashes.of(wire, zone),
                    () -> provenance.wideIp(DomainName.ofWire(wire)),
                    warnings);
        });
        catalog.zones()
                .forEach((zoneName, zone) -> zone.records()
                        .names()
                        .forEach(name -> warn(
                                clashes.of(name.wire(), zone),
                                () -> provenance.of("zones", zoneName.text(), "records"),
                                warnings)));
        warnings.sort(Comparator.comparing(Warning::toString));
        return warnings;
    }

    /** The same of wide IPs that differ from those of another catalog, without what was to be warned of there. Looks at no others. */
    public List<Warning> warningsSince(Catalog before) {
        Set<String> told = new HashSet<>();
        List<Warning> warnings = new ArrayList<>();
        ClusterNameClashes clashes = new ClusterNameClashes(catalog);
        ClusterNameClashes known = new ClusterNameClashes(before);
        Provenance provenance = provenance();
        before.wideIps().differences(catalog.wideIps(), (name, was, is) -> {
            Zone zone = is == null ? null : catalog.zones().get(is.zone());
            if (zone == null) {
                return;
            }
            List<DomainName> written = new ArrayList<>(clashes.writtenFor(name, zone));
            written.add(name);
            for (DomainName each : written) {
                String what = clashes.ofWritten(each, zone);
                if (what != null && !what.equals(known.ofWritten(each, zone)) && told.add(what)) {
                    warn(what, () -> provenance.wideIp(name), warnings);
                }
            }
        });
        return warnings;
    }

    private static void warn(@Nullable String what, Supplier<@Nullable Origin> where, List<Warning> warnings) {
        Origin origin = what == null || warnings.size() == MOST_WARNINGS ? null : where.get();
        if (what != null && origin != null) {
            warnings.add(new Warning(WarningCode.CLUSTER_NAME_TAKEN, origin, what));
        }
    }

    private Refusal refusal(byte[] name, Refused refused) {
        WideIpMerge.Fault fault = refused.fault();
        Defined<WideIpDefinition> defined = parts.stream()
                .filter(part -> part.source().equals(refused.source()))
                .map(part -> part.wideIps().get(name))
                .findFirst()
                .orElseThrow();
        if (defined == null) {
            throw new IllegalStateException(DomainName.ofWire(name) + " was refused, and nobody defines it");
        }
        Origin origin = fault.key() == null ? null : defined.origin(fault.key());
        return new Refusal(origin == null ? defined.origin() : origin, fault.reason(), fault.what());
    }

    Base base() {
        return base;
    }

    NameMap<List<Refused>> refused() {
        return refused;
    }
}
