package io.wideip.routes.mapping;

import io.wideip.config.DomainName;
import io.wideip.config.PolicyOptions;
import io.wideip.config.SharedValues;
import io.wideip.config.catalog.Origin;
import io.wideip.config.catalog.WideIpDefinition;
import io.wideip.routes.RouteKey;
import io.wideip.routes.annotation.AnnotationOrigin;
import io.wideip.routes.annotation.AnnotationSection;
import io.wideip.routes.annotation.Annotations;
import io.wideip.routes.annotation.RouteProblem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** From the Routes that have a name to the wide IP of this name. */
final class WideIpMapper {
    private static final int MOST_TEXTS = 10_000;

    private final MappingSettings settings;
    private final SharedValues<String> texts = new SharedValues<>(MOST_TEXTS);
    private final MemberMapper members;

    WideIpMapper(MappingSettings settings) {
        this.settings = settings;
        members = new MemberMapper(settings.checks(), settings.clusterOrder(), texts);
    }

    /**
     * What the Routes make together.
     *
     * @param problems by Route; only of those that have one
     */
    record Made(MappedWideIp wideIp, ServedName served, Map<RouteKey, List<RouteProblem>> problems) {}

    /**
     * What the Routes make of the name.
     *
     * @param claims at least one, the oldest first
     */
    Made map(DomainName name, List<Claim> claims) {
        Map<RouteKey, Annotations> byRoute = new LinkedHashMap<>();
        List<RouterMember.Item> items = new ArrayList<>();
        for (Claim claim : claims) {
            Annotations annotations = settings.annotations(claim.known());
            byRoute.put(claim.key(), annotations);
            MemberValues values = MemberValues.read(annotations);
            claim.reaches().forEach(reach -> items.add(new RouterMember.Item(annotations, reach, values)));
        }
        Annotations oldest = items.get(0).annotations();
        WideIpValues values = values(oldest);
        for (Annotations annotations : byRoute.values()) {
            values(annotations).reportDisagreement(values, new Disagreement(annotations, oldest, "'" + name + "'"));
        }
        Map<String, Origin> origins = new HashMap<>();
        WideIpValues.addOrigins(oldest, origins);
        List<VipMember> vips = members.members(name, items, origins);
        PolicyOptions policy = values.policy() == null ? settings.standard() : values.policy();
        PolicyOptions weighted = settings.policies().read("weighted", new AnnotationSection(oldest));
        WideIpDefinition definition = new WideIpDefinition(
                values.policy(), new ChoicesMapper(weighted).choices(policy, vips), null, values.answers());
        Map<RouteKey, List<RouteProblem>> problems = new HashMap<>();
        byRoute.forEach((key, annotations) -> {
            annotations.reportUnknown();
            if (!annotations.problems().isEmpty()) {
                problems.put(key, annotations.problems());
            }
        });
        return new Made(
                new MappedWideIp(definition, new AnnotationOrigin(oldest.route().key(), null), origins),
                new ServedName(name, vips.stream().map(vip -> vip.served(texts)).toList()),
                problems);
    }

    private WideIpValues values(Annotations annotations) {
        return WideIpValues.read(
                annotations,
                settings.policies(),
                settings.standard(),
                settings.options().limits());
    }
}
