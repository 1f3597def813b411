package io.wideip.config.yaml;

import io.wideip.config.section.DidYouMean;
import java.util.Collection;

/** What to say of a key that no reader has asked for. */
final class UnknownKey {
    private UnknownKey() {}

    /**
     * The problem with its mend.
     *
     * @param path of the section
     * @param likely the keys that may be meant
     * @param known all keys of the section
     */
    static String problem(String path, String key, Collection<String> likely, Collection<String> known) {
        ForeignKeys.Mend mend = ForeignKeys.mend(path, key);
        return mend == null || !known.containsAll(mend.meant())
                ? DidYouMean.unknown("key", key, likely, known)
                : "unknown key '" + DidYouMean.shortened(key) + "': " + mend.text();
    }
}
