package io.wideip.routes.annotation;

import io.wideip.config.DomainName;
import io.wideip.config.catalog.Origin;
import io.wideip.config.section.Section;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Annotations read as the options of a policy: {@code prefix4} has this name, {@code minLoad} would be {@code min-load}. */
public final class AnnotationSection implements Section {
    private final Annotations annotations;

    public AnnotationSection(Annotations annotations) {
        this.annotations = annotations;
    }

    private static String name(String key) {
        return key.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }

    private static <T> T given(@Nullable T value, T fallback) {
        return value == null ? fallback : value;
    }

    @Override
    public Origin place(String key) {
        Origin origin = annotations.origin(name(key));
        return origin == null ? new AnnotationOrigin(annotations.route().key(), null) : origin;
    }

    @Override
    public boolean has(String key) {
        return annotations.has(name(key));
    }

    @Override
    public @Nullable String text(String key, @Nullable String fallback) {
        String text = annotations.text(name(key));
        return text == null ? fallback : text;
    }

    @Override
    public int integer(String key, int least, int most, int fallback) {
        return given(annotations.integer(name(key), least, most), fallback);
    }

    @Override
    public boolean flag(String key, boolean fallback) {
        return given(annotations.flag(name(key)), fallback);
    }

    @Override
    public Duration duration(String key, Duration least, Duration most, Duration fallback) {
        return given(annotations.duration(name(key), least, most), fallback);
    }

    @Override
    public String choice(String key, Collection<String> words, String fallback) {
        return given(annotations.choice(name(key), words), fallback);
    }

    @Override
    public List<String> texts(String key) {
        String text = annotations.text(name(key));
        return text == null ? List.of() : List.of(text.split(","));
    }

    @Override
    public @Nullable DomainName domainName(String key, @Nullable DomainName fallback) {
        DomainName name = annotations.domainName(name(key));
        return name == null ? fallback : name;
    }

    /** Annotations have no mappings in them. */
    @Override
    public @Nullable Section section(String key) {
        return null;
    }

    /** None, because an annotation is known by being asked for. */
    @Override
    public Set<String> keys() {
        return Set.of();
    }

    @Override
    public void problem(String key, String what) {
        annotations.report(name(key), what);
    }

    @Override
    public void problemInText(String key, int lineOfText, String what) {
        problem(key, what);
    }
}
