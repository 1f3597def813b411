package io.wideip.routes.check;

import io.wideip.config.DomainName;
import io.wideip.config.catalog.Origin;
import io.wideip.config.section.DidYouMean;
import io.wideip.config.section.Durations;
import io.wideip.config.section.Section;
import io.wideip.routes.check.CheckValues.Given;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The values of a check as the section from which its probe reads its options. */
final class CheckSection implements Section {
    private final CheckValues values;
    /** Of the keys in it: empty, or the section's own name and a dot. */
    private final String prefix;

    private final Origin start;
    /** What was wrong, by the whole key. */
    private final Map<String, String> problems;

    /** @param problems are put here */
    CheckSection(CheckValues values, Origin start, Map<String, String> problems) {
        this(values, "", start, problems);
    }

    private CheckSection(CheckValues values, String prefix, Origin start, Map<String, String> problems) {
        this.values = values;
        this.prefix = prefix;
        this.start = start;
        this.problems = problems;
    }

    @Override
    public Origin place(String key) {
        Given given = values.get(prefix + key);
        return given == null ? start : given.origin();
    }

    @Override
    public boolean has(String key) {
        return values.get(prefix + key) != null;
    }

    @Override
    public @Nullable String text(String key, @Nullable String fallback) {
        Given given = values.get(prefix + key);
        return given == null ? fallback : given.texts().get(0);
    }

    /** The fallback where the value is missing or, with a problem, where it is none. */
    private <T> T read(String key, Function<String, @Nullable T> reading, String mend, T fallback) {
        String text = text(key, null);
        if (text == null) {
            return fallback;
        }
        T value = reading.apply(text);
        if (value == null) {
            problem(key, mend);
        }
        return value == null ? fallback : value;
    }

    @Override
    public int integer(String key, int least, int most, int fallback) {
        return read(
                key,
                text -> {
                    boolean isNumber = text.matches("0|[1-9][0-9]{0,8}");
                    int number = isNumber ? Integer.parseInt(text) : least - 1;
                    return isNumber && number >= least && number <= most ? number : null;
                },
                "write a whole number from " + least + " to " + most,
                fallback);
    }

    @Override
    public boolean flag(String key, boolean fallback) {
        return choice(key, List.of("true", "false"), Boolean.toString(fallback)).equals("true");
    }

    @Override
    public Duration duration(String key, Duration least, Duration most, Duration fallback) {
        return read(
                key,
                text -> {
                    Duration duration = Durations.parse(text);
                    return duration == null || duration.compareTo(least) < 0 || duration.compareTo(most) > 0
                            ? null
                            : duration;
                },
                "write a duration from " + Durations.format(least) + " to " + Durations.format(most),
                fallback);
    }

    @Override
    public String choice(String key, Collection<String> words, String fallback) {
        return read(
                key, text -> words.contains(text) ? text : null, "write one of " + DidYouMean.listed(words), fallback);
    }

    @Override
    public List<String> texts(String key) {
        Given given = values.get(prefix + key);
        return given == null ? List.of() : given.texts();
    }

    @Override
    public @Nullable DomainName domainName(String key, @Nullable DomainName fallback) {
        String text = text(key, null);
        if (text == null) {
            return fallback;
        }
        try {
            return DomainName.parse(text);
        } catch (IllegalArgumentException e) {
            problem(key, String.valueOf(e.getMessage()));
            return fallback;
        }
    }

    @Override
    public @Nullable Section section(String key) {
        String inner = prefix + key + ".";
        return values.hasInner(inner) ? new CheckSection(values, inner, start, problems) : null;
    }

    @Override
    public Set<String> keys() {
        return values.origins().keySet().stream()
                .filter(key -> key.startsWith(prefix))
                .map(key -> key.substring(prefix.length()).replaceFirst("\\..*", ""))
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public void problem(String key, String what) {
        problems.putIfAbsent(prefix + key, what);
    }

    @Override
    public void problemInText(String key, int lineOfText, String what) {
        problem(key, what);
    }
}
