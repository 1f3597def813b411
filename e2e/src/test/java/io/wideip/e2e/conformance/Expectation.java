package io.wideip.e2e.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Section;

/** What a row says of the reply, besides what holds of all. Records are written {@code owner TTL type data}. */
@FunctionalInterface
interface Expectation {
    /** No reply at all. */
    Expectation SILENCE = reply -> {
        throw new AssertionError("a reply where none is due");
    };

    void hold(Reply reply);

    default Expectation and(Expectation... others) {
        return reply -> {
            hold(reply);
            Arrays.stream(others).forEach(other -> other.hold(reply));
        };
    }

    static Expectation rcode(int rcode) {
        return reply -> assertThat(Rcode.string(reply.rcode())).as("RCODE").isEqualTo(Rcode.string(rcode));
    }

    static Expectation authoritative() {
        return reply -> assertThat(reply.has(Message.AA)).as("AA").isTrue();
    }

    static Expectation notAuthoritative() {
        return reply -> assertThat(reply.has(Message.AA)).as("AA").isFalse();
    }

    static Expectation complete() {
        return reply -> assertThat(reply.has(Message.TC)).as("TC").isFalse();
    }

    /** TC, and no part of a record set that a cache might take for the whole (RFC 2181 section 9). */
    static Expectation truncated() {
        return reply -> {
            assertThat(reply.has(Message.TC)).as("TC").isTrue();
            assertThat(reply.section(Section.ANSWER)).as("answers").isEmpty();
        };
    }

    private static Expectation exactly(int section, String... records) {
        return reply ->
                assertThat(reply.section(section)).as(Section.string(section)).containsExactlyInAnyOrder(records);
    }

    static Expectation answerSection(String... records) {
        return exactly(Section.ANSWER, records);
    }

    static Expectation authoritySection(String... records) {
        return exactly(Section.AUTHORITY, records);
    }

    static Expectation additionalSection(String... records) {
        return exactly(Section.ADDITIONAL, records);
    }

    /** These records in the answer and none but them, in any order; nothing is denied. */
    static Expectation answers(String... records) {
        return rcode(Rcode.NOERROR).and(authoritative(), complete(), answerSection(records), authoritySection());
    }

    /** An alias before what it leads to (RFC 1034 section 4.3.2, step 3a). */
    static Expectation answersInOrder(String... records) {
        return answers(records)
                .and(reply -> assertThat(reply.section(Section.ANSWER))
                        .as("order of the answer")
                        .containsExactly(records));
    }

    static Expectation answerCount(int count) {
        return rcode(Rcode.NOERROR)
                .and(
                        authoritative(),
                        complete(),
                        reply -> assertThat(reply.section(Section.ANSWER))
                                .as("answers")
                                .hasSize(count));
    }

    /** SOA alone in the authority section. */
    static Expectation soa(String zone) {
        return reply -> assertThat(reply.section(Section.AUTHORITY))
                .as("authorities")
                .singleElement()
                .asString()
                .startsWith(zone + " ")
                .contains(" SOA ");
    }

    static Expectation nameError(String zone) {
        return rcode(Rcode.NXDOMAIN).and(authoritative(), complete(), answerSection(), soa(zone));
    }

    static Expectation noData(String zone) {
        return rcode(Rcode.NOERROR).and(authoritative(), complete(), answerSection(), soa(zone));
    }

    /** To these name servers, by authority records alone. */
    static Expectation referral(String... records) {
        return rcode(Rcode.NOERROR).and(notAuthoritative(), complete(), answerSection(), authoritySection(records));
    }

    /** An error with nothing but the question. */
    static Expectation error(int rcode) {
        return rcode(rcode)
                .and(reply -> assertThat(reply.question()).as("question").isNotEmpty());
    }

    /** A question that can't be read is not sent back. */
    static Expectation errorByHeaderAlone(int rcode) {
        return rcode(rcode).and(reply -> assertThat(reply.bytes()).as("reply").hasSize(Layout.HEADER));
    }

    static Expectation edns() {
        return reply -> assertThat(reply.opt()).as("OPT").isPresent();
    }

    static Expectation noEdns() {
        return reply -> assertThat(reply.opt()).as("OPT").isEmpty();
    }

    static Expectation option(int code, byte... data) {
        return reply -> {
            assertThat(reply.option(code)).as("option " + code).isEqualTo(data);
        };
    }

    static Expectation option(int code, String hex) {
        return option(code, Octets.hex(hex));
    }

    static Expectation optionBegins(int code, byte... data) {
        return reply -> {
            assertThat(reply.option(code)).as("option " + code).startsWith(data);
        };
    }

    static Expectation noOption(int... codes) {
        return reply -> assertThat(reply.options().keySet())
                .as("options")
                .doesNotContainAnyElementsOf(
                        List.copyOf(Arrays.stream(codes).boxed().toList()));
    }

    static Expectation noOptions() {
        return reply -> assertThat(reply.options().keySet()).as("options").isEmpty();
    }
}
