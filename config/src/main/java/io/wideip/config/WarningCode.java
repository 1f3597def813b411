package io.wideip.config;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What can be warned of: YAML that is legal, and surely not meant. */
public enum WarningCode {
    ALL_WEIGHTS_ZERO,
    CAA_TAG,
    CLUSTER_NAME_TAKEN,
    DATACENTER_NOT_PREFERRED,
    ENGINE_UNAVAILABLE,
    FALL_OF_ONE,
    FALLBACK_IS_MEMBER,
    FILE_UNREADABLE,
    GEO_WITHOUT_ORDER,
    HTTP_ON_443,
    IN_TWO_RULES,
    LAST_DATACENTER,
    LONG_TTL,
    NO_HEALTH_CHECK,
    RELATIVE_NAME,
    RULE_NEVER_MATCHES,
    SAME_ADDRESS,
    SPF_PARTS,
    TARGET_IS_ADDRESS,
    UNREAD_WEIGHTS,
    UNUSED;

    /** As in the YAML and in messages: {@code unread-weights}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** All there are, as {@link #text} has them, sorted. */
    public static List<String> texts() {
        return Arrays.stream(values()).map(WarningCode::text).sorted().toList();
    }

    /** The code with this text. */
    public static WarningCode of(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
