package io.wideip.config.yaml;

import io.wideip.config.catalog.CheckTimes;
import io.wideip.config.catalog.HealthCheckDefinition;
import io.wideip.config.section.DidYouMean;
import io.wideip.config.section.Vocabulary;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An entry of {@code healthChecks}. */
final class HealthCheckReader {
    private static final Set<String> PINGS = Set.of("icmp", "ping", "gateway_icmp");

    private final Vocabulary.Probes probes;
    private final CheckTimes defaults;

    /** @param defaults whole */
    HealthCheckReader(Vocabulary.Probes probes, CheckTimes defaults) {
        this.probes = probes;
        this.defaults = defaults;
    }

    @Nullable
    HealthCheckDefinition read(YamlSection section) {
        CheckTimes times = CheckTimesReader.read(section, defaults);
        List<String> types = probes.names();
        Value written = section.value("type");
        String type = written == null || isPing(written) ? null : Scalars.choice(written, "type", types);
        if (type == null) {
            if (written == null) {
                section.missing(
                        "type",
                        "no 'type\' in the health check '" + section.name() + "': write one of "
                                + DidYouMean.listed(types));
            }
            section.tolerateUnknownKeys();
            return null;
        }
        return new HealthCheckDefinition(probes.read(type, section), times);
    }

    private static boolean isPing(Value written) {
        String word = written.isScalar() ? written.text() : null;
        boolean isPing = word != null && PINGS.contains(word.toLowerCase(Locale.ROOT));
        if (isPing) {
            written.problem("unknown type '" + word + "': pings are not sent, ask the port that serves, by 'tcp'");
        }
        return isPing;
    }
}
