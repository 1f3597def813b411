package io.wideip.config.catalog;

import io.wideip.config.PolicyOptions;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All of a wide IP but its name. Equal definitions may share one object.
 *
 * @param healthCheck by name
 */
public record WideIpDefinition(
        @Nullable PolicyOptions policy,
        Choices choices,
        @Nullable String healthCheck,
        AnswerDefinition answers) {
    /** The keys of its values, as in the YAML; {@code pools} or {@code members} beside them. */
    public static final List<String> KEYS = List.of("policy", "healthCheck", "ttl", "maxAnswers", "whenAllDown");

    /** What the policy chooses among. */
    public sealed interface Choices {
        /** As in the YAML. */
        String key();
    }

    public record Pools(List<WeightedName> pools) implements Choices {
        @Override
        public String key() {
            return "pools";
        }
    }

    /** Pools that belong to this wide IP alone. */
    public record OwnPools(List<OwnPool> pools) implements Choices {
        @Override
        public String key() {
            return "pools";
        }
    }

    /**
     * One of them.
     *
     * @param name for people; a pool that is defined by itself may have the same
     * @param weight 0 to 1,000,000
     */
    public record OwnPool(String name, PoolDefinition pool, int weight) {}

    public record Members(List<MemberDefinition> members) implements Choices {
        @Override
        public String key() {
            return "members";
        }
    }
}
