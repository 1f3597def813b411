package io.wideip.routes.mapping;

import io.wideip.config.catalog.Defined;
import io.wideip.config.catalog.Origin;
import io.wideip.config.catalog.WideIpDefinition;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A wide IP that Routes define. */
final class MappedWideIp extends Defined<WideIpDefinition> {
    private final WideIpDefinition definition;
    private final Origin origin;
    private final Map<String, Origin> origins;

    /**
     * @param origin the Route whose word counts for the wide IP as a whole
     * @param origins of values that are given
     */
    MappedWideIp(WideIpDefinition definition, Origin origin, Map<String, Origin> origins) {
        this.definition = definition;
        this.origin = origin;
        this.origins = Map.copyOf(origins);
    }

    /** The same with a definition that equals its own. */
    MappedWideIp sharing(WideIpDefinition equal) {
        return new MappedWideIp(equal, origin, origins);
    }

    @Override
    public WideIpDefinition definition() {
        return definition;
    }

    @Override
    public Origin origin() {
        return origin;
    }

    @Override
    public @Nullable Origin origin(String key) {
        Origin given = origins.get(key);
        return given == null && key.equals(definition.choices().key()) ? origin : given;
    }
}
