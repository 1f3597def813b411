package io.wideip.prober.probe;

import io.wideip.prober.probe.ScriptedServer.BeforeTls;
import io.wideip.prober.probe.ScriptedServer.Script;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * One way in which a server misbehaves, and what each type of probe makes of it.
 *
 * @param causes by type of probe; none for a success, several where the network decides
 */
record Misbehaviour(String name, Script script, Map<String, Set<Cause>> causes) {
    private static final String OK = "HTTP/1.1 200 OK\r\n";
    private static final Set<Cause> UP = Set.of();
    private static final BeforeTls RESETS_AT_ONCE = ScriptedServer::reset;

    private static final BeforeTls CLOSES_AT_ONCE = connection -> {};
    private static final BeforeTls CLOSES_ON_THE_FIRST_BYTE =
            connection -> connection.getInputStream().read();
    /** The beginning of a message of 64 KiB, each byte in a record of its own. */
    private static final BeforeTls ENDLESS_HANDSHAKE = connection -> {
        ScriptedServer.write(connection, "\26\3\3\0\4\2\1\0\0");
        while (true) {
            ScriptedServer.write(connection, "\26\3\3\0\1\3");
            Thread.sleep(20);
        }
    };

    private static final BeforeTls A_BYTE_AT_A_TIME = connection -> {
        for (char next : "HTTP/1.1 200 OK, which takes long".toCharArray()) {
            ScriptedServer.write(connection, String.valueOf(next));
            Thread.sleep(200);
        }
    };

    /** Those of every type. */
    static Stream<Misbehaviour> all() {
        return Stream.concat(ofConnections(), ofAnswers());
    }

    private static Stream<Misbehaviour> ofConnections() {
        Set<Cause> reset = Set.of(Cause.RESET);
        // Java says that it ends, and then resets if something is left unread: the faster wins.
        Set<Cause> closed = Set.of(Cause.CLOSED, Cause.RESET);
        return Stream.of(
                of("silent", ScriptedServer.SILENT, UP, Set.of(Cause.TIMEOUT_TLS), Set.of(Cause.TIMEOUT_ANSWER)),
                of("resets at once", RESETS_AT_ONCE, UP, reset, reset),
                of("resets on the first byte", ScriptedServer.RESETTING, UP, reset, reset),
                of("closes at once", CLOSES_AT_ONCE, UP, closed, closed),
                of("closes on the first byte", CLOSES_ON_THE_FIRST_BYTE, UP, closed, closed),
                of("a byte at a time", A_BYTE_AT_A_TIME, UP, Set.of(Cause.TLS), Set.of(Cause.TIMEOUT_ANSWER)),
                of(
                        "speaks another protocol",
                        ScriptedServer.greeting("220 mail.example.com ESMTP\r\n"),
                        UP,
                        Set.of(Cause.TLS),
                        Set.of(Cause.HTTP)),
                of(
                        "an endless handshake",
                        ENDLESS_HANDSHAKE,
                        UP,
                        Set.of(Cause.TLS, Cause.TIMEOUT_TLS),
                        Set.of(Cause.HTTP, Cause.TIMEOUT_ANSWER)));
    }

    private static Stream<Misbehaviour> ofAnswers() {
        return Stream.of(
                of("another status", writing("HTTP/1.1 503 no\r\nContent-Length: 0\r\n\r\n"), Cause.STATUS),
                of("no answer", connection -> Thread.sleep(5_000), Cause.TIMEOUT_ANSWER),
                of("headers a byte at a time", ScriptedServer.dribbling(OK + "X: ", 'x', 20), Cause.TIMEOUT_ANSWER),
                of("a body a byte at a time", ScriptedServer.dribbling(OK + "\r\n", 'x', 20), Cause.TIMEOUT_ANSWER),
                of("endless headers", repeating(OK, "X-More: " + "x".repeat(100) + "\r\n"), Cause.HTTP),
                of("an endless body", repeating(OK + "\r\n", "x".repeat(10_000)), Cause.BODY),
                of("a body without the text", writing(OK + "Content-Length: 4\r\n\r\nsick"), Cause.BODY),
                of("a bad chunk", writing(OK + "Transfer-Encoding: chunked\r\n\r\nzz\r\n"), Cause.HTTP),
                of("a chunk of no size", writing(OK + "Transfer-Encoding: chunked\r\n\r\n\r\n"), Cause.HTTP),
                of("no status", writing("HTTP/1.1 abc\r\n\r\n"), Cause.HTTP),
                of("HTTP/2 only", writing("\0\0\6\4\0\0\0\0\0\0\3\0\0\0d" + "x".repeat(5_000)), Cause.HTTP),
                of("resets in the headers", resetting(OK + "X-Half"), Cause.RESET),
                of("resets in the body", resetting(OK + "Content-Length: 9\r\n\r\nha"), Cause.RESET),
                of("closes in the headers", writing(OK + "X-Half"), Cause.CLOSED),
                of("closes in the body", writing(OK + "Content-Length: 9\r\n\r\nha"), Cause.CLOSED),
                of("closes in a chunk", writing(OK + "Transfer-Encoding: chunked\r\n\r\n9\r\nha"), Cause.CLOSED));
    }

    private static Misbehaviour of(String name, Script script, Set<Cause> tcp, Set<Cause> tls, Set<Cause> http) {
        return new Misbehaviour(name, script, Map.of("tcp", tcp, "tls", tls, "https", tls, "http", http));
    }

    /** One that begins after the handshake, so that it concerns HTTP only. */
    private static Misbehaviour of(String name, Script script, Cause cause) {
        return new Misbehaviour(name, script, Map.of("https", Set.of(cause), "http", Set.of(cause)));
    }

    private static Script writing(String text) {
        return connection -> ScriptedServer.write(connection, text);
    }

    private static Script resetting(String text) {
        return connection -> {
            ScriptedServer.write(connection, text);
            // Or the reset may overtake what it resets.
            Thread.sleep(50);
            ScriptedServer.reset(connection);
        };
    }

    private static Script repeating(String first, String next) {
        return connection -> {
            ScriptedServer.write(connection, first);
            while (true) {
                ScriptedServer.write(connection, next);
            }
        };
    }

    @Override
    public String toString() {
        return name;
    }
}
