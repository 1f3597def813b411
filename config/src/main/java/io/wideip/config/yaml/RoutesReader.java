package io.wideip.config.yaml;

import io.wideip.config.ClaimRule;
import io.wideip.config.RouteLimits;
import io.wideip.config.RouteOptions;
import io.wideip.config.catalog.ClusterDefinition;
import io.wideip.config.section.DidYouMean;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The section {@code routes}. */
final class RoutesReader {
    private static final Pattern PREFIX =
            Pattern.compile("[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*");
    private static final int LONGEST_PREFIX = 253;

    private static final Duration LONGEST_TTL = Duration.ofDays(7);
    private static final Duration SHORTEST_INTERVAL = Duration.ofMillis(100);
    private static final Duration LONGEST_INTERVAL = Duration.ofHours(1);
    private static final Duration SHORTEST_TIMEOUT = Duration.ofMillis(10);
    private static final int MOST_ANSWERS = 32;
    private static final Duration LONGEST_HOLD = Duration.ofDays(1);

    private final ClaimRuleReader rules;

    RoutesReader(Zones zones, Names<ClusterDefinition> clusters) {
        rules = new ClaimRuleReader(zones, clusters);
    }

    RouteOptions read(YamlSection section) {
        RouteOptions standard = RouteOptions.STANDARD;
        YamlSection brake = section.section("brake");
        return new RouteOptions(
                prefix(section, standard.annotationPrefix()),
                allow(section.value("allow")),
                limits(section.section("limits")),
                brake == null
                        ? standard.brakeHold()
                        : brake.duration("hold", Duration.ZERO, LONGEST_HOLD, standard.brakeHold()));
    }

    private static String prefix(YamlSection section, String standard) {
        String prefix = section.text("annotationPrefix", standard);
        if (prefix == null
                || prefix.length() > LONGEST_PREFIX
                || !PREFIX.matcher(prefix).matches()) {
            section.problem(
                    "annotationPrefix",
                    "'annotationPrefix' is '" + DidYouMean.shortened(String.valueOf(prefix))
                            + "': write a domain name in lower case, without a '/', such as " + standard);
            return standard;
        }
        return prefix;
    }

    private List<ClaimRule> allow(@Nullable Value value) {
        List<Value> items = value == null ? null : value.list();
        List<ClaimRule> allow = new ArrayList<>();
        for (Value item : items == null ? List.<Value>of() : items) {
            YamlSection section = item.section();
            ClaimRule rule = section == null ? null : rules.read(section);
            if (rule != null) {
                allow.add(rule);
            }
        }
        return Collections.unmodifiableList(allow);
    }

    private static RouteLimits limits(@Nullable YamlSection section) {
        RouteLimits standard = RouteLimits.STANDARD;
        if (section == null) {
            return standard;
        }
        DurationRange ttl = DurationRange.read(section, "ttl", Duration.ZERO, LONGEST_TTL);
        requireWholeSeconds(section, ttl);
        DurationRange timeout = DurationRange.read(section, "timeout", SHORTEST_TIMEOUT, LONGEST_INTERVAL);
        return new RouteLimits(
                ttl == null ? standard.leastTtl() : ttl.least(),
                ttl == null ? standard.mostTtl() : ttl.most(),
                section.duration("minInterval", SHORTEST_INTERVAL, LONGEST_INTERVAL, standard.leastInterval()),
                timeout == null ? standard.leastTimeout() : timeout.least(),
                timeout == null ? standard.mostTimeout() : timeout.most(),
                section.integer("maxAnswers", 1, MOST_ANSWERS, standard.mostAnswers()));
    }

    private static void requireWholeSeconds(YamlSection section, @Nullable DurationRange ttl) {
        if (ttl != null && (ttl.least().toMillisPart() != 0 || ttl.most().toMillisPart() != 0)) {
            section.problem("ttl", "'ttl' is '" + ttl + "': a TTL counts whole seconds, write them without fractions");
        }
    }
}
