package io.wideip.dns.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wideip.config.DomainName;
import io.wideip.dns.Packet;
import io.wideip.dns.TestCatalog;
import io.wideip.dns.wire.Wire;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RecordWriterTest {
    private static final byte[] APEX = wire("example.com");
    private static final byte[] RDATA = {1, 2, 3};
    /** What stands in a pointer's place until a reply is sent. */
    private static final int TO_BE_SET = 0;

    private final RecordWriter writer = new RecordWriter(APEX);

    @Test
    void anAnswerPointsToTheQuestion() {
        writer.answer(Wire.TXT, 300, RDATA);
        assertThat(writer.bytes())
                .isEqualTo(head(owner(), Wire.TXT, 300, 3).octets(RDATA).bytes());
        assertThat(writer.answers()).isOne();
        assertThat(writer.answersLength()).isEqualTo(15);
        assertThat(writer.essentialLength()).isEqualTo(15);
        assertThat(writer.apexPointers()).isEmpty();
        assertThat(writer.apexLength()).isEqualTo(APEX.length);
    }

    @ParameterizedTest
    @CsvSource({"0", "1", "65535", "65536", "2147483647"})
    void aTtlHas32Bits(long ttl) {
        writer.answer(Wire.TXT, ttl, RDATA);
        assertThat(writer.bytes())
                .isEqualTo(head(owner(), Wire.TXT, ttl, 3).octets(RDATA).bytes());
    }

    @ParameterizedTest
    @CsvSource({"192.0.2.1, 1, 4", "2001:db8::1, 28, 16"})
    void anAddressHasTheTypeOfItsFamily(String address, int type, int length) {
        writer.address(TestCatalog.address(address), 30);
        assertThat(writer.bytes())
                .isEqualTo(head(owner(), type, 30, length)
                        .octets(TestCatalog.address(address).getAddress())
                        .bytes());
    }

    @Test
    void aNameInTheZoneEndsWithAPointerToBeSet() {
        writer.answerName(Wire.CNAME, 60, wire("a.b.example.com"));
        assertThat(writer.bytes())
                .isEqualTo(head(owner(), Wire.CNAME, 60, 6)
                        .octets(labels("a.b"))
                        .u16(TO_BE_SET)
                        .bytes());
        assertThat(writer.apexPointers()).containsExactly(16);
        assertThat(writer.answersLength()).isEqualTo(18);
    }

    @Test
    void theZonesOwnNameIsNothingButThePointer() {
        writer.answerName(Wire.CNAME, 60, APEX);
        assertThat(writer.bytes())
                .isEqualTo(head(owner(), Wire.CNAME, 60, 2).u16(TO_BE_SET).bytes());
        assertThat(writer.apexPointers()).containsExactly(12);
    }

    @ParameterizedTest
    @CsvSource({"www.example.net", "com", "xample.com", "badexample.com"})
    void aNameOutsideIsWrittenOut(String name) {
        writer.answerName(Wire.CNAME, 60, wire(name));
        assertThat(writer.bytes())
                .isEqualTo(head(owner(), Wire.CNAME, 60, wire(name).length)
                        .octets(wire(name))
                        .bytes());
        assertThat(writer.apexPointers()).isEmpty();
    }

    @Test
    void aLabelThatOnlyEndsLikeTheZoneIsNotInIt() {
        // One label of nine octets, the second of which is a seven.
        byte[] lookalike = new Packet().u8(9).u8('x').octets(APEX).bytes();
        assertThat(lookalike).endsWith(APEX);
        writer.answerName(Wire.CNAME, 60, lookalike);
        assertThat(writer.apexPointers()).isEmpty();
        assertThat(writer.bytes()).endsWith(lookalike).hasSize(12 + lookalike.length);
    }

    @Test
    void theRootZoneHasNoPointers() {
        RecordWriter ofRoot = new RecordWriter(wire(""));
        ofRoot.answerName(Wire.NS, 60, wire("ns.example.com")).answerName(Wire.NS, 60, wire(""));
        assertThat(ofRoot.apexPointers()).isEmpty();
        assertThat(ofRoot.bytes())
                .isEqualTo(head(owner(), Wire.NS, 60, 16)
                        .octets(wire("ns.example.com"))
                        .octets(head(owner(), Wire.NS, 60, 1).u8(0).bytes())
                        .bytes());
    }

    @Test
    void anAnswerMayBeOfANameAbove() {
        writer.answerOf(wire("sub.example.com"), Wire.DNAME, 60, wire("example.net"));
        assertThat(writer.bytes())
                .isEqualTo(head(new Packet().octets(labels("sub")).u16(TO_BE_SET), Wire.DNAME, 60, 13)
                        .octets(wire("example.net"))
                        .bytes());
        assertThat(writer.apexPointers()).containsExactly(4);
        assertThat(writer.answers()).isOne();
        assertThat(writer.answersLength()).isEqualTo(29);
    }

    @Test
    void anAuthorityIsEssentialAndNoAnswer() {
        writer.authorityName(wire("sub.example.com"), Wire.NS, 900, wire("ns.sub.example.com"));
        assertThat(writer.bytes())
                .isEqualTo(head(new Packet().octets(labels("sub")).u16(TO_BE_SET), Wire.NS, 900, 9)
                        .octets(labels("ns.sub"))
                        .u16(TO_BE_SET)
                        .bytes());
        assertThat(writer.apexPointers()).containsExactly(4, 23);
        assertThat(writer.answers()).isZero();
        assertThat(writer.authorities()).isOne();
        assertThat(writer.answersLength()).isZero();
        assertThat(writer.essentialLength()).isEqualTo(25);
    }

    @Test
    void aSoaAnswersWithTheQuestionsNameAndDeniesWithTheZones() {
        int[] numbers = {-2, 86_400, 7_200, 3_600_000, 30};
        byte[] data = new Packet()
                .octets(labels("ns1"))
                .u16(TO_BE_SET)
                .octets(wire("h.example.net"))
                .u16(0xFFFF)
                .u16(0xFFFE)
                .u16(1)
                .u16(0x5180)
                .u16(0)
                .u16(7_200)
                .u16(0x36)
                .u16(0xEE80)
                .u16(0)
                .u16(30)
                .bytes();
        writer.soa(true, 3600, wire("ns1.example.com"), wire("h.example.net"), numbers);
        assertThat(writer.bytes())
                .isEqualTo(
                        head(owner(), Wire.SOA, 3600, data.length).octets(data).bytes());
        assertThat(writer.answers()).isOne();
        assertThat(writer.authorities()).isZero();
        assertThat(writer.answersLength()).isEqualTo(12 + data.length);
        assertThat(writer.apexPointers()).containsExactly(16);

        RecordWriter denial =
                new RecordWriter(APEX).soa(false, 30, wire("ns1.example.com"), wire("h.example.net"), numbers);
        assertThat(denial.bytes())
                .isEqualTo(head(new Packet().u16(TO_BE_SET), Wire.SOA, 30, data.length)
                        .octets(data)
                        .bytes());
        assertThat(denial.answers()).isZero();
        assertThat(denial.authorities()).isOne();
        assertThat(denial.answersLength()).isZero();
        assertThat(denial.essentialLength()).isEqualTo(12 + data.length);
        assertThat(denial.apexPointers()).containsExactly(0, 16);
    }

    @Test
    void glueIsEssentialAndWhatComesBehindItIsNot() {
        byte[] ns = wire("ns.example.com");
        writer.authorityName(APEX, Wire.NS, 900, ns);
        int referral = writer.bytes().length;
        writer.glue(ns, Wire.A, new byte[4], 900);
        assertThat(writer.essentialLength()).isEqualTo(referral + 19);
        writer.additional(ns, Wire.AAAA, new byte[16], 900).additional(ns, Wire.AAAA, new byte[16], 900);
        assertThat(writer.bytes()).hasSize(referral + 19 + 2 * 31);
        assertThat(writer.additionals()).isEqualTo(3);
        assertThat(writer.essentialAdditionals()).isOne();
        assertThat(writer.essentialLength()).isEqualTo(referral + 19);
        assertThat(writer.answersLength()).isZero();
    }

    @Test
    void additionalsThatWouldNotFitIntoAMessageByTcpAreLeftOut() {
        byte[] owner = wire("ns.example.com");
        byte[] filling = new byte[Wire.LONGEST_SECTIONS - 12 - owner.length - 10 - 4];
        writer.answer(Wire.TXT, 0, filling);
        int before = writer.bytes().length;
        writer.glue(owner, Wire.AAAA, new byte[5], 0).additional(owner, Wire.AAAA, new byte[5], 0);
        assertThat(writer.bytes()).hasSize(before);
        assertThat(writer.additionals()).isZero();
        assertThat(writer.essentialAdditionals()).isZero();
        // One octet less fits; the pointer makes it shorter still.
        writer.glue(owner, Wire.A, new byte[4], 0);
        assertThat(writer.additionals()).isOne();
        assertThat(writer.bytes()).hasSize(before + 3 + 2 + 10 + 4);
    }

    @Test
    void refusesWhatFitsInNoMessage() {
        writer.answer(Wire.TXT, 0, new byte[Wire.LONGEST_MESSAGE - 12]);
        assertThat(writer.bytes()).hasSize(Wire.LONGEST_MESSAGE);
        assertThatThrownBy(() -> writer.answer(Wire.TXT, 0, new byte[1]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a record set of more than 65535 octets fits in no message");
    }

    private static Packet owner() {
        return new Packet().u16(Wire.QUESTION_POINTER);
    }

    /** A record behind its owner's name, up to its data. */
    private static Packet head(Packet owner, int type, long ttl, int length) {
        return owner.u16(type)
                .u16(Wire.IN)
                .u16((int) (ttl >>> 16))
                .u16((int) ttl)
                .u16(length);
    }

    private static byte[] wire(String name) {
        return new DomainName(name).wire();
    }

    /** Without the root's. */
    private static byte[] labels(String name) {
        byte[] wire = wire(name);
        return Arrays.copyOf(wire, wire.length - 1);
    }
}
