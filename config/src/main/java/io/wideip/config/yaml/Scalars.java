package io.wideip.config.yaml;

import io.wideip.config.DomainName;
import io.wideip.config.section.DidYouMean;
import io.wideip.config.section.Durations;
import io.wideip.config.section.Instants;
import io.wideip.config.section.Place;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Single values, each with the mend for what is none. */
final class Scalars {
    // Not 010, which is eight in YAML 1.1 and ten in YAML 1.2.
    private static final Pattern INTEGER = Pattern.compile("-?(0|[1-9][0-9]{0,8})");
    private static final Pattern DECIMAL = Pattern.compile("[-+]?[0-9]{1,4}(\\.[0-9]{1,20})?");
    private static final Pattern PERCENT = Pattern.compile("(0|[1-9][0-9]?|100) ?%");
    private static final Pattern BARE_NUMBER = Pattern.compile("[0-9]{1,10}");

    private Scalars() {}

    static @Nullable Integer integer(Value value, int least, int most) {
        String text = value.text();
        if (text == null) {
            return null;
        }
        if (INTEGER.matcher(text).matches()) {
            int number = Integer.parseInt(text);
            if (number >= least && number <= most) {
                return number;
            }
        }
        value.problem(is(value, text) + "write a whole number from " + least + " to " + most);
        return null;
    }

    static @Nullable Double decimal(Value value, int least, int most) {
        String text = value.text();
        if (text == null) {
            return null;
        }
        if (DECIMAL.matcher(text).matches()) {
            double number = Double.parseDouble(text);
            if (number >= least && number <= most) {
                return number;
            }
        }
        value.problem(is(value, text) + "write a number of degrees from " + least + " to " + most);
        return null;
    }

    static boolean flag(Value value, boolean fallback) {
        String text = value.text();
        if (text == null) {
            return fallback;
        }
        if (text.equals("true") || text.equals("false")) {
            return text.equals("true");
        }
        value.problem(is(value, text) + "write true or false");
        return fallback;
    }

    static @Nullable Duration duration(Value value, Duration least, Duration most) {
        String text = value.text();
        if (text == null) {
            return null;
        }
        Duration duration = Durations.parse(text);
        if (duration == null) {
            value.problem(is(value, text)
                    + (BARE_NUMBER.matcher(text).matches()
                            ? "give the unit, for instance " + text + "s"
                            : "write a duration such as 500ms, 30s, 5m, 1h or 1d"));
            return null;
        }
        if (duration.compareTo(least) < 0 || duration.compareTo(most) > 0) {
            value.problem(is(value, text) + "write a duration from " + Durations.format(least) + " to "
                    + Durations.format(most));
            return null;
        }
        return duration;
    }

    static @Nullable Instant instant(Value value) {
        String text = value.text();
        Instant instant = text == null ? null : Instants.parse(text);
        if (text != null && instant == null) {
            value.problem(is(value, text)
                    + "write a date, a time and its offset, such as 2026-11-28T22:00:00Z or 2026-11-28T23:00+01:00");
        }
        return instant;
    }

    static int percent(Value value, int least, int fallback) {
        String text = value.text();
        if (text == null) {
            return fallback;
        }
        Matcher percent = PERCENT.matcher(text);
        if (percent.matches() && Integer.parseInt(percent.group(1)) >= least) {
            return Integer.parseInt(percent.group(1));
        }
        value.problem(is(value, text) + "write a whole number from " + least + " to 100 and the sign, such as 10%");
        return fallback;
    }

    /** A relative path begins at the directory of the YAML. */
    static @Nullable Path path(Value value) {
        String text = value.text();
        if (text == null) {
            return null;
        }
        if (text.isBlank()) {
            value.problem(value.label() + " is empty: write a path, or leave it out");
            return null;
        }
        try {
            return Path.of(value.place().file()).resolveSibling(text).normalize();
        } catch (InvalidPathException e) {
            value.problem("'" + DidYouMean.shortened(text) + "' is no path of a file: " + e.getReason());
            return null;
        }
    }

    static @Nullable String choice(Value value, String kind, Collection<String> words) {
        String text = value.text();
        if (text == null || words.contains(text)) {
            return text;
        }
        value.problem(() -> DidYouMean.unknown(kind, text, words));
        return null;
    }

    static @Nullable DomainName domainName(Value value) {
        String text = value.text();
        return text == null ? null : domainName(value.reading(), value.place(), text);
    }

    /** For a name that is a key: its place is not its value's. */
    static @Nullable DomainName domainName(Reading reading, Place place, String text) {
        try {
            return DomainName.parse(text);
        } catch (IllegalArgumentException e) {
            reading.problems().add(place, String.valueOf(e.getMessage()));
            return null;
        }
    }

    private static String is(Value value, String text) {
        return value.label() + " is '" + DidYouMean.shortened(text) + "': ";
    }
}
