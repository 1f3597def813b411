package io.wideip.dns.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import io.wideip.config.DomainName;
import io.wideip.config.Zone;
import io.wideip.dns.TestCatalog;
import io.wideip.dns.wire.Wire;
import io.wideip.dns.zone.RecordSet;
import io.wideip.dns.zone.StaticRecords;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.xbill.DNS.Type;

/** One zone's records, beside a zone that lies in it. */
final class StaticAnswersTest {
    private static final String ZONE = "example.com";
    private static final String NESTED = "nested.example.com";

    @Test
    void aSetIsAnsweredWhole() {
        Answer.Reply reply = positive("www 60 A 192.0.2.1\nwww 60 A 192.0.2.2", "A");
        assertThat(SentReply.of(reply, "www.example.com", Wire.A).answers())
                .containsExactly("www.example.com 60 A 192.0.2.1", "www.example.com 60 A 192.0.2.2");
        assertThat(reply.rcode()).isEqualTo(Wire.NOERROR);
        assertThat(reply.authoritativeFlag()).isEqualTo(Wire.FLAG_AA);
        assertThat(reply.furtherNames()).isNull();
        assertThat(reply.extendedError()).isNull();
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", textBlock = """
            target,               www.example.com.    , www.example.com
            in upper case,        WwW.EXAMPLE.com.    , www.example.com
            the zone itself,      example.com.        , example.com
            outside,              www.example.net.    , -
            above,                com.                , -
            of a nested zone,     nested.example.com. , -
            in a nested zone,     a.nested.example.com., -
            beside a nested zone, xnested.example.com., xnested.example.com
            """)
    void anAliasLeadsOnWithinItsZoneOnly(String what, String target, String furtherNames) {
        Answer.Reply reply = positive("alias 60 CNAME " + target, "CNAME");
        // As it was written; letter case counts only where it is compared.
        assertThat(SentReply.of(reply, "alias.example.com", Wire.CNAME).answers())
                .as(what)
                .hasSize(1)
                .first()
                .asString()
                .isEqualToIgnoringCase("alias.example.com 60 CNAME " + target);
        if (furtherNames == null) {
            assertThat(reply.furtherNames()).as(what).isNull();
        } else {
            FurtherNames.Alias alias = (FurtherNames.Alias) Objects.requireNonNull(reply.furtherNames());
            assertThat(text(alias.target())).isEqualTo(furtherNames);
            assertThat(alias.targetAt()).isEqualTo(Answer.RDATA_AT);
        }
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            other,               true
            example.net.,        false
            nested,              false
            above.nested,        false
            beside,              true
            """)
    void aDnameLeadsOnWhereAllBelowItsTargetIsTheZones(String target, boolean inZone) {
        StaticAnswers answers = answers("moved 60 DNAME " + target);
        RecordSet dname = set("moved 60 DNAME " + target, "DNAME");

        Answer.Reply reply = answers.substitution(dname);

        assertThat(SentReply.of(reply, "x.moved.example.com", Wire.A).answers())
                .containsExactly(
                        "moved.example.com 60 DNAME " + (target.endsWith(".") ? target : target + ".example.com."));
        FurtherNames.Substitution furtherNames =
                (FurtherNames.Substitution) Objects.requireNonNull(reply.furtherNames());
        assertThat(furtherNames.inZone()).isEqualTo(inZone);
        assertThat(furtherNames.ttl()).isEqualTo(60);
        assertThat(furtherNames.ownerLength()).isEqualTo(wire("moved.example.com").length);
        byte[] sent = new byte[reply.length()];
        reply.append(Snapshot.EMPTY, sent, 0, reply.length(), 100, Wire.QUESTION_POINTER);
        assertThat(Arrays.copyOfRange(sent, furtherNames.targetAt(), sent.length))
                .as("where pointers to the target lead")
                .isEqualTo(furtherNames.target());
    }

    @Test
    void aDnameToWhatHoldsAnotherZoneLeadsNowhereElse() {
        RecordSet dname = set("moved 60 DNAME @", "DNAME");
        FurtherNames.Substitution furtherNames = (FurtherNames.Substitution) Objects.requireNonNull(
                answers("moved 60 DNAME @").substitution(dname).furtherNames());
        // Names below it may be the nested zone's.
        assertThat(furtherNames.inZone()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            1 . alpn=h2                                       | true  | -
            1 svc alpn=h2                                     | true  | -
            0 .                                               | -     | -
            0 other                                           | false | other.example.com
            1 other                                           | false | other.example.com
            1 OTHER                                           | false | other.example.com
            1 www.example.net.                                | -     | -
            1 www.nested                                      | -     | -
            1 other; 2 other                                  | false | other.example.com
            1 .; 2 other; 3 third; 4 fourth.example.net.      | true  | other.example.com third.example.com
            0 svc                                             | -     | -
            """)
    void servicesLeadToTargetsInTheZone(String records, Boolean ofOwner, String targets) {
        String text = Stream.of(records.split("; "))
                .map(each -> "svc 60 HTTPS " + each)
                .collect(Collectors.joining("\n"));
        Answer.Reply reply = positive(text, "HTTPS");
        if (ofOwner == null) {
            assertThat(reply.furtherNames()).isNull();
            return;
        }
        FurtherNames.Services services = (FurtherNames.Services) Objects.requireNonNull(reply.furtherNames());
        assertThat(services.ofOwner()).isEqualTo(ofOwner);
        assertThat(Stream.of(services.services()).map(it -> text(it.target())))
                .containsExactlyElementsOf(targets == null ? List.of() : List.of(targets.split(" ")));
        byte[] sent = new byte[reply.length()];
        reply.append(Snapshot.EMPTY, sent, 0, reply.length(), 100, Wire.QUESTION_POINTER);
        for (FurtherNames.Service service : services.services()) {
            String there = new String(sent, service.targetAt(), service.target().length, StandardCharsets.ISO_8859_1);
            assertThat(there).isEqualToIgnoringCase(new String(service.target(), StandardCharsets.ISO_8859_1));
        }
    }

    @Test
    void atMostEightServicesAreLookedUp() {
        String text = IntStream.range(0, 12)
                .mapToObj(i -> "svc 60 SVCB 1 t%02d".formatted(i))
                .collect(Collectors.joining("\n"));
        FurtherNames.Services services = (FurtherNames.Services)
                Objects.requireNonNull(positive(text, "SVCB").furtherNames());
        assertThat(Stream.of(services.services()).map(it -> text(it.target())))
                .hasSize(8)
                .first()
                .isEqualTo("t00.example.com");
    }

    @Test
    void onlyServiceBindingsLeadToServices() {
        assertThat(positive("svc 60 MX 10 other\nother 60 A 192.0.2.1", "MX").furtherNames())
                .isNull();
    }

    @Test
    void aReferralKeepsGlueOfItsOwnAndMayLoseThatOfSiblings() {
        String records = """
                sub     900 NS   ns.sub
                sub     900 NS   host
                sub     900 NS   ns.example.net.
                ns.sub  300 A    192.0.2.1
                ns.sub  300 AAAA 2001:db8::1
                host    300 A    192.0.2.2
                """;
        Answer.Reply reply = answers(records).referral(set(records, "NS"));

        SentReply whole = SentReply.of(reply, "x.sub.example.com", Wire.A);
        assertThat(whole.answers()).isEmpty();
        assertThat(whole.authorities())
                .containsExactly(
                        "sub.example.com 900 NS ns.sub.example.com.",
                        "sub.example.com 900 NS host.example.com.",
                        "sub.example.com 900 NS ns.example.net.");
        assertThat(whole.additionals())
                .containsExactly(
                        "ns.sub.example.com 300 A 192.0.2.1",
                        "ns.sub.example.com 300 AAAA 2001:db8::1",
                        "host.example.com 300 A 192.0.2.2");
        assertThat(reply.authoritativeFlag()).isZero();

        SentReply essential = SentReply.of(reply, "x.sub.example.com", Wire.A, reply.essentialLength());
        assertThat(essential.authorities()).hasSize(3);
        assertThat(essential.additionals())
                .containsExactly("ns.sub.example.com 300 A 192.0.2.1", "ns.sub.example.com 300 AAAA 2001:db8::1");
    }

    @Test
    void aReferralToTheZonesOwnNameServerBringsItsGlue() {
        Answer.Reply reply = answers("sub 900 NS NS1").referral(set("sub 900 NS NS1", "NS"));
        assertThat(SentReply.of(reply, "sub.example.com", Wire.A).additionals())
                .hasSize(2)
                .allMatch(shown -> shown.toLowerCase(Locale.ROOT).startsWith("ns1.example.com 3600 a"));
    }

    private static Answer.Reply positive(String records, String type) {
        return answers(records).positive(set(records, type));
    }

    private static StaticAnswers answers(String records) {
        return new StaticAnswers(zone(records), new Apexes(List.of(wire(ZONE), wire(NESTED))));
    }

    /** The first set of the type. */
    private static RecordSet set(String records, String type) {
        return ((StaticRecords) zone(records).records())
                .sets().stream()
                        .filter(set -> set.type() == Type.value(type))
                        .findFirst()
                        .orElseThrow();
    }

    private static Zone zone(String records) {
        Zone zone = new TestCatalog().zone(ZONE, records).build().zones().get(new DomainName(ZONE));
        return Objects.requireNonNull(zone);
    }

    private static byte[] wire(String name) {
        return new DomainName(name).wire();
    }

    private static String text(byte[] wire) {
        StringBuilder text = new StringBuilder();
        for (int at = 0; wire[at] != 0; at += wire[at] + 1) {
            text.append(text.isEmpty() ? "" : ".")
                    .append(new String(wire, at + 1, wire[at], StandardCharsets.ISO_8859_1));
        }
        return text.toString();
    }
}
