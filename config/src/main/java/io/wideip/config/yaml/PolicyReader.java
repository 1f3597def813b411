package io.wideip.config.yaml;

import io.wideip.config.PolicyOptions;
import io.wideip.config.section.Vocabulary;
import org.jspecify.annotations.Nullable;

/** The key {@code policy} of a pool or wide IP, and the options beside it. */
final class PolicyReader {
    private final Vocabulary.Policies policies;
    private final Defaults defaults;

    PolicyReader(Vocabulary.Policies policies, Defaults defaults) {
        this.policies = policies;
        this.defaults = defaults;
    }

    @Nullable
    PolicyOptions read(YamlSection section) {
        String name = section.choiceOrNull("policy", policies.names(), defaults.policy());
        if (name == null) {
            section.tolerateUnknownKeys();
            return null;
        }
        return policies.read(name, section);
    }
}
