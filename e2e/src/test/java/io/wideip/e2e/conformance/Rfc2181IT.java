package io.wideip.e2e.conformance;

import static io.wideip.e2e.conformance.Expectation.additionalSection;
import static io.wideip.e2e.conformance.Expectation.answerCount;
import static io.wideip.e2e.conformance.Expectation.answerSection;
import static io.wideip.e2e.conformance.Expectation.answers;
import static io.wideip.e2e.conformance.Expectation.authoritative;
import static io.wideip.e2e.conformance.Expectation.complete;
import static io.wideip.e2e.conformance.Expectation.notAuthoritative;
import static io.wideip.e2e.conformance.Expectation.truncated;
import static io.wideip.e2e.conformance.Message.query;
import static io.wideip.e2e.conformance.Octets.join;
import static io.wideip.e2e.conformance.Octets.name;
import static io.wideip.e2e.conformance.Octets.octets;
import static io.wideip.e2e.conformance.Row.row;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/** Clarifications: sets of records, zone cuts, TTLs, TC, and which names there are. */
final class Rfc2181IT extends Conformance {
    @Override
    List<Row> rows() {
        return List.of(
                row(
                        "4.1",
                        "the reply comes from the address and port that were asked",
                        query("host.plain.test", Type.A),
                        answers("host.plain.test. 300 A 192.0.2.1")),
                row("5", "a set comes whole", query("three.plain.test", Type.A), answerCount(3)),
                row("5.1", "a set comes whole or TC is set", query("medium.plain.test", Type.A), truncated())
                        .by(Transport.UDP),
                row("5.2", "records of one set share a TTL", query("medium.plain.test", Type.A), answerCount(40))
                        .by(Transport.TCP),
                row(
                        "6.1",
                        "what is below a cut belongs to the other zone",
                        query("www.cut.plain.test", Type.TXT),
                        notAuthoritative(),
                        answerSection()),
                row(
                        "6.1",
                        "the NS at a cut are not ours to answer",
                        query("cut.plain.test", Type.NS),
                        notAuthoritative(),
                        answerSection()),
                row(
                        "6.1",
                        "the NS at an apex are",
                        query("nested.plain.test", Type.NS),
                        authoritative(),
                        answerCount(1)),
                row(
                        "8",
                        "the longest TTL there is",
                        query("longest.plain.test", Type.A),
                        answers("longest.plain.test. 2147483647 A 192.0.2.9")),
                row(
                                "9",
                                "additional data left out does not set TC",
                                query("crowd.test", Type.NS),
                                complete(),
                                answerCount(13),
                                additionalSection())
                        .by(Transport.UDP),
                row(
                                "9",
                                "and comes along where there is room",
                                query("crowd.test", Type.NS),
                                complete(),
                                answerCount(13),
                                reply -> assertThat(reply.section(Section.ADDITIONAL))
                                        .hasSize(26))
                        .by(Transport.TCP),
                row(
                                "9",
                                "a reply that is cut has no part of a set",
                                query("big.plain.test", Type.TXT).edns(),
                                truncated())
                        .by(Transport.UDP),
                row(
                        "10.1",
                        "an alias has no other type",
                        query("alias.plain.test", Type.TXT),
                        authoritative(),
                        reply ->
                                assertThat(reply.section(Section.ANSWER).get(0)).contains(" CNAME ")),
                row(
                        "10.3",
                        "a name server's name is no alias",
                        query("ns1.plain.test", Type.A),
                        answers("ns1.plain.test. 3600 A 192.0.2.53")),
                row(
                        "11",
                        "a name need not be that of a host",
                        query("_sip._tcp.plain.test", Type.SRV),
                        answerSection("_sip._tcp.plain.test. 300 SRV 10 20 5060 host.plain.test.")),
                row(
                        "11",
                        "a label of octets that no host has",
                        query(join(octets(3, 0, 1, 2), name("wild.plain.test")), Type.A),
                        answerCount(1)));
    }
}
