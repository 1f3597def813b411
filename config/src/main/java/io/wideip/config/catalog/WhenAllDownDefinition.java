package io.wideip.config.catalog;

import io.wideip.config.WhenAllDown;
import java.util.List;

/** What a wide IP answers when no member is available. */
public sealed interface WhenAllDownDefinition {
    /** What names nothing. */
    record Fixed(WhenAllDown choice) implements WhenAllDownDefinition {}

    /** {@link WhenAllDown.Fallback} with the names of its VIPs. */
    record Fallback(List<String> vips) implements WhenAllDownDefinition {}
}
