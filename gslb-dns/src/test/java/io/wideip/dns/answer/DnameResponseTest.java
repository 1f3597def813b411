package io.wideip.dns.answer;

import static io.wideip.dns.answer.AliasReplies.ZONE;
import static io.wideip.dns.answer.AliasReplies.shown;
import static org.assertj.core.api.Assertions.assertThat;

import io.wideip.config.DomainName;
import io.wideip.dns.MapSection;
import io.wideip.dns.TestCatalog;
import io.wideip.dns.TestServer;
import io.wideip.dns.zone.MasterFile;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Section;

/** DNAME: names that all lead below another name. */
final class DnameResponseTest {
    private static final String LABEL = "x".repeat(60);

    private final TestServer server = new TestServer(
            new TestCatalog().zone(ZONE, """
                    www        A     192.0.2.1
                    d      60  DNAME tree
                    d          TXT   "above"
                    a.tree     A     192.0.2.31
                    b.tree     CNAME www
                    *.c.tree   A     192.0.2.33
                    back.tree  CNAME a.d
                    dd         DNAME d
                    d-out      DNAME example.net.
                    d-in       DNAME in
                    round      DNAME x.round2
                    round2     DNAME round
                    to-d       CNAME a.d
                    long       DNAME %s.%s.%s
                    """.formatted(LABEL, LABEL, LABEL)).zone("in." + ZONE, "www A 192.0.2.98"));

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            a.d       | A     | NOERROR  | d DNAME tree; a.d CNAME a.tree; a.tree A 192.0.2.31 | -
            a.d       | CNAME | NOERROR  | d DNAME tree; a.d CNAME a.tree | -
            a.d       | ANY   | NOERROR  | d DNAME tree; a.d CNAME a.tree | -
            a.d       | DNAME | NOERROR  | d DNAME tree; a.d CNAME a.tree | @ SOA
            A.b.D     | A     | NXDOMAIN | d DNAME tree; A.b.D CNAME a.b.tree | @ SOA
            b.d       | A     | NOERROR  | d DNAME tree; b.d CNAME b.tree; b.tree CNAME www; www A 192.0.2.1 | -
            back.d    | A     | NOERROR  | d DNAME tree; back.d CNAME back.tree; back.tree CNAME a.d; a.d CNAME a.tree; \
            a.tree A 192.0.2.31 | -
            x.c.d     | A     | NOERROR  | d DNAME tree; x.c.d CNAME x.c.tree; x.c.tree A 192.0.2.33 | -
            c.d       | A     | NOERROR  | d DNAME tree; c.d CNAME c.tree | @ SOA
            a.dd      | A     | NOERROR  | dd DNAME d; a.dd CNAME a.d; d DNAME tree; a.d CNAME a.tree; a.tree A 192.0.2.31 | -
            d         | A     | NOERROR  | - | @ SOA
            d         | DNAME | NOERROR  | d DNAME tree | -
            d         | TXT   | NOERROR  | d TXT above | -
            a.d-out   | A     | NOERROR  | d-out DNAME example.net.; a.d-out CNAME a.example.net. | -
            www.d-in  | A     | NOERROR  | d-in DNAME in; www.d-in CNAME www.in | -
            to-d      | A     | NOERROR  | to-d CNAME a.d; d DNAME tree; a.d CNAME a.tree; a.tree A 192.0.2.31 | -
            """)
    void redirectsWhatLiesBelow(
            String name, String type, String rcode, @Nullable String answers, @Nullable String authority) {
        AliasReplies.assertReply(server.ask(name + "." + ZONE, type), rcode, answers, authority);
    }

    @Test
    void theSynthesizedCnameHasTheTtlOfItsDname() {
        assertThat(server.answers("a.d." + ZONE, "A"))
                .startsWith(
                        "d." + ZONE + " 60 DNAME tree." + ZONE + ".", "a.d." + ZONE + " 60 CNAME a.tree." + ZONE + ".");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 53, 54, 60})
    void aNameThatADnameMakesTooLongIsYxdomain(int octets) {
        // The target has 3 * 61 + 18 octets, so that 54 are left, with the length of the label.
        Message reply = server.ask("x".repeat(octets) + ".long." + ZONE, "A");
        boolean fits = octets + 1 <= 255 - 3 * 61 - 18;
        assertThat(reply.getRcode()).isEqualTo(fits ? Rcode.NXDOMAIN : Rcode.YXDOMAIN);
        assertThat(reply.getSection(Section.ANSWER)).hasSize(fits ? 2 : 1);
        assertThat(reply.getHeader().getFlag(Flags.AA)).isTrue();
    }

    @Test
    void aNameThatDnamesMakeLongerAndLongerEnds() {
        Message reply = server.askByTcp(TestServer.query("a.round." + ZONE, "A"));
        assertThat(reply.getRcode()).isEqualTo(Rcode.NOERROR);
        assertThat(reply.getSection(Section.ANSWER)).hasSize(19);
    }

    @Test
    void theLargestSetFitsByTcpBehindTheLongestChain() {
        // Names as long as they can be below a DNAME: 253 octets.
        String below = ".%s.%s.%s.%s".formatted(LABEL, LABEL, LABEL, "x".repeat(48));
        StringBuilder chain = new StringBuilder();
        for (int i = 10; i < 26; i++) {
            chain.append("%1$d%3$s DNAME %2$d%3$s\n".formatted(i, i + 1, below));
        }
        int largest = 220;
        while (!isTaken(texts(largest, below))) {
            largest--;
        }
        TestServer chained = new TestServer(new TestCatalog().zone(ZONE, chain + texts(largest, below)));
        Message reply = chained.askByTcp(TestServer.query("x.10" + below + "." + ZONE, "TXT"));
        assertThat(reply.getHeader().getFlag(Flags.TC)).isFalse();
        assertThat(reply.getSection(Section.ANSWER)).hasSize(32 + largest);
    }

    @Test
    void aDnameAtTheZonesOwnNameLeavesTheZoneItself() {
        TestServer moved = new TestServer(new TestCatalog().zone(ZONE, "@ DNAME example.net.\n@ A 192.0.2.1"));
        assertThat(shown(moved.ask("a.b." + ZONE, "A"), Section.ANSWER))
                .isEqualTo("@ DNAME example.net.; a.b CNAME a.b.example.net.");
        assertThat(moved.data(ZONE, "A")).containsExactly("192.0.2.1");
        assertThat(moved.data(ZONE, "NS")).hasSize(2);
        assertThat(moved.data(ZONE, "SOA")).hasSize(1);
    }

    private static String texts(int records, String below) {
        StringBuilder texts = new StringBuilder();
        for (int i = 0; i < records; i++) {
            texts.append("x.26%s TXT %03d%s\n".formatted(below, i, "x".repeat(252)));
        }
        return texts.toString();
    }

    private static boolean isTaken(String records) {
        MapSection section = new MapSection(Map.of("records", records));
        new MasterFile().read(new DomainName(ZONE), section);
        return section.problems().isEmpty();
    }
}
