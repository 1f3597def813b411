package io.wideip.routes.annotation;

import io.wideip.config.DomainName;
import io.wideip.config.catalog.Origin;
import io.wideip.config.section.Section;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Annotations read as the options of a policy or a probe. Where an annotation is not given, or can't be used, a value holds that
 * whoever opens the section has found.
 */
public final class AnnotationSection implements Section {
    private final Annotations annotations;
    private final Function<String, @Nullable String> annotation;
    private final Map<String, String> found;
    /** Of the keys: empty, or the sections around this one and a dot. */
    private final String path;

    /**
     * The whole of a probe's options.
     *
     * @param annotation from a key, such as {@code expect.status}, to the annotation that gives it; null where none can
     * @param found values by their keys, which the probe can read
     */
    public AnnotationSection(
            Annotations annotations, Function<String, @Nullable String> annotation, Map<String, String> found) {
        this(annotations, annotation, found, "");
    }

    private AnnotationSection(
            Annotations annotations,
            Function<String, @Nullable String> annotation,
            Map<String, String> found,
            String path) {
        this.annotations = annotations;
        this.annotation = annotation;
        this.found = found;
        this.path = path;
    }

    /** The options of a policy: {@code minTls} would be {@code min-tls}. */
    public static AnnotationSection ofPolicy(Annotations annotations) {
        return new AnnotationSection(
                annotations, key -> key.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT), Map.of());
    }

    /** Reads a value; null where there is none. */
    private interface Reading<T> {
        @Nullable
        T of(Annotations annotations, String name);
    }

    private <T> T read(String key, Reading<T> reading, Function<String, T> parser, T fallback) {
        String name = annotation.apply(path + key);
        T given = name == null ? null : reading.of(annotations, name);
        if (given != null) {
            return given;
        }
        String value = found.get(path + key);
        return value == null ? fallback : parser.apply(value);
    }

    @Override
    public Origin place(String key) {
        String name = annotation.apply(path + key);
        Origin origin = name == null ? null : annotations.origin(name);
        return origin == null ? new AnnotationOrigin(annotations.route().key(), null) : origin;
    }

    @Override
    public boolean has(String key) {
        String name = annotation.apply(path + key);
        return name != null && annotations.has(name) || found.containsKey(path + key);
    }

    @Override
    @SuppressWarnings("NullAway") // The fallback may be null, and then so may the result.
    public @Nullable String text(String key, @Nullable String fallback) {
        return this.<@Nullable String>read(key, Annotations::text, value -> value, fallback);
    }

    @Override
    public int integer(String key, int least, int most, int fallback) {
        return read(key, (from, name) -> from.integer(name, least, most), Integer::valueOf, fallback);
    }

    @Override
    public boolean flag(String key, boolean fallback) {
        return read(key, Annotations::flag, Boolean::valueOf, fallback);
    }

    @Override
    public Duration duration(String key, Duration least, Duration most, Duration fallback) {
        return read(key, (from, name) -> from.duration(name, least, most), Duration::parse, fallback);
    }

    @Override
    public String choice(String key, Collection<String> words, String fallback) {
        return read(key, (from, name) -> from.choice(name, words), value -> value, fallback);
    }

    @Override
    public List<String> texts(String key) {
        String text = text(key, null);
        return text == null ? List.of() : List.of(text.split(","));
    }

    @Override
    @SuppressWarnings("NullAway") // As above.
    public @Nullable DomainName domainName(String key, @Nullable DomainName fallback) {
        return this.<@Nullable DomainName>read(key, Annotations::domainName, DomainName::parse, fallback);
    }

    @Override
    public Section section(String key) {
        return new AnnotationSection(annotations, annotation, found, path + key + ".");
    }

    /** Only what was found: an annotation is known by being asked for. */
    @Override
    public Set<String> keys() {
        return new TreeSet<>(found.keySet());
    }

    @Override
    public void problem(String key, String what) {
        String name = annotation.apply(path + key);
        annotations.report(name == null ? path + key : name, what);
    }

    @Override
    public void problemInText(String key, int lineOfText, String what) {
        problem(key, what);
    }
}
