package io.wideip.prober.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What http and https do alike. */
abstract class WebProbeContract extends ProbeContract {
    private static final String OK = "HTTP/1.1 200 OK\r\n";
    private static final String CUT_OFF = "the connection was closed before the answer ended";

    abstract Probe probe(WebCheck web);

    /** What a server that takes the connection and says nothing lacks. */
    abstract Outcome silence();

    @Override
    final Probe probe(Endpoint endpoint) {
        return probe(get(endpoint, null));
    }

    @Override
    final String goodAnswer() {
        return OK + "Content-Length: 0\r\n\r\n";
    }

    @Test
    void asksForThePathAndTheHostWithThePort() throws InterruptedException {
        ScriptedServer server = open(ScriptedServer.answering(serverTls(), goodAnswer()));
        assertThat(attempt(server, LONG)).isEqualTo(Outcome.SUCCESS);
        assertThat(server.seen.poll(5, TimeUnit.SECONDS))
                .startsWith("GET /healthz HTTP/1.1", "host: " + HOST + ":" + server.port())
                .contains("connection: close");
    }

    @Test
    void headHasNoBodyToWaitFor() throws InterruptedException {
        ScriptedServer server = open(ScriptedServer.answering(serverTls(), OK + "Content-Length: 1000\r\n\r\n"));
        WebCheck head = new WebCheck(
                HOST, new Endpoint(server.port(), ProxyHeader.NONE), "/healthz", "HEAD", StatusRanges.DEFAULT, null);
        assertThat(attempt(server.address(), probe(head), LONG)).isEqualTo(Outcome.SUCCESS);
        assertThat(server.seen.poll(5, TimeUnit.SECONDS)).startsWith("HEAD /healthz HTTP/1.1");
    }

    @ParameterizedTest
    @CsvSource({
        "HTTP/1.1 503 Service Unavailable, 503",
        "HTTP/1.1 302 Found, 302",
        "HTTP/1.1 101 Switching Protocols, 101",
        "HTTP/1.0 404 Not Found, 404",
    })
    void anotherStatusIsAFailureAndRedirectsAreNotFollowed(String line, int status) {
        assertThat(attempt(answering(line + "\r\nLocation: /elsewhere\r\n\r\n"), LONG))
                .isEqualTo(failure(Cause.STATUS, "status " + status + ", expected 200-299"));
    }

    @Test
    void interimAnswersAreSkipped() {
        String interim = "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n";
        assertThat(attempt(answering(interim + goodAnswer()), LONG)).isEqualTo(Outcome.SUCCESS);
    }

    @ParameterizedTest
    @CsvSource({
        "Content-Length: 12, all is ok now",
        "Transfer-Encoding: chunked, '9\r\nall is o\r\n3\r\nk n\r\n0\r\n\r\n'",
        "Connection: close, all is ok now",
    })
    void findsTheTextHoweverTheBodyIsFramed(String header, String body) {
        String framed = body.replace("9\r\nall is o\r\n", "8\r\nall is o\r\n");
        assertThat(attemptForText(answering(OK + header + "\r\n\r\n" + framed), "ok"))
                .isEqualTo(Outcome.SUCCESS);
    }

    @Test
    void aBodyWithoutTheTextIsAFailure() {
        assertThat(attemptForText(answering(OK + "Content-Length: 4\r\n\r\nsick"), "ok"))
                .isEqualTo(failure(Cause.BODY, "the body lacks 'ok'"));
    }

    @Test
    void anEndlessBodyIsCutAndJudgedOnItsBeginning() {
        ScriptedServer server = open(new ScriptedServer(serverTls(), connection -> {
            ScriptedServer.write(connection, OK + "\r\n");
            while (true) {
                ScriptedServer.write(connection, "x".repeat(10_000));
            }
        }));
        assertThat(attemptForText(server, "ok"))
                .isEqualTo(failure(Cause.BODY, "the body lacks 'ok' in its first 64 KiB"));
    }

    @Test
    void endlessHeadersAreAFailure() {
        ScriptedServer server = open(new ScriptedServer(serverTls(), connection -> {
            ScriptedServer.write(connection, OK);
            while (true) {
                ScriptedServer.write(connection, "X-More: " + "x".repeat(100) + "\r\n");
            }
        }));
        assertThat(attempt(server, LONG))
                .isEqualTo(
                        failure(Cause.HTTP, "the answer's status line is over 4 KiB or its headers are over 16 KiB"));
    }

    @ParameterizedTest
    @CsvSource({
        "SSH-2.0-OpenSSH_9.2, invalid version format: SSH-2.0-OPENSSH_9.2",
        "'220 mail.example.com ESMTP', invalid version format: 220",
        "HTTP/1.1 abc OK, 'For input string: \"abc\"'",
        "<html></html>, invalid version format: <HTML></HTML>"
    })
    void whatIsNotHttpIsAFailure(String line, String fault) {
        assertThat(attempt(answering(line + "\r\n\r\n"), LONG))
                .isEqualTo(failure(Cause.HTTP, "the answer is not HTTP/1: " + fault));
    }

    /** The frame that every HTTP/2 server begins with. */
    @Test
    void aServerThatSpeaksHttp2OnlyIsAFailure() {
        assertThat(attempt(answering("\0\0\6\4\0\0\0\0\0\0\3\0\0\0d"), SHORT))
                .isInstanceOfSatisfying(
                        Outcome.Failure.class,
                        failed -> assertThat(failed.cause()).isIn(Cause.HTTP, Cause.CLOSED, Cause.RESET));
    }

    @ParameterizedTest
    @CsvSource({
        "'Content-Length: 2\r\nContent-Length: 2', ok",
        "'Content-Length: 99\r\nTransfer-Encoding: chunked', '2\r\nok\r\n0\r\n\r\n'",
        "Transfer-Encoding: chunked, '0002  \r\nok\r\n0\r\n\r\n'",
        "Transfer-Encoding: chunked, '1;a=b\r\no\r\n1 ; c\r\nk\r\n0\r\n\r\n'",
        "'Server : x\r\nX-Folded: 1\r\n 2', it is ok",
    })
    void whatRealServersSendIsUnderstood(String headers, String body) {
        assertThat(attemptForText(answering(OK + headers + "\r\n\r\n" + body), "ok"))
                .isEqualTo(Outcome.SUCCESS);
    }

    @Test
    void aHeaderLineWithoutAColonMattersOnlyWhereTheBodyDoes() {
        ScriptedServer server = open(answering(OK + "rubbish\r\nContent-Length: 2\r\n\r\nok"));
        assertThat(attempt(server, LONG)).isEqualTo(Outcome.SUCCESS);
        assertThat(attemptForText(server, "ok"))
                .isEqualTo(failure(Cause.HTTP, "the answer is not HTTP/1: No colon found"));
    }

    @Test
    void aMalformedChunkIsAFailure() {
        assertThat(attemptForText(answering(OK + "Transfer-Encoding: chunked\r\n\r\nzz\r\n"), "ok"))
                .isEqualTo(failure(Cause.HTTP, "the answer's body is malformed: a chunk has no size"));
    }

    @Test
    void aSilentServerEndsWithTheTimeout() {
        ScriptedServer server = open(new ScriptedServer(serverTls(), ScriptedServer.SILENT));
        assertThat(attempt(server, SHORT)).isEqualTo(silence());
    }

    @Test
    void headersThatDribbleEndWithTheTimeout() {
        ScriptedServer server = open(new ScriptedServer(serverTls(), ScriptedServer.dribbling(OK + "X: ", 'x', 20)));
        assertThat(attempt(server, SHORT)).isEqualTo(failure(Cause.TIMEOUT_ANSWER, "no answer within 300ms"));
    }

    @Test
    void aBodyThatDribblesEndsWithTheTimeout() {
        ScriptedServer server = open(new ScriptedServer(serverTls(), ScriptedServer.dribbling(OK + "\r\n", 'x', 20)));
        assertThat(attempt(server.address(), probe(get(server.port(), "ok")), SHORT))
                .isEqualTo(failure(Cause.TIMEOUT_ANSWER, "the body lacks 'ok', and did not end within 300ms"));
    }

    @Test
    void aConnectionClosedWithoutAnAnswerIsAFailure() {
        assertThat(attempt(answering(""), LONG))
                .isEqualTo(failure(Cause.CLOSED, "the connection was closed without an answer"));
    }

    @Test
    void aConnectionClosedMidwayIsAFailure() {
        assertThat(attempt(answering(OK + "X-Half"), LONG)).isInstanceOf(Outcome.Failure.class);
        assertThat(attemptForText(answering(OK + "Content-Length: 100\r\n\r\nhalf"), "ok"))
                .isEqualTo(failure(Cause.CLOSED, CUT_OFF));
    }

    @Test
    void aResetMidwayIsAFailure() {
        ScriptedServer server = open(new ScriptedServer(serverTls(), ScriptedServer.RESETTING));
        assertThat(attempt(server, LONG)).isEqualTo(failure(Cause.RESET, "connection reset"));
    }

    final WebCheck get(int port, @Nullable String body) {
        return get(new Endpoint(port, ProxyHeader.NONE), body);
    }

    private static WebCheck get(Endpoint endpoint, @Nullable String body) {
        return new WebCheck(null, endpoint, "/healthz", "GET", StatusRanges.DEFAULT, body);
    }

    final ScriptedServer answering(String answer) {
        return open(ScriptedServer.answering(serverTls(), answer));
    }

    private Outcome attemptForText(ScriptedServer server, String text) {
        return attempt(server.address(), probe(get(server.port(), text)), LONG);
    }
}
