package io.wideip.config.yaml;

/** Keys that mean nothing without another one beside them. */
final class CompanionKeys {
    private CompanionKeys() {}

    /**
     * Reports a key that stands without its companion, unless an unknown key is likely meant for that.
     *
     * @param mend what to write
     */
    static void require(YamlSection section, String key, String companion, String mend) {
        if (section.has(key) && !section.has(companion) && !section.likelyKeys().contains(companion)) {
            section.problem(key, "'" + key + "' without '" + companion + "': " + mend);
        }
    }
}
