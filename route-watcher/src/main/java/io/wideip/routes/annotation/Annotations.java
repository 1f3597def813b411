package io.wideip.routes.annotation;

import io.wideip.config.DomainName;
import io.wideip.config.catalog.Origin;
import io.wideip.config.section.DidYouMean;
import io.wideip.config.section.Durations;
import io.wideip.routes.Route;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The annotations of a Route that have our prefix. Names are without it. A value that can't be used is a problem, and then counts
 * as not given: each getter gives null. Not thread-safe.
 */
public final class Annotations {
    /** Every annotation there is, but for the options of policies. */
    public static final List<String> NAMES = List.of(
            "enabled",
            "hostname",
            "weight",
            "priority",
            "state",
            "vip",
            "router-name",
            "policy",
            "ttl",
            "max-answers",
            "when-all-down",
            "health-check",
            "health-check-path",
            "health-check-scheme",
            "health-check-port",
            "health-check-expected-status",
            "health-check-interval",
            "health-check-timeout",
            "health-check-fall",
            "health-check-rise",
            "health-check-verify");

    private static final Pattern WHOLE_NUMBER = Pattern.compile("0|[1-9][0-9]*");
    private static final int MOST_DIGITS = 9;
    /** Unknown annotations that are told of. */
    private static final int MOST_UNKNOWN = 8;

    private final Route route;
    private final String prefix;
    private final Set<String> asked = new TreeSet<>(NAMES);
    private final Set<RouteProblem> problems = new LinkedHashSet<>();

    /** @param prefix without its slash */
    public Annotations(Route route, String prefix) {
        this.route = route;
        this.prefix = prefix + "/";
    }

    public Route route() {
        return route;
    }

    /** As people write it, with the prefix. */
    public String fullName(String name) {
        return prefix + name;
    }

    public boolean has(String name) {
        asked.add(name);
        return raw(name) != null;
    }

    /** Where the value was written; null where it is not given. */
    public @Nullable Origin origin(String name) {
        return raw(name) == null ? null : new AnnotationOrigin(route.key(), fullName(name));
    }

    /** What was recorded so far, each once. */
    public List<RouteProblem> problems() {
        return List.copyOf(problems);
    }

    /** Visible ASCII. */
    public @Nullable String text(String name) {
        asked.add(name);
        String value = raw(name);
        if (value == null || VisibleText.fits(value)) {
            return value;
        }
        refuse(name, mendOfText(value));
        return null;
    }

    private static String mendOfText(String value) {
        if (value.isEmpty()) {
            return "write a value, or remove the annotation";
        }
        return value.length() > VisibleText.LONGEST
                ? "write at most " + VisibleText.LONGEST + " characters"
                : "write visible ASCII characters, without spaces";
    }

    /** JSON: visible ASCII and the white space of JSON. What it means is for the caller to find out. */
    public @Nullable String json(String name) {
        asked.add(name);
        String value = raw(name);
        if (value == null) {
            return null;
        }
        String unspaced = value.length() > VisibleText.LONGEST ? value : value.replaceAll("[ \t\r\n]", "");
        if (VisibleText.fits(unspaced)) {
            return value;
        }
        refuse(name, mendOfText(unspaced));
        return null;
    }

    /** {@code true} or {@code false}. */
    public @Nullable Boolean flag(String name) {
        String text = text(name);
        if (text == null) {
            return null;
        }
        if (text.equals("true") || text.equals("false")) {
            return text.equals("true");
        }
        refuse(name, "write \"true\" or \"false\"");
        return null;
    }

    /** One of the words, with a did-you-mean for another. */
    public @Nullable String choice(String name, Collection<String> words) {
        return reference(name, name, words);
    }

    /**
     * The name of something that is defined.
     *
     * @param kind what it is a name of, such as VIP
     */
    public @Nullable String reference(String name, String kind, Collection<String> known) {
        String text = text(name);
        if (text == null || known.contains(text)) {
            return text;
        }
        report(name, "'" + fullName(name) + "': " + DidYouMean.unknown(kind, text, known));
        return null;
    }

    /** A whole number from least to most. */
    public @Nullable Integer integer(String name, int least, int most) {
        String text = text(name);
        if (text == null) {
            return null;
        }
        if (WHOLE_NUMBER.matcher(text).matches() && text.length() <= MOST_DIGITS) {
            int number = Integer.parseInt(text);
            if (number >= least && number <= most) {
                return number;
            }
        }
        refuse(name, "write a whole number from " + least + " to " + most);
        return null;
    }

    /** A whole number; the bound holds for one beyond it. */
    public @Nullable Integer bounded(String name, int least, int most) {
        String text = text(name);
        if (text == null) {
            return null;
        }
        if (!WHOLE_NUMBER.matcher(text).matches()) {
            refuse(name, "write a whole number from " + least + " to " + most);
            return null;
        }
        int number = text.length() > MOST_DIGITS ? Integer.MAX_VALUE : Integer.parseInt(text);
        int within = Math.max(least, Math.min(most, number));
        if (within != number) {
            refuse(name, within + " holds, because " + least + " to " + most + " is allowed");
        }
        return within;
    }

    /** A duration as in the YAML, or bare seconds; the bound holds for one beyond it. */
    public @Nullable Duration duration(String name, Duration least, Duration most) {
        String text = text(name);
        if (text == null) {
            return null;
        }
        Duration duration = Durations.parse(WHOLE_NUMBER.matcher(text).matches() ? text + "s" : text);
        if (duration == null) {
            refuse(name, "write a duration such as 30s, 5m or 1h");
            return null;
        }
        Duration within = duration.compareTo(least) < 0 ? least : duration.compareTo(most) > 0 ? most : duration;
        if (!within.equals(duration)) {
            refuse(
                    name,
                    Durations.format(within) + " holds, because " + Durations.format(least) + " to "
                            + Durations.format(most) + " is allowed");
        }
        return within;
    }

    public @Nullable DomainName domainName(String name) {
        String text = text(name);
        if (text == null) {
            return null;
        }
        try {
            return DomainName.parse(text);
        } catch (IllegalArgumentException e) {
            report(name, "'" + fullName(name) + "': " + e.getMessage());
            return null;
        }
    }

    /** Records that a value can't be used as it is: says what it is, and the mend after it. */
    public void refuse(String name, String mend) {
        report(name, "'" + fullName(name) + "' is " + quoted(name) + ": " + mend);
    }

    /** The value for people, in quotes, shortened and escaped. */
    public String quoted(String name) {
        String value = raw(name);
        return VisibleText.quoted(value == null ? "" : value);
    }

    /** Records what is wrong with a value, in full. */
    public void report(String name, String what) {
        report(name, what, RouteProblem.Reason.INVALID_ANNOTATION);
    }

    /**
     * Records a problem.
     *
     * @param name null where the Route itself is meant
     */
    public void report(@Nullable String name, String what, RouteProblem.Reason reason) {
        String annotation = name == null || raw(name) == null ? null : fullName(name);
        problems.add(new RouteProblem(route.key(), annotation, what, reason));
    }

    /** Records each annotation with the prefix that nobody has asked for. */
    public void reportUnknown() {
        route.annotations().keySet().stream()
                .filter(written -> written.startsWith(prefix))
                .map(written -> written.substring(prefix.length()))
                .filter(name -> !asked.contains(name))
                .sorted()
                .limit(MOST_UNKNOWN)
                .forEach(name -> report(
                        name,
                        VisibleText.fits(name)
                                ? DidYouMean.unknown("annotation", name, asked)
                                : VisibleText.quoted(name) + " is no annotation: remove it"));
    }

    private @Nullable String raw(String name) {
        return route.annotations().get(fullName(name));
    }
}
