package io.wideip.config.catalog;

import io.wideip.config.Catalog;
import io.wideip.config.DomainName;
import io.wideip.config.names.NameMap;
import java.util.ArrayList;
import java.util.List;

/** What all parts make together. Immutable. */
public final class Merged {
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
