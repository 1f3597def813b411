package io.wideip.app.command;

import io.wideip.config.EngineOptions;
import io.wideip.config.WarningCode;
import io.wideip.config.catalog.Merged;
import io.wideip.config.catalog.Origin;
import io.wideip.config.catalog.Warning;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds that {@code serve} would not start with the engine that the YAML asks for. That is only worth a warning: the server may run
 * on another machine, or by another Java.
 */
final class EngineReview {
    private EngineReview() {}

    /** @param obstacle why the native engine can't run here; null where it can */
    static List<Warning> of(Merged merged, @Nullable String obstacle) {
        boolean isAskedFor = merged.catalog().server().dns().engine().choice() == EngineOptions.Choice.NATIVE;
        Origin origin = merged.provenance().of("server", "", "dns.engine");
        if (obstacle == null || !isAskedFor || origin == null) {
            return List.of();
        }
        return List.of(new Warning(
                WarningCode.ENGINE_UNAVAILABLE,
                origin,
                "the native engine can't be used: " + obstacle
                        + "; where that is so, 'serve' does not start: leave the key out, or set it to auto"));
    }
}
