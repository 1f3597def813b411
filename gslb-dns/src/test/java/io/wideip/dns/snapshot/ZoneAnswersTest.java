package io.wideip.dns.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import io.wideip.config.DomainName;
import io.wideip.config.Zone;
import io.wideip.dns.TestCatalog;
import io.wideip.dns.wire.ExtendedError;
import io.wideip.dns.wire.Wire;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.xbill.DNS.Type;

final class ZoneAnswersTest {
    private static final String ZONE = "example.com";
    private static final String SOA = " SOA ns1.example.com. hostmaster.example.com. 7 86400 7200 3600000 30";
    private static final ExtendedError OUTAGE = ExtendedError.other("all members down");

    private final ZoneAnswers zone = answers(zone(new TestCatalog().zone(ZONE, "")));

    @Test
    void denialsHaveTheSoaInTheAuthoritySection() {
        for (Answer.Reply denial : List.of(zone.noData(), zone.nameError(), zone.noData(OUTAGE))) {
            SentReply sent = SentReply.of(denial, "x.example.com", Wire.A);
            assertThat(sent.answers()).isEmpty();
            assertThat(sent.authorities()).containsExactly("example.com 30" + SOA);
            assertThat(sent.additionals()).isEmpty();
            assertThat(denial.authoritativeFlag()).isEqualTo(Wire.FLAG_AA);
            assertThat(denial.furtherNames()).isNull();
        }
        assertThat(zone.noData().rcode()).isEqualTo(Wire.NOERROR);
        assertThat(zone.nameError().rcode()).isEqualTo(Wire.NXDOMAIN);
        assertThat(zone.noData(OUTAGE).rcode()).isEqualTo(Wire.NOERROR);
    }

    @Test
    void aDenialSaysWhyOnlyWhereItIsTold() {
        assertThat(zone.noData().extendedError()).isNull();
        assertThat(zone.noData(null)).isSameAs(zone.noData());
        assertThat(zone.noData(OUTAGE).extendedError()).isEqualTo(OUTAGE);
    }

    @ParameterizedTest
    @CsvSource({"1h, 30, 30", "10s, 30, 10", "30s, 30, 30"})
    void aDenialHoldsAsLongAsTheSmallerOfTwoTtls(String ttl, int negativeTtl, int shown) {
        Zone base = zone(new TestCatalog().zone(ZONE, ""));
        Zone changed = new Zone(
                base.name(),
                base.hostmaster(),
                base.nameservers(),
                Duration.parse("PT" + ttl),
                Duration.ofSeconds(negativeTtl),
                base.records());
        assertThat(SentReply.of(answers(changed).nameError(), "x.example.com", Wire.A)
                        .authorities())
                .containsExactly("example.com " + shown + SOA);
    }

    @Test
    void aServerFailureIsEmptyAndSaysWhy() {
        Answer.Reply failure = zone.serverFailure(OUTAGE);
        assertThat(failure.rcode()).isEqualTo(Wire.SERVFAIL);
        assertThat(failure.authoritativeFlag()).isZero();
        assertThat(failure.length()).isZero();
        assertThat(failure.extendedError()).isEqualTo(OUTAGE);
    }

    @Test
    void addressesKeepTheirOrderAndReason() {
        List<InetAddress> addresses = List.of(TestCatalog.address("192.0.2.2"), TestCatalog.address("192.0.2.1"));
        Answer.Reply reply = zone.addresses(addresses, 20, OUTAGE);
        assertThat(SentReply.of(reply, "shop.example.com", Wire.A).answers())
                .containsExactly("shop.example.com 20 A 192.0.2.2", "shop.example.com 20 A 192.0.2.1");
        assertThat(reply.rcode()).isEqualTo(Wire.NOERROR);
        assertThat(reply.authoritativeFlag()).isEqualTo(Wire.FLAG_AA);
        assertThat(reply.extendedError()).isEqualTo(OUTAGE);
        assertThat(reply.has(Wire.A)).isTrue();
        assertThat(reply.has(Wire.AAAA)).isFalse();
    }

    @Test
    void anAliasKeepsItsReasonAndLeadsOn() {
        Answer.Reply reply = zone.alias(new DomainName("www.example.com"), 20, OUTAGE);
        assertThat(SentReply.of(reply, "shop.example.com", Wire.A).answers())
                .containsExactly("shop.example.com 20 CNAME www.example.com.");
        assertThat(reply.extendedError()).isEqualTo(OUTAGE);
        assertThat(reply.furtherNames()).isInstanceOf(FurtherNames.Alias.class);
    }

    @Test
    void anyIsOneHinfo() {
        assertThat(SentReply.of(zone.any(), "shop.example.com", Wire.ANY).answers())
                .containsExactly("shop.example.com 3600 HINFO \"RFC8482\" \"\"");
    }

    @Test
    void theApexHasItsSoaAndItsNameServersWithGlue() {
        Map<String, Answer.Reply> replies = replies(zone);
        assertThat(replies.keySet())
                .containsExactly("example.com SOA", "example.com NS", "ns1.example.com A", "ns1.example.com AAAA");
        assertThat(sent(replies, "example.com SOA").answers()).containsExactly("example.com 3600" + SOA);
        SentReply ns = sent(replies, "example.com NS");
        assertThat(ns.answers())
                .containsExactly("example.com 3600 NS ns1.example.com.", "example.com 3600 NS ns.example.org.");
        assertThat(ns.additionals())
                .containsExactly("ns1.example.com 3600 A 192.0.2.53", "ns1.example.com 3600 AAAA 2001:db8::53");
        assertThat(sent(replies, "ns1.example.com A").answers()).containsExactly("ns1.example.com 3600 A 192.0.2.53");
        assertThat(sent(replies, "ns1.example.com AAAA").answers())
                .containsExactly("ns1.example.com 3600 AAAA 2001:db8::53");
    }

    @Test
    void glueMayBeLeftOutOfTheAnswerForNameServers() {
        Answer.Reply ns = Objects.requireNonNull(replies(zone).get("example.com NS"));
        assertThat(ns.essentialLength()).isEqualTo(ns.answersLength()).isLessThan(ns.length());
        assertThat(ns.additionals(ns.essentialLength())).isZero();
        assertThat(ns.additionals(ns.length())).isEqualTo(2);
    }

    @Test
    void recordsSayWhatNamesBelowHave() {
        ZoneAnswers full = answers(zone(new TestCatalog().zone(ZONE, """
                @     60 CAA   0 issue "ca.example.net"
                www   60 A     192.0.2.1
                sub   60 NS    ns.example.net.
                moved 60 DNAME other
                """)));
        Map<String, ZoneAnswers.NamedReply> named = new LinkedHashMap<>();
        full.replies().forEach(each -> named.put(key(each), each));

        assertThat(named.keySet())
                .contains("example.com CAA", "www.example.com A", "sub.example.com NS", "moved.example.com DNAME");
        ZoneAnswers.NamedReply delegation = Objects.requireNonNull(named.get("sub.example.com NS"));
        assertThat(delegation.below()).isSameAs(delegation.reply());
        assertThat(delegation.reply().authoritativeFlag()).isZero();
        ZoneAnswers.NamedReply dname = Objects.requireNonNull(named.get("moved.example.com DNAME"));
        assertThat(dname.reply().furtherNames()).isNull();
        assertThat(Objects.requireNonNull(dname.below()).furtherNames()).isInstanceOf(FurtherNames.Substitution.class);
        for (String plain : List.of("example.com NS", "example.com SOA", "example.com CAA", "www.example.com A")) {
            assertThat(Objects.requireNonNull(named.get(plain)).below())
                    .as(plain)
                    .isNull();
        }
    }

    private static Map<String, Answer.Reply> replies(ZoneAnswers zone) {
        Map<String, Answer.Reply> replies = new LinkedHashMap<>();
        zone.replies().forEach(each -> replies.put(key(each), each.reply()));
        return replies;
    }

    private static SentReply sent(Map<String, Answer.Reply> replies, String key) {
        String[] words = key.split(" ", 2);
        return SentReply.of(Objects.requireNonNull(replies.get(key)), words[0], Type.value(words[1]));
    }

    private static String key(ZoneAnswers.NamedReply named) {
        List<String> labels = new ArrayList<>();
        byte[] owner = named.owner();
        for (int at = 0; owner[at] != 0; at += owner[at] + 1) {
            labels.add(new String(owner, at + 1, owner[at], StandardCharsets.US_ASCII));
        }
        return String.join(".", labels) + " " + Type.string(named.type());
    }

    private static ZoneAnswers answers(Zone zone) {
        return new ZoneAnswers(zone, 0, new Apexes(List.of(zone.name().wire())), ClusterNodes.NONE, true);
    }

    private static Zone zone(TestCatalog catalog) {
        return Objects.requireNonNull(catalog.build().zones().get(new DomainName(ZONE)));
    }
}
