package io.wideip.config.yaml;

import io.wideip.config.section.DidYouMean;
import io.wideip.config.section.Durations;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a duration may be, written {@code 5s-1h}.
 *
 * @param least itself among what may be
 * @param most likewise
 */
record DurationRange(Duration least, Duration most) {
    /** Null where the key is missing or has a problem. */
    static @Nullable DurationRange read(YamlSection section, String key, Duration shortest, Duration longest) {
        String text = section.text(key, null);
        if (text == null) {
            return null;
        }
        DurationRange range = parse(text);
        if (range == null) {
            section.problem(
                    key,
                    "'" + key + "' is '" + DidYouMean.shortened(text)
                            + "': write the least and the most, the least first, such as 5s-1h");
            return null;
        }
        if (range.least.compareTo(shortest) < 0 || range.most.compareTo(longest) > 0) {
            section.problem(
                    key,
                    "'" + key + "' is '" + text + "': write durations from " + Durations.format(shortest) + " to "
                            + Durations.format(longest));
            return null;
        }
        return range;
    }

    private static @Nullable DurationRange parse(String text) {
        int hyphen = text.indexOf('-');
        Duration least = hyphen < 0 ? null : Durations.parse(text.substring(0, hyphen));
        Duration most = hyphen < 0 ? null : Durations.parse(text.substring(hyphen + 1));
        return least == null || most == null || least.compareTo(most) > 0 ? null : new DurationRange(least, most);
    }

    @Override
    public String toString() {
        return Durations.format(least) + "-" + Durations.format(most);
    }
}
