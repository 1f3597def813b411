package io.wideip.config.yaml;

import io.wideip.config.PolicyOptions;
import io.wideip.config.section.Place;
import io.wideip.config.section.Vocabulary;
import org.jspecify.annotations.Nullable;

/** The key {@code policy} of a pool or wide IP, and the options beside it. */
final class PolicyReader {
    private final Vocabulary.Policies policies;
    private final PolicyOptions standard;

    /** @param standard where {@code policy} is missing */
    PolicyReader(Vocabulary.Policies policies, PolicyOptions standard) {
        this.policies = policies;
        this.standard = standard;
    }

    /** A policy's options where none is written. */
    static PolicyOptions bare(Vocabulary.Policies policies, String name) {
        return policies.read(name, new YamlSection(new Reading(), "", "", new Place("", 1, 1)));
    }

    /** What was read without a problem: null stands for the default. */
    record Read(@Nullable PolicyOptions given) {}

    /** Null where there is a problem. */
    @Nullable
    Read read(YamlSection section) {
        String name = name(section);
        if (name == null) {
            section.tolerateUnknownKeys();
            return null;
        }
        PolicyOptions options = policies.read(name, section);
        // Options of the default policy may be written without its name.
        boolean isGiven = section.isGiven("policy") || !options.equals(standard);
        return new Read(isGiven ? options : null);
    }

    private @Nullable String name(YamlSection section) {
        Value written = section.value("policy");
        String word = written == null || !written.isScalar() ? null : written.text();
        String mend = word == null ? null : policies.mend(word);
        if (written == null || mend == null) {
            return section.choiceOrNull("policy", policies.names(), standard.name());
        }
        written.problem("unknown policy '" + word + "': " + mend);
        return null;
    }
}
