package io.wideip.e2e.conformance;

import static io.wideip.e2e.conformance.Expectation.answerCount;
import static io.wideip.e2e.conformance.Expectation.answers;
import static io.wideip.e2e.conformance.Expectation.error;
import static io.wideip.e2e.conformance.Expectation.noData;
import static io.wideip.e2e.conformance.Message.query;
import static io.wideip.e2e.conformance.Row.ask;
import static io.wideip.e2e.conformance.Row.dialogue;
import static io.wideip.e2e.conformance.Row.row;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/** Load balancing by DNS: wide IPs, one of each policy and of each thing to do when all is down. */
final class Rfc1794IT extends Conformance {
    @Override
    List<Row> rows() {
        return List.of(
                row(
                        "2",
                        "failover, the first",
                        query("first.gslb.test", Type.A),
                        answers("first.gslb.test. 30 A 192.0.2.10")),
                row(
                        "2",
                        "failover, the first in IPv6",
                        query("first.gslb.test", Type.AAAA),
                        answers("first.gslb.test. 30 AAAA 2001:db8:e:0:0:0:0:10")),
                row(
                        "2",
                        "failover, the second while the first is down",
                        query("second.gslb.test", Type.A),
                        answers("second.gslb.test. 30 A 198.51.100.10")),
                row(
                        "2",
                        "a weight of 0 is never drawn",
                        query("drawn.gslb.test", Type.A),
                        answers("drawn.gslb.test. 30 A 198.51.100.10")),
                row(
                        "2",
                        "several addresses at once",
                        query("all.gslb.test", Type.A),
                        answers("all.gslb.test. 30 A 192.0.2.10", "all.gslb.test. 30 A 198.51.100.10")),
                row(
                        "2",
                        "pools: the first one's members",
                        query("pooled.gslb.test", Type.A),
                        answers("pooled.gslb.test. 30 A 192.0.2.10")),
                row(
                        "2",
                        "by place: loopback is told to go west",
                        query("near.gslb.test", Type.A),
                        answers("near.gslb.test. 30 A 198.51.100.10")),
                row(
                        "2",
                        "a member by name is an alias",
                        query("named.gslb.test", Type.A),
                        answers("named.gslb.test. 30 CNAME lb.elsewhere.example.")),
                row(
                        "2",
                        "for every type",
                        query("named.gslb.test", Type.TXT),
                        answers("named.gslb.test. 30 CNAME lb.elsewhere.example.")),
                row("2", "what stands beside a wide IP", query("first.gslb.test", Type.TXT), answerCount(1)),
                row(
                        "2",
                        "what stands beside wide IPs in the zone",
                        query("static.gslb.test", Type.A),
                        answers("static.gslb.test. 300 A 192.0.2.90")),
                row("2", "all down: nodata", query("down-nodata.gslb.test", Type.A), noData("gslb.test.")),
                row("2", "all down: servfail", query("down-servfail.gslb.test", Type.A), error(Rcode.SERVFAIL)),
                row(
                        "2",
                        "all down: servfail is for addresses alone",
                        query("down-servfail.gslb.test", Type.MX),
                        noData("gslb.test.")),
                row(
                        "2",
                        "all down: fallback",
                        query("down-fallback.gslb.test", Type.A),
                        answers("down-fallback.gslb.test. 30 A 203.0.113.10")),
                row(
                        "2",
                        "all down: fallback has no IPv6",
                        query("down-fallback.gslb.test", Type.AAAA),
                        noData("gslb.test.")),
                row("2", "all down: all, as if all were up", query("down-all.gslb.test", Type.A), answerCount(1)),
                row(
                        "2",
                        "by place: clients of the east are told to go there",
                        query("near.gslb.test", Type.A)
                                .edns(Edns.edns().option(Edns.CLIENT_SUBNET, "0001 18 00 0A0102")),
                        answers("near.gslb.test. 30 A 192.0.2.10")),
                dialogue("2", "turns: each of two comes half of the time", (server, by) -> {
                    List<String> seen = new ArrayList<>();
                    for (int i = 0; i < 20; i++) {
                        seen.addAll(
                                ask(server, by, query("turns.gslb.test", Type.A).bytes(), answerCount(1))
                                        .section(Section.ANSWER));
                    }
                    assertThat(seen)
                            .containsOnly("turns.gslb.test. 20 A 192.0.2.10", "turns.gslb.test. 20 A 198.51.100.10");
                    // Each of the two event loops takes its own turns, so each may be one ahead.
                    assertThat(Collections.frequency(seen, "turns.gslb.test. 20 A 192.0.2.10"))
                            .isBetween(9, 11);
                }),
                dialogue("2", "a hash stays with its client", (server, by) -> {
                    Message query = query("hashed.gslb.test", Type.A)
                            .edns(Edns.edns().option(Edns.CLIENT_SUBNET, "0001 18 00 0A0102"));
                    Set<List<String>> seen = new HashSet<>();
                    for (int i = 0; i < 4; i++) {
                        seen.add(ask(server, by, query.bytes(), answerCount(1)).section(Section.ANSWER));
                    }
                    assertThat(seen).hasSize(1);
                }));
    }
}
