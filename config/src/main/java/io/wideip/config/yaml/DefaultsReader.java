package io.wideip.config.yaml;

import io.wideip.config.catalog.CheckTimes;
import io.wideip.config.catalog.Defaults;
import io.wideip.config.catalog.VipDefinition;
import io.wideip.config.section.Vocabulary;

/** The section {@code defaults}. It is read in two steps, because checks come before the VIPs, which a fallback names. */
final class DefaultsReader {
    private static final String POLICY = "round-robin";

    private final YamlSection section;
    private final Vocabulary.Policies policies;
    private final CheckTimes checkTimes;

    DefaultsReader(YamlSection section, Vocabulary.Policies policies) {
        this.section = section;
        this.policies = policies;
        YamlSection checks = section.section("healthCheck");
        checkTimes = checks == null
                ? new CheckTimes(null, null, null, null, null, null)
                : CheckTimesReader.read(checks, CheckTimes.BUILT_IN);
    }

    /** As written. */
    CheckTimes checkTimes() {
        return checkTimes;
    }

    /** The policy's name alone: its options are read where it is used. */
    Written<Defaults> read(Names<VipDefinition> vips) {
        String policy = section.choice("policy", policies.names(), POLICY);
        Defaults defaults =
                new Defaults(PolicyReader.bare(policies, policy), checkTimes, AnswerReader.read(section, vips));
        return Written.of(defaults, section);
    }
}
