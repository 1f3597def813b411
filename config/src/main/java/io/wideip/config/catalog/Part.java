package io.wideip.config.catalog;

import io.wideip.config.names.NameMap;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * What one source gives to the catalog. Immutable.
 *
 * @param source its name, no other's
 * @param precedence 0 for the source whose word counts first: what it names is its own, whatever the others say
 * @param base null from a source that gives wide IPs only
 * @param wideIps by name, a map that began with {@link io.wideip.config.WideIps#emptyNames}
 */
public record Part(
        String source, int precedence, @Nullable BaseDefinitions base, NameMap<Defined<WideIpDefinition>> wideIps) {
    static final Comparator<Part> BY_PRECEDENCE =
            Comparator.comparingInt(Part::precedence).thenComparing(Part::source);
}
