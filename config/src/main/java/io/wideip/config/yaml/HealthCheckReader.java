package io.wideip.config.yaml;

import io.wideip.config.HealthCheck;
import io.wideip.config.section.Vocabulary;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An entry of {@code healthChecks}. */
final class HealthCheckReader {
    private final Vocabulary.Probes probes;
    private final Defaults defaults;

    HealthCheckReader(Vocabulary.Probes probes, Defaults defaults) {
        this.probes = probes;
        this.defaults = defaults;
    }

    @Nullable
    HealthCheck read(YamlSection section) {
        CheckTimes times = CheckTimes.read(section, defaults.checkTimes());
        List<String> types = probes.names();
        Value written = section.value("type");
        String type = written == null ? null : Scalars.choice(written, "type", types);
        if (type == null) {
            if (written == null) {
                section.problemAtStart("no 'type' in the health check '" + section.name() + "': write one of "
                        + DidYouMean.listed(types));
            }
            section.tolerateUnknownKeys();
            return null;
        }
        return new HealthCheck(
                section.name(),
                probes.read(type, section),
                times.interval(),
                times.timeout(),
                times.fall(),
                times.rise(),
                times.reset(),
                times.fastInterval());
    }
}
