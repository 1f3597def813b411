package io.wideip.config.yaml;

import io.wideip.config.WhenAllDown;
import io.wideip.config.catalog.AnswerDefinition;
import io.wideip.config.catalog.VipDefinition;
import io.wideip.config.catalog.WhenAllDownDefinition;
import io.wideip.config.section.Durations;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What answers look like: the same keys in a wide IP and in the defaults. */
final class AnswerReader {
    private static final List<String> WORDS = List.of("all", "nodata", "servfail");
    private static final Duration LONGEST_TTL = Duration.ofDays(7);
    private static final int MOST_ANSWERS = 32;

    private AnswerReader() {}

    static AnswerDefinition read(YamlSection section, Names<VipDefinition> vips) {
        return new AnswerDefinition(
                ttl(section, "ttl", LONGEST_TTL),
                section.integerOrNull("maxAnswers", 1, MOST_ANSWERS),
                whenAllDown(section.value("whenAllDown"), vips));
    }

    /** DNS counts in whole seconds. */
    static @Nullable Duration ttl(YamlSection section, String key, Duration longest) {
        Duration ttl = section.durationOrNull(key, Duration.ZERO, longest);
        if (ttl != null && ttl.toMillisPart() != 0) {
            section.problem(
                    key,
                    "'" + key + "' is '" + Durations.format(ttl) + "': a TTL counts whole seconds, write "
                            + (ttl.toSeconds() + 1) + "s");
        }
        return ttl;
    }

    private static @Nullable WhenAllDownDefinition whenAllDown(@Nullable Value value, Names<VipDefinition> vips) {
        if (value == null) {
            return null;
        }
        if (value.isMapping()) {
            YamlSection section = value.section();
            return section == null ? null : fallback(section, vips);
        }
        String written = value.isScalar() ? value.text() : null;
        String mend = written == null ? null : mend(written, vips);
        if (mend != null) {
            value.problem("unknown whenAllDown '" + written + "': " + mend);
            return null;
        }
        String word = Scalars.choice(value, "whenAllDown", WORDS);
        if (word == null) {
            return null;
        }
        return new WhenAllDownDefinition.Fixed(
                switch (word) {
                    case "nodata" -> new WhenAllDown.NoData();
                    case "servfail" -> new WhenAllDown.ServFail();
                    default -> new WhenAllDown.All();
                });
    }

    private static @Nullable String mend(String word, Names<VipDefinition> vips) {
        if (vips.isDeclared(word)) {
            return "to answer a VIP, write {fallback: [" + word + "]}";
        }
        return word.equalsIgnoreCase("nxdomain") ? "the name exists, so write nodata or servfail" : null;
    }

    private static WhenAllDownDefinition fallback(YamlSection section, Names<VipDefinition> vips) {
        if (!section.has("fallback")) {
            section.missing(
                    "fallback", "no 'fallback\' in 'whenAllDown': write {fallback: [VIP]}, or all, nodata or servfail");
        }
        List<String> fallback = vips.findAll(section, "fallback");
        for (String name : fallback) {
            VipDefinition vip = vips.get(name);
            if (vip != null && vip.hostname() != null && fallback.size() > 1) {
                section.problem(
                        "fallback",
                        "the VIP '" + name + "' has a host name, and a CNAME cannot stand beside other answers:"
                                + " make it the only fallback, or leave it out");
            }
        }
        return new WhenAllDownDefinition.Fallback(fallback);
    }
}
