package io.wideip.config.catalog;

import io.wideip.config.DomainName;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Which origin gave which value of a merged catalog. Stands beside the model, so that what only moves changes no answer. Immutable. */
public final class Provenance {
    private final List<Part> parts;
    private final BaseDefinitions base;

    /** @param parts the highest precedence first */
    Provenance(List<Part> parts) {
        this.parts = parts;
        base = parts.stream()
                .map(Part::base)
                .filter(Objects::nonNull)
                .findFirst()
                .orElseThrow();
    }

    /** The source that has the name; null where no source defines it. */
    public @Nullable String owner(DomainName wideIp) {
        Part owner = owning(wideIp);
        return owner == null ? null : owner.source();
    }

    /** Where a wide IP is defined; null where it is not. */
    public @Nullable Origin wideIp(DomainName name) {
        Part owner = owning(name);
        return owner == null ? null : defined(owner, name).origin();
    }

    /**
     * Where a value of a wide IP comes from: its definition, else the defaults, else the program.
     *
     * @param key one of {@link WideIpDefinition#KEYS}, {@code pools}, {@code members}, or an option of its policy
     * @return null where there is no such wide IP
     */
    public @Nullable Origin wideIp(DomainName name, String key) {
        Part owner = owning(name);
        if (owner == null) {
            return null;
        }
        Origin given = defined(owner, name).origin(key);
        return given == null ? ofDefault(key) : given;
    }

    /**
     * Where a value of something else comes from.
     *
     * @param section as in the YAML: {@code healthChecks}, {@code vips}, {@code pools}, {@code datacenters}, {@code zones},
     *     {@code clusters}, {@code drains}, or {@code server} and {@code routes}, whose name is empty
     * @param key as {@link Defined#origin} has it
     * @return null where nothing has this name
     */
    public @Nullable Origin of(String section, String name, String key) {
        Defined<?> defined = defined(section, name);
        if (defined == null) {
            return null;
        }
        Origin given = defined.origin(key);
        if (given != null) {
            return given;
        }
        return switch (section) {
            case "healthChecks" -> ofDefault("healthCheck." + key);
            case "pools" -> ofDefault(key);
            default -> Origin.BUILT_IN;
        };
    }

    /** Where something is defined; null where nothing has this name. */
    public @Nullable Origin of(String section, String name) {
        Defined<?> defined = defined(section, name);
        return defined == null ? null : defined.origin();
    }

    private @Nullable Defined<?> defined(String section, String name) {
        return switch (section) {
            case "server" -> base.server();
            case "routes" -> base.routes();
            case "clusters" -> base.clusters().get(name);
            case "zones" -> base.zones().get(new DomainName(name));
            case "datacenters" -> base.datacenters().get(name);
            case "healthChecks" -> base.healthChecks().get(name);
            case "vips" -> base.vips().get(name);
            case "pools" -> base.pools().get(name);
            case "drains" -> base.drains().get(name);
            default -> throw new IllegalArgumentException("no section has the name " + section);
        };
    }

    /**
     * Where a rule of the topology stands.
     *
     * @param rule its number, from 0
     * @return null where there is no such rule
     */
    public @Nullable Origin topology(int rule) {
        return rule < base.topology().size() ? base.topology().get(rule).origin() : null;
    }

    /** Where a drain of the YAML stands; null where there is none of this name. */
    public @Nullable Origin drain(String name) {
        Defined<?> defined = base.drains().get(name);
        return defined == null ? null : defined.origin();
    }

    private Origin ofDefault(String key) {
        Origin given = base.defaults().origin(key);
        // What the defaults say of health checks is no check of a wide IP.
        return given == null || key.equals("healthCheck") ? Origin.BUILT_IN : given;
    }

    private @Nullable Part owning(DomainName wideIp) {
        for (Part part : parts) {
            if (part.wideIps().get(wideIp.wire()) != null) {
                return part;
            }
        }
        return null;
    }

    private static Defined<WideIpDefinition> defined(Part part, DomainName name) {
        return Objects.requireNonNull(part.wideIps().get(name.wire()));
    }
}
