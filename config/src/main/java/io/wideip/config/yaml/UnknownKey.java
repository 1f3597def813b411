package io.wideip.config.yaml;

import io.wideip.config.section.DidYouMean;
import java.util.Collection;
import java.util.Set;
import java.util.regex.Pattern;

/** What to say of a key that no reader has asked for. */
final class UnknownKey {
    /** The sections of what a drain can take out of the answers, and of their members. */
    private static final Pattern TRAFFIC_SECTIONS =
            Pattern.compile("(?:datacenters|vips|pools|wideIps)\\.\\*(?:\\.(?:members|pools)\\[\\])?");

    private static final Set<String> WORDS_FOR_DRAINS = Set.of(
            "active", "disable", "disabled", "down", "drain", "drained", "enable", "enabled", "maintenance", "state");

    private UnknownKey() {}

    /**
     * The problem with its mend.
     *
     * @param path of the section
     * @param likely the keys that may be meant
     * @param known all keys of the section
     */
    static String problem(String path, String key, Collection<String> likely, Collection<String> known) {
        return WORDS_FOR_DRAINS.contains(key) && TRAFFIC_SECTIONS.matcher(path).matches()
                ? "unknown key '" + key
                        + "': to take traffic away, write a drain in 'drains', or order one by 'wideip drain'"
                : DidYouMean.unknown("key", key, likely, known);
    }
}
