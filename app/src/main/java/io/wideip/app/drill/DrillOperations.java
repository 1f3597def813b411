package io.wideip.app.drill;

import io.wideip.app.api.CatalogOperations;
import io.wideip.app.api.DrillResult;
import io.wideip.app.api.DrillResult.RecoveryTimes;
import io.wideip.app.api.Operation;
import io.wideip.app.api.OperationCall;
import io.wideip.app.api.OperationFailure;
import io.wideip.app.metrics.DrillMetrics;
import io.wideip.app.metrics.DrillMetrics.LastDrill;
import io.wideip.app.metrics.DrillMetrics.Recovery;
import io.wideip.config.section.DidYouMean;
import java.util.Set;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes what drills came to, for the metrics and the audit. Thread-safe. */
public final class DrillOperations {
    private static final Logger AUDIT = LoggerFactory.getLogger("audit");
    private static final Pattern NOT_SHOWN = Pattern.compile("[\\p{Cntrl}\\u2028\\u2029]+");
    private static final int LONGEST_TEXT = 500;

    private final CatalogOperations there;
    private final DrillMetrics metrics;

    public DrillOperations(CatalogOperations there, DrillMetrics metrics) {
        this.there = there;
        this.metrics = metrics;
    }

    public Operation<DrillResult, DrillResult> operation() {
        return Operation.post(
                "/drills",
                "Reports what a drill came to, for the metrics and the audit.",
                DrillResult.class,
                DrillResult.class,
                this::report);
    }

    private DrillResult report(OperationCall<DrillResult> call) throws OperationFailure {
        DrillResult result = call.body();
        Set<String> known = there.catalog().datacenters().keySet();
        if (!known.contains(result.datacenter())) {
            throw OperationFailure.invalid(DidYouMean.unknown("datacenter", result.datacenter(), known));
        }
        if (result.watched() < 0 || result.moved() < 0 || result.moved() > result.watched()) {
            throw OperationFailure.invalid("'watched' must not be less than 'moved', and neither less than 0");
        }
        metrics.put(
                result.datacenter(),
                new LastDrill(
                        result.at(),
                        result.watched(),
                        result.moved(),
                        recovery(result.recovery()),
                        recovery(result.recoveryWithTtl())),
                known);
        AUDIT.info(
                "{} drilled datacenter {}{} at {}: {}; wide IPs: {}, moved in time: {}, back: {}; recovery p50 {} s, p99 {} s, worst {} s,"
                        + " worst with the TTL {} s",
                call.actor().name(),
                result.datacenter(),
                result.wideIps() == null ? "" : " wide IPs " + line(result.wideIps()),
                result.at(),
                result.reason() == null ? "" : line(result.reason()),
                result.watched(),
                result.moved(),
                result.back(),
                result.recovery().p50(),
                result.recovery().p99(),
                result.recovery().worst(),
                result.recoveryWithTtl().worst());
        return result;
    }

    private static Recovery recovery(RecoveryTimes times) throws OperationFailure {
        double least = Math.min(times.p50(), Math.min(times.p99(), times.worst()));
        if (!(least >= 0) || !Double.isFinite(times.p50() + times.p99() + times.worst())) {
            throw OperationFailure.invalid("times must be seconds, 0 or more");
        }
        return new Recovery(times.p50(), times.p99(), times.worst());
    }

    /** What people wrote becomes one line, and not a long one. */
    private static String line(String text) {
        String shown = NOT_SHOWN.matcher(text).replaceAll(" ").strip();
        return shown.length() > LONGEST_TEXT ? shown.substring(0, LONGEST_TEXT) : shown;
    }
}
