package io.wideip.routes.mapping;

import io.wideip.config.catalog.WideIpDefinition;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes equal definitions one object: of many wide IPs most say the same, and what is one object is merged and kept once. */
final class SharedDefinitions {
    private final Map<WideIpDefinition, Use> uses = new HashMap<>();

    private static final class Use {
        private final WideIpDefinition definition;
        private int count;

        private Use(WideIpDefinition definition) {
            this.definition = definition;
        }
    }

    /** The one object that equals the definition, which has one more user now. */
    WideIpDefinition use(WideIpDefinition definition) {
        Use use = uses.computeIfAbsent(definition, Use::new);
        use.count++;
        return use.definition;
    }

    /**
     * Ends one use.
     *
     * @param definition that one user less has now; null for none
     */
    void release(@Nullable WideIpDefinition definition) {
        if (definition != null) {
            uses.computeIfPresent(definition, (any, use) -> --use.count == 0 ? null : use);
        }
    }
}
