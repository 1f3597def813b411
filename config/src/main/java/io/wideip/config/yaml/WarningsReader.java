package io.wideip.config.yaml;

import io.wideip.config.WarningCode;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/** The section {@code warnings}. */
final class WarningsReader {
    private WarningsReader() {}

    /** The codes that nobody wants to be told of. */
    static Set<WarningCode> ignored(YamlSection section) {
        Set<WarningCode> ignored = EnumSet.noneOf(WarningCode.class);
        for (Value item : section.items("ignore")) {
            String code = Scalars.choice(item, "warning", WarningCode.texts());
            if (code != null) {
                ignored.add(WarningCode.of(code));
            }
        }
        return Collections.unmodifiableSet(ignored);
    }
}
