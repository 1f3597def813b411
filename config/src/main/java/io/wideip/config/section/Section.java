package io.wideip.config.section;

import io.wideip.config.DomainName;
import io.wideip.config.catalog.Origin;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One mapping of the YAML, or annotations of a Route, read key by key. Each getter reports its own problem with its place and mend, and then gives the
 * fallback, so that one pass finds every problem. A key that nobody asks for is a problem with a did-you-mean: the keys asked
 * for are the keys there are. Policies, probes and zones read their options here, so each reports in place.
 */
public interface Section {
    /** Where the value of the key stands, or where the section begins if it is not given. */
    Origin place(String key);

    boolean has(String key);

    /** Text as written ({@code NO} is "NO", {@code 010} is "010"); the fallback where the key is missing or no scalar. */
    @Nullable
    String text(String key, @Nullable String fallback);

    /** A whole number from least to most, both included. */
    int integer(String key, int least, int most, int fallback);

    boolean flag(String key, boolean fallback);

    /** {@code 500ms}, {@code 30s}, {@code 5m}, {@code 1h}; a bare number is a problem whose mend names the unit. */
    Duration duration(String key, Duration least, Duration most, Duration fallback);

    /** One of the given words, with a did-you-mean for another. */
    String choice(String key, Collection<String> words, String fallback);

    /** A list of scalars, or a single one; empty where the key is missing. */
    List<String> texts(String key);

    @Nullable
    DomainName domainName(String key, @Nullable DomainName fallback);

    /** A mapping inside this one; null where it is missing or no mapping. */
    @Nullable
    Section section(String key);

    /** The keys in the order written. */
    Set<String> keys();

    /** Reports a problem at the value of the key. */
    void problem(String key, String what);

    /** Reports a problem at a line of a block scalar ({@code |}): 1 is the first line of its text. */
    void problemInText(String key, int lineOfText, String what);
}
