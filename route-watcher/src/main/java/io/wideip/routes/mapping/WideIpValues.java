package io.wideip.routes.mapping;

import io.wideip.config.PolicyOptions;
import io.wideip.config.RouteLimits;
import io.wideip.config.WhenAllDown;
import io.wideip.config.catalog.AnswerDefinition;
import io.wideip.config.catalog.Origin;
import io.wideip.config.catalog.WhenAllDownDefinition;
import io.wideip.config.section.Vocabulary;
import io.wideip.routes.annotation.AnnotationSection;
import io.wideip.routes.annotation.Annotations;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a Route says of the wide IP as a whole. Null stands for what is not given, or can't be used. */
record WideIpValues(
        @Nullable PolicyOptions policy,
        @Nullable Duration ttl,
        @Nullable Integer maxAnswers,
        @Nullable WhenAllDown whenAllDown) {
    private static final String POLICY = "policy";
    private static final String TTL = "ttl";
    private static final String MAX_ANSWERS = "max-answers";
    private static final String WHEN_ALL_DOWN = "when-all-down";
    private static final Map<String, WhenAllDown> WORDS = Map.of(
            "all", new WhenAllDown.All(),
            "nodata", new WhenAllDown.NoData(),
            "servfail", new WhenAllDown.ServFail());
    private static final List<String> IN_ORDER = List.of("all", "nodata", "servfail");

    /**
     * What a Route says.
     *
     * @param standard the policy where none is given
     */
    static WideIpValues read(
            Annotations annotations, Vocabulary.Policies policies, PolicyOptions standard, RouteLimits limits) {
        String word = annotations.choice(WHEN_ALL_DOWN, IN_ORDER);
        return new WideIpValues(
                policy(annotations, policies, standard),
                ttl(annotations, limits),
                annotations.bounded(MAX_ANSWERS, 1, limits.mostAnswers()),
                word == null ? null : WORDS.get(word));
    }

    private static @Nullable PolicyOptions policy(
            Annotations annotations, Vocabulary.Policies policies, PolicyOptions standard) {
        String word = annotations.text(POLICY);
        String mend = word == null ? null : policies.mend(word);
        if (mend != null) {
            annotations.refuse(POLICY, mend);
            return null;
        }
        String name = annotations.choice(POLICY, policies.names());
        if (name == null && annotations.has(POLICY)) {
            return null;
        }
        // Options of the default policy may be written without its name, as in the YAML.
        PolicyOptions options =
                policies.read(name == null ? standard.name() : name, new AnnotationSection(annotations));
        return name == null && options.equals(standard) ? null : options;
    }

    /** DNS counts in whole seconds. */
    private static @Nullable Duration ttl(Annotations annotations, RouteLimits limits) {
        Duration ttl = annotations.duration(TTL, limits.leastTtl(), limits.mostTtl());
        if (ttl == null || ttl.toMillisPart() == 0) {
            return ttl;
        }
        annotations.refuse(TTL, "a TTL counts whole seconds, write " + (ttl.toSeconds() + 1) + "s");
        return null;
    }

    AnswerDefinition answers() {
        return new AnswerDefinition(
                ttl, maxAnswers, whenAllDown == null ? null : new WhenAllDownDefinition.Fixed(whenAllDown));
    }

    /** By keys as in the YAML. */
    static void addOrigins(Annotations annotations, Map<String, Origin> origins) {
        Map.of(POLICY, POLICY, TTL, TTL, MAX_ANSWERS, "maxAnswers", WHEN_ALL_DOWN, "whenAllDown")
                .forEach((name, key) -> {
                    Origin origin = annotations.origin(name);
                    if (origin != null) {
                        origins.put(key, origin);
                    }
                });
    }

    /** Records at a Route what it says otherwise than the oldest one, whose values hold. */
    void reportDisagreement(WideIpValues oldest, Disagreement disagreement) {
        report(POLICY, policy, oldest.policy, disagreement);
        report(TTL, ttl, oldest.ttl, disagreement);
        report(MAX_ANSWERS, maxAnswers, oldest.maxAnswers, disagreement);
        report(WHEN_ALL_DOWN, whenAllDown, oldest.whenAllDown, disagreement);
    }

    private static void report(String name, @Nullable Object mine, @Nullable Object oldest, Disagreement disagreement) {
        if (mine != null && !Objects.equals(mine, oldest)) {
            disagreement.report(name, oldest != null);
        }
    }
}
