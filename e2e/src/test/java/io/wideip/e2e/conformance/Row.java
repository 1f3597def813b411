package io.wideip.e2e.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.Rcode;

/**
 * One demand of an RFC.
 *
 * @param section of the RFC, as the RFC numbers it
 * @param transports each of which is a test of its own
 */
record Row(String section, String what, Set<Transport> transports, Check check) {
    /** Asks the server, and fails where it does not do what the row says. */
    @FunctionalInterface
    interface Check {
        void run(Server server, Transport by) throws IOException;
    }

    static Row row(String section, String what, Message query, Expectation... expectations) {
        return row(section, what, query.bytes(), expectations);
    }

    static Row row(String section, String what, byte[] query, Expectation... expectations) {
        return each(section, what, List.of(query), expectations);
    }

    /** A query that is malformed, though its question can be read. */
    static Row wrong(String section, String what, Message query) {
        return row(section, what, query, Expectation.rcode(Rcode.FORMERR));
    }

    /** One demand that takes several queries to show. */
    static Row each(String section, String what, List<byte[]> queries, Expectation... expectations) {
        return new Row(section, what, EnumSet.of(Transport.UDP, Transport.TCP), (server, by) -> {
            for (byte[] query : queries) {
                ask(server, by, query, expectations);
            }
        });
    }

    /** By UDP, from a client whose network has had what it may have in a second. */
    static Row aboveLimit(
            String section, String what, Function<byte[], byte[]> queryOfClient, Expectation... expectations) {
        return dialogue(section, what, (server, by) -> {
                    byte[] client = server.nextClient();
                    byte[] query = queryOfClient.apply(client);
                    hold(by, query, server.exchangeAboveLimit(client, query), expectations);
                })
                .by(Transport.UDP);
    }

    /** More than questions and answers. */
    static Row dialogue(String section, String what, Check check) {
        return new Row(section, what, EnumSet.of(Transport.UDP, Transport.TCP), check);
    }

    Row by(Transport... only) {
        return new Row(section, what, EnumSet.copyOf(Arrays.asList(only)), check);
    }

    /** One exchange, held against what is true of every reply and against these. */
    static Reply ask(Server server, Transport by, byte[] query, Expectation... expectations) throws IOException {
        return hold(by, query, server.exchange(by, query), expectations);
    }

    private static Reply hold(Transport by, byte[] query, byte @Nullable [] bytes, Expectation... expectations) {
        assertThat(expectations).as("a row must expect something").isNotEmpty();
        if (expectations[0].equals(Expectation.SILENCE)) {
            assertThat(bytes).as("reply to a message that deserves none").isNull();
            return new Reply(query, new byte[0], by);
        }
        assertThat(bytes).as("reply").isNotNull();
        Reply reply = new Reply(query, bytes, by);
        try {
            WellFormed.check(reply);
            for (Expectation expectation : expectations) {
                expectation.hold(reply);
            }
        } catch (AssertionError e) {
            throw new AssertionError(e.getMessage() + "\nby " + reply, e);
        }
        return reply;
    }
}
