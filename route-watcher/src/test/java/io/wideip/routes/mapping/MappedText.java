package io.wideip.routes.mapping;

import io.wideip.config.DomainName;
import io.wideip.config.catalog.AnswerDefinition;
import io.wideip.config.catalog.Defined;
import io.wideip.config.catalog.HealthCheckDefinition;
import io.wideip.config.catalog.MemberCheck;
import io.wideip.config.catalog.MemberDefinition;
import io.wideip.config.catalog.WhenAllDownDefinition;
import io.wideip.config.catalog.WideIpDefinition;
import io.wideip.config.names.NameMap;
import io.wideip.config.section.Durations;
import io.wideip.routes.annotation.RouteProblem;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a mapping has made, a line each. */
final class MappedText {
    /** Of an edge Route without a path, where nothing is known of its pods. */
    private static final String USUAL_CHECK = "https:443 / 200-499";

    private MappedText() {}

    static List<String> of(NameMap<Defined<WideIpDefinition>> wideIps) {
        Map<DomainName, String> lines = new TreeMap<>();
        wideIps.forEach((name, defined) ->
                lines.put(DomainName.ofWire(name), DomainName.ofWire(name) + ": " + of(defined.definition())));
        return List.copyOf(lines.values());
    }

    /** {@code + cluster namespace/name: Reason: what}. */
    static String of(RouteProblem problem) {
        return problem.route().cluster() + " " + problem.route().namespace() + "/"
                + problem.route().name() + ": " + problem.reason().text() + ": " + problem.what();
    }

    private static String of(WideIpDefinition wideIp) {
        List<String> parts = new ArrayList<>();
        if (wideIp.policy() != null) {
            parts.add(wideIp.policy().toString().replaceAll("\\[\\]", "").toLowerCase(Locale.ROOT));
        }
        parts.add(of(wideIp.choices()));
        AnswerDefinition answers = wideIp.answers();
        if (answers.ttl() != null) {
            parts.add("ttl " + Durations.format(answers.ttl()));
        }
        if (answers.maxAnswers() != null) {
            parts.add("max " + answers.maxAnswers());
        }
        if (answers.whenAllDown() instanceof WhenAllDownDefinition.Fixed fixed) {
            parts.add("down " + fixed.choice().getClass().getSimpleName().toLowerCase(Locale.ROOT));
        }
        return String.join("; ", parts);
    }

    private static String of(WideIpDefinition.Choices choices) {
        if (choices instanceof WideIpDefinition.OwnPools pools) {
            return pools.pools().stream()
                    .map(pool -> pool.name() + " (" + members(pool.pool().members()) + ")")
                    .collect(Collectors.joining(", "));
        }
        return members(((WideIpDefinition.Members) choices).members());
    }

    private static String members(List<MemberDefinition> members) {
        return members.stream().map(MappedText::of).collect(Collectors.joining(", "));
    }

    private static String of(MemberDefinition member) {
        String check = of(member.healthCheck());
        return member.vip()
                + (member.weight() == 100 ? "" : " " + member.weight())
                + (member.drained() ? " drained" : "")
                + (check.equals(USUAL_CHECK) ? "" : " [" + check + "]");
    }

    private static String of(@Nullable MemberCheck check) {
        if (check instanceof MemberCheck.Named named) {
            return named.name();
        }
        return check == null ? "none" : of(((MemberCheck.Own) check).definition());
    }

    private static String of(HealthCheckDefinition check) {
        String probe = check.probe().toString();
        String host = check.probe().host();
        return found(probe, "^(\\w+?)Probe").toLowerCase(Locale.ROOT) + ":" + found(probe, "port=(\\d+)")
                + (probe.contains("path=")
                        ? " " + found(probe, "path=(\\S+),") + " " + found(probe, "status=(.*), body")
                        : "")
                + (host == null ? "" : " host " + host);
    }

    private static String found(String text, String pattern) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        return matcher.find() ? matcher.group(1) : "?";
    }
}
