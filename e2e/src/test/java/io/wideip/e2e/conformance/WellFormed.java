package io.wideip.e2e.conformance;

import static io.wideip.e2e.conformance.Octets.u16;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/** What holds of every reply, whatever was asked. */
final class WellFormed {
    private static final int OPCODE = 0x7800;
    private static final int PLAIN_LIMIT = 512;
    private static final int OUR_LIMIT = 1232;

    private WellFormed() {}

    static void check(Reply reply) {
        byte[] query = reply.query();
        byte[] bytes = reply.bytes();
        assertThat(Layout.fault(bytes)).as("fault of the reply").isNull();
        assertThat(u16(bytes, 0)).as("ID (RFC 1035 section 4.1.1)").isEqualTo(u16(query, 0));
        assertThat(reply.has(Message.QR)).as("QR").isTrue();
        assertThat(reply.flags() & OPCODE).as("opcode").isEqualTo(u16(query, 2) & OPCODE);
        assertThat(reply.has(Message.RD)).as("RD as asked").isEqualTo((u16(query, 2) & Message.RD) != 0);
        assertThat(reply.has(Message.RA)).as("RA").isFalse();
        assertThat(reply.has(Message.Z)).as("Z").isFalse();
        assertThat(reply.has(Message.AD)).as("AD").isFalse();
        assertThat(reply.has(Message.CD)).as("CD").isFalse();
        if (reply.by() != Transport.UDP) {
            assertThat(reply.has(Message.TC)).as("TC by " + reply.by()).isFalse();
        }
        assertThat(u16(bytes, 4)).as("QDCOUNT").isLessThanOrEqualTo(1);
        byte[] question = reply.question();
        assertThat(question)
                .as("question as asked, octet by octet")
                .isEqualTo(Arrays.copyOfRange(query, Layout.HEADER, Layout.HEADER + question.length));
        records(reply);
        opt(reply);
    }

    private static void records(Reply reply) {
        Map<String, Long> ttls = new HashMap<>();
        for (int section : List.of(Section.ANSWER, Section.AUTHORITY, Section.ADDITIONAL)) {
            Set<String> seen = new HashSet<>();
            for (org.xbill.DNS.Record record : reply.parsed().getSection(section)) {
                if (record.getType() == Type.OPT) {
                    continue;
                }
                assertThat(seen.add(record.toString()))
                        .as("only once: " + record)
                        .isTrue();
                long first = ttls.computeIfAbsent(record.getName() + " " + record.getType(), any -> record.getTTL());
                assertThat(record.getTTL())
                        .as("TTL in one set (RFC 2181 section 5.2)")
                        .isEqualTo(first);
            }
        }
        if (Set.of(Rcode.FORMERR, Rcode.SERVFAIL, Rcode.NOTIMP, Rcode.REFUSED, Rcode.BADVERS)
                .contains(reply.rcode())) {
            assertThat(ttls).as("records of an error").isEmpty();
            assertThat(reply.has(Message.AA)).as("AA of an error").isFalse();
        }
    }

    private static void opt(Reply reply) {
        List<Layout.Place> opts = reply.layout().records().stream()
                .filter(place -> place.type() == Type.OPT)
                .toList();
        assertThat(opts).as("OPT records").hasSizeLessThanOrEqualTo(1);
        opts.forEach(opt -> {
            assertThat(opt.section()).as("section of OPT").isEqualTo(3);
            assertThat(reply.bytes()[opt.owner()]).as("owner of OPT").isZero();
            assertThat(reply.optVersion()).as("version of OPT").isZero();
            assertThat(reply.optFlags() & ~Edns.DO)
                    .as("flags of OPT besides DO")
                    .isZero();
            assertThat(reply.options()).isNotNull();
        });
        if (Layout.fault(reply.query()) != null) {
            return;
        }
        List<Layout.Place> asked = Layout.of(reply.query()).records().stream()
                .filter(place -> place.section() == 3 && place.type() == Type.OPT)
                .toList();
        int limit = PLAIN_LIMIT;
        if (asked.size() == 1 && reply.query()[asked.get(0).owner()] == 0) {
            limit = Math.max(PLAIN_LIMIT, Math.min(OUR_LIMIT, asked.get(0).recordClass()));
        }
        if (asked.isEmpty()) {
            assertThat(opts)
                    .as("OPT where none was asked with (RFC 6891 section 7)")
                    .isEmpty();
        }
        if (reply.by() == Transport.UDP) {
            assertThat(reply.bytes()).as("reply").hasSizeLessThanOrEqualTo(limit);
        }
    }
}
