package io.wideip.config.yaml;

import io.wideip.config.Vip;
import io.wideip.config.WhenAllDown;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a wide IP's answers look like, whatever its policy. */
record AnswerOptions(Duration ttl, int maxAnswers, WhenAllDown whenAllDown) {
    private static final List<String> WORDS = List.of("all", "nodata", "servfail");
    private static final Duration LONGEST_TTL = Duration.ofDays(7);
    private static final int MOST_ANSWERS = 32;

    static AnswerOptions read(YamlSection section, Names<Vip> vips, AnswerOptions defaults) {
        return new AnswerOptions(
                ttl(section, "ttl", LONGEST_TTL, defaults.ttl),
                section.integer("maxAnswers", 1, MOST_ANSWERS, defaults.maxAnswers),
                whenAllDown(section.value("whenAllDown"), vips, defaults.whenAllDown));
    }

    /** DNS counts in whole seconds. */
    static Duration ttl(YamlSection section, String key, Duration longest, Duration fallback) {
        Duration ttl = section.duration(key, Duration.ZERO, longest, fallback);
        if (ttl.toMillisPart() != 0) {
            section.problem(
                    key,
                    "'" + key + "' is '" + Durations.format(ttl) + "': a TTL counts whole seconds, write "
                            + (ttl.toSeconds() + 1) + "s");
        }
        return ttl;
    }

    private static WhenAllDown whenAllDown(@Nullable Value value, Names<Vip> vips, WhenAllDown fallback) {
        if (value == null) {
            return fallback;
        }
        if (value.isMapping()) {
            YamlSection section = value.section();
            return section == null ? fallback : fallback(section, vips);
        }
        String word = Scalars.choice(value, "whenAllDown", WORDS);
        if (word == null) {
            return fallback;
        }
        return switch (word) {
            case "nodata" -> new WhenAllDown.NoData();
            case "servfail" -> new WhenAllDown.ServFail();
            default -> new WhenAllDown.All();
        };
    }

    private static WhenAllDown fallback(YamlSection section, Names<Vip> vips) {
        if (!section.has("fallback")) {
            section.problemAtStart(
                    "no 'fallback' in 'whenAllDown': write {fallback: [VIP]}, or all, nodata or servfail");
        }
        List<Vip> fallback = vips.findAll(section, "fallback");
        for (Vip vip : fallback) {
            if (vip.hostname() != null && fallback.size() > 1) {
                section.problem(
                        "fallback",
                        "the VIP '" + vip.name() + "' has a host name, and a CNAME cannot stand beside other answers:"
                                + " make it the only fallback, or leave it out");
            }
        }
        return new WhenAllDown.Fallback(fallback);
    }
}
