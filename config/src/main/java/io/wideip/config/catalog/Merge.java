package io.wideip.config.catalog;

import io.wideip.config.Catalog;
import io.wideip.config.DomainName;
import io.wideip.config.WideIpSettings;
import io.wideip.config.WideIps;
import io.wideip.config.names.NameMap;
import io.wideip.config.names.NameMapEdit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The merge of all parts: precedence, ownership and defaults at one place. A pure function: its result depends on the parts
 * alone, not on the order in which they came, nor on what was merged before.
 *
 * <p>A name belongs to the source of the highest precedence that defines it, even where the definition can't be taken: nobody
 * else gets a name because its owner made a mistake.
 */
public final class Merge {
    private final List<Part> parts;
    private final Base base;
    private final WideIpMerge wideIps;

    private Merge(List<Part> parts, Base base) {
        this.parts = parts;
        this.base = base;
        wideIps = base.wideIps();
    }

    /**
     * Merges parts of which none was merged before.
     *
     * @param parts one of each source; at least one of them has a base
     * @throws IllegalArgumentException where none has
     */
    public static Merged of(Collection<Part> parts) {
        return of(parts, null);
    }

    /**
     * The same, for less where most of the parts are as they were.
     *
     * @param before what any parts, and best nearly the same, were merged to
     */
    public static Merged of(Collection<Part> parts, @Nullable Merged before) {
        List<Part> sorted = parts.stream().sorted(Part.BY_PRECEDENCE).toList();
        BaseDefinitions definitions = sorted.stream()
                .map(Part::base)
                .filter(Objects::nonNull)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no part has a base"));
        // A base with refusals is not kept, because what is refused may have moved.
        if (before == null
                || !before.base().refusals().isEmpty()
                || !definitions.equals(before.base().definitions())) {
            return new Merge(sorted, new Base(definitions)).whole();
        }
        return new Merge(sorted, before.base()).after(before);
    }

    private Merged whole() {
        Part largest = parts.stream()
                .max(Comparator.comparingInt(part -> part.wideIps().size()))
                .orElseThrow();
        NameMapEdit<List<Refused>> refused = WideIps.<List<Refused>>emptyNames().edit();
        NameMap<WideIpSettings> named = largest.wideIps().map((name, any) -> merge(name, refused));
        NameMapEdit<WideIpSettings> others = named.edit();
        for (Part part : parts) {
            if (!part.source().equals(largest.source())) {
                part.wideIps().forEach((name, any) -> {
                    WideIpSettings settings = largest.wideIps().get(name) == null ? merge(name, refused) : null;
                    if (settings != null) {
                        others.put(name, settings);
                    }
                });
            }
        }
        return new Merged(parts, base, catalog(WideIps.of(others.apply())), refused.apply());
    }

    private Merged after(Merged before) {
        Set<DomainName> changed = changedNames(before);
        NameMapEdit<WideIpSettings> named = before.catalog().wideIps().byName().edit();
        NameMapEdit<List<Refused>> refused = before.refused().edit();
        for (DomainName changedName : changed) {
            byte[] name = changedName.wire();
            refused.remove(name);
            WideIpSettings settings = merge(name, refused);
            if (settings == null) {
                named.remove(name);
            } else {
                named.put(name, settings);
            }
        }
        Catalog catalog = changed.isEmpty() ? before.catalog() : catalog(WideIps.of(named.apply()));
        return new Merged(parts, base, catalog, refused.apply());
    }

    private Set<DomainName> changedNames(Merged before) {
        Map<String, Part> were = before.parts().stream().collect(Collectors.toMap(Part::source, Function.identity()));
        Set<DomainName> changed = new LinkedHashSet<>();
        for (Part part : parts) {
            Part was = were.get(part.source());
            if (was != null && was.precedence() == part.precedence()) {
                were.remove(part.source());
                was.wideIps().differences(part.wideIps(), (name, old, now) -> changed.add(DomainName.ofWire(name)));
            } else {
                addNames(part, changed);
            }
        }
        were.values().forEach(gone -> addNames(gone, changed));
        return changed;
    }

    private static void addNames(Part part, Set<DomainName> names) {
        part.wideIps().forEach((name, any) -> names.add(DomainName.ofWire(name)));
    }

    /** The settings that the name's owner gives it; null where nobody has the name, or its definition can't be taken. */
    private @Nullable WideIpSettings merge(byte[] wire, NameMapEdit<List<Refused>> refused) {
        DomainName name = null;
        Part owner = null;
        WideIpSettings settings = null;
        List<Refused> faults = new ArrayList<>(0);
        for (Part part : parts) {
            Defined<WideIpDefinition> defined = part.wideIps().get(wire);
            if (defined == null) {
                continue;
            }
            name = name == null ? DomainName.ofWire(wire) : name;
            if (owner != null) {
                String what = "'" + name + "' belongs to " + owner.source() + ": take another name, or remove it there";
                faults.add(new Refused(part.source(), new WideIpMerge.Fault(null, Refusal.Reason.TAKEN, what)));
                continue;
            }
            owner = part;
            WideIpMerge.Result result = wideIps.merge(name, defined.definition());
            settings = result.settings();
            result.faults().forEach(fault -> faults.add(new Refused(part.source(), fault)));
        }
        if (!faults.isEmpty()) {
            refused.put(wire, List.copyOf(faults));
        }
        return settings;
    }

    private Catalog catalog(WideIps merged) {
        return new Catalog(
                base.server(),
                base.zones(),
                base.datacenters(),
                base.healthChecks(),
                base.vips(),
                base.pools(),
                base.topology(),
                base.clusters(),
                base.routes(),
                base.drains(),
                merged);
    }
}
