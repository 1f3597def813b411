package io.wideip.routes.check;

import io.wideip.config.catalog.MemberCheck;
import io.wideip.config.catalog.Origin;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a member that a Route makes is checked.
 *
 * @param check null where nothing can be asked: then the wide IP's own check holds, if it has one
 * @param origins by key as in the YAML: {@code path}, {@code expect.status}
 * @param why what is asked, and why this, for people
 */
public record DerivedCheck(@Nullable MemberCheck check, Map<String, Origin> origins, String why) {
    public DerivedCheck {
        origins = Map.copyOf(origins);
    }
}
