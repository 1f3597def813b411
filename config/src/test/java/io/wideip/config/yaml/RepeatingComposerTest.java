package io.wideip.config.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import io.wideip.config.DomainName;
import io.wideip.config.WideIpSettings;
import io.wideip.config.section.Problem;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RepeatingComposerTest {
    private static final String BASE = """
            version: 1
            zones:
              example.com: {hostmaster: dns@example.com, nameservers: {ns1: [192.0.2.53]}}
              example.org: {hostmaster: dns@example.org, nameservers: {ns1: [192.0.2.53]}}
            datacenters: {e: {}}
            vips: {a: {datacenter: e, addresses: 192.0.2.1}, b: {datacenter: e, addresses: 192.0.2.2}}
            wideIps:
            """;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "  one.example.com: {members: [a, {vip: b, weight: 2}], ttl: 5s}\n  another.example.com:   {members: [a, {vip: b, weight: 2}], ttl: 5s}\n",
                "  one.example.com:\n    members: [a]\n    ttl: 5s\n  another.example.com:\n    members: [a]\n    ttl: 5s\n",
                "  one.example.com: &one {members: [a]}\n  another.example.com: *one\n",
            })
    void equalTextsAreReadOnce(String wideIps) {
        Loaded.Good good = (Loaded.Good) load(BASE + wideIps);

        assertThat(settings(good, "one.example.com")).isSameAs(settings(good, "another.example.com"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "  one.example.com: {members: [a]}\n  another.example.com: {members: [b]}\n",
                "  one.example.com: {members: [a]}\n  another.example.com: {members: [a], ttl: 31s}\n",
                "  one.example.com: {members: [a]}\n  another.example.org: {members: [a]}\n",
                "  one.example.com: {members: [{vip: a, weight: 1}]}\n  another.example.com: {members: [{vip: a, weight: 2}]}\n",
            })
    void othersAreNot(String wideIps) {
        Loaded.Good good = (Loaded.Good) load(BASE + wideIps);
        String another = wideIps.contains("another.example.org") ? "another.example.org" : "another.example.com";

        assertThat(settings(good, "one.example.com")).isNotEqualTo(settings(good, another));
    }

    @Test
    void aProblemIsToldWhereverItStands() {
        assertThat(problems("""
                  one.example.com: {members: [a], ttl: 5}
                  another.example.com:   {members: [a], ttl: 5}
                  third.example.com:
                    members: [a]
                    ttl: 5
                  fourth.example.com:
                    members: [a]
                    ttl: 5
                """))
                .containsExactly(
                        "a.yaml:8:40: 'ttl' is '5': give the unit, for instance 5s",
                        "a.yaml:9:46: 'ttl' is '5': give the unit, for instance 5s",
                        "a.yaml:12:10: 'ttl' is '5': give the unit, for instance 5s",
                        "a.yaml:15:10: 'ttl' is '5': give the unit, for instance 5s");
    }

    @Test
    void anUnknownKeyIsToldWhereverItStands() {
        assertThat(problems("""
                  one.example.com:
                    members: [{vip: a, wieght: 2}]
                  another.example.com:
                    members: [{vip: a, wieght: 2}]
                  third.example.com:
                    tll: 5s
                    members: [a]
                  fourth.example.com:
                    tll: 5s
                    members: [a]
                """))
                .containsExactly(
                        "a.yaml:9:24: unknown key 'wieght': did you mean 'weight'?",
                        "a.yaml:11:24: unknown key 'wieght': did you mean 'weight'?",
                        "a.yaml:13:5: unknown key 'tll': did you mean 'ttl'?",
                        "a.yaml:16:5: unknown key 'tll': did you mean 'ttl'?");
    }

    @Test
    void aProblemBehindAnAliasIsToldWhereItsTextStands() {
        assertThat(problems("""
                  one.example.com: {members: &list [a, nobody]}
                  another.example.com: {members: *list}
                """)).containsExactly("a.yaml:8:40: unknown VIP 'nobody': there are a, b");
    }

    @Test
    void whatTheNameLeavesNoRoomForIsToldOfTheName() {
        assertThat(problems("""
                  one.example.com: {members: [a]}
                  ns1.example.com: {members: [a]}
                """))
                .containsExactly(
                        "a.yaml:9:3: 'ns1.example.com' is a name server of its zone: give the wide IP another name");
    }

    private static List<String> problems(String wideIps) {
        Loaded loaded = load(BASE + wideIps);
        return ((Loaded.Bad) loaded).problems().stream().map(Problem::toString).toList();
    }

    private static Loaded load(String yaml) {
        return new Loader(TestVocabulary.VOCABULARY).load(List.of(new Source("a.yaml", yaml)));
    }

    private static WideIpSettings settings(Loaded.Good good, String name) {
        return Objects.requireNonNull(good.catalog().wideIps().get(new DomainName(name)));
    }
}
