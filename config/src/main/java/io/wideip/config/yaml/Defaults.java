package io.wideip.config.yaml;

import io.wideip.config.Vip;
import io.wideip.config.WhenAllDown;
import java.time.Duration;
import java.util.List;

/**
 * What holds where an entry says nothing.
 *
 * @param policy the name alone: a policy's options are read where it is used
 */
record Defaults(String policy, CheckTimes checkTimes) {
    private static final String POLICY = "round-robin";
    private static final Duration TTL = Duration.ofSeconds(30);

    static Defaults read(YamlSection section, List<String> policies) {
        YamlSection checks = section.section("healthCheck");
        return new Defaults(
                section.choice("policy", policies, POLICY),
                checks == null ? CheckTimes.BUILT_IN : CheckTimes.read(checks, CheckTimes.BUILT_IN));
    }

    /** Read after the VIPs, which a fallback names. */
    AnswerOptions forWideIps(YamlSection section, Names<Vip> vips) {
        return AnswerOptions.read(section, vips, new AnswerOptions(TTL, 1, new WhenAllDown.All()));
    }
}
