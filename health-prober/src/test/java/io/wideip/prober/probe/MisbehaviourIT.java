package io.wideip.prober.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Servers that misbehave, for each type of probe: which cause is told, and that no connection outlives the attempt. All begin
 * healthy, so that it is not the start that is judged.
 */
@Tag("slow")
final class MisbehaviourIT extends AttemptsOnLoopback {
    private static final Certificates AUTHORITY = Certificates.authority("authority");
    private static final Certificates TRUSTED = AUTHORITY.sign(Duration.ofDays(7), HOST);
    private static final TlsOptions VERIFYING = new TlsOptions(true, null, 2);
    private static final Duration TIMEOUT = Duration.ofSeconds(1);
    private static final String HEALTHY = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

    private static final Map<String, Function<Integer, Probe>> PROBES = Map.of(
            "tcp", port -> new TcpProbe(endpoint(port)),
            "tls", port -> new TlsProbe(endpoint(port), VERIFYING, 14),
            "http", port -> new HttpProbe(web(port)),
            "https", port -> new HttpsProbe(web(port), VERIFYING));

    @Override
    Tls tls() {
        return new Tls(() -> Tls.Libraries.of(AUTHORITY.authorities()));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("everyTypeAndMisbehaviour")
    void isJudgedForWhatItDoes(String type, Misbehaviour misbehaviour, Set<Cause> causes) {
        ScriptedServer server = healthy(type.equals("tls") || type.equals("https") ? TRUSTED.context() : null);
        Probe probe = probe(type, server.port());
        assertThat(attempt(server.address(), probe, LONG)).isInstanceOf(Outcome.Success.class);
        server.script = misbehaviour.script();
        Outcome outcome = attempt(server.address(), probe, TIMEOUT);
        if (causes.isEmpty()) {
            assertThat(outcome).isInstanceOf(Outcome.Success.class);
        } else {
            assertThat(outcome)
                    .isInstanceOfSatisfying(
                            Outcome.Failure.class, failed -> assertThat(causes).contains(failed.cause()));
        }
        server.script = connection -> ScriptedServer.write(connection, HEALTHY);
        assertThat(attempt(server.address(), probe, LONG)).isInstanceOf(Outcome.Success.class);
    }

    static Stream<Arguments> everyTypeAndMisbehaviour() {
        return Misbehaviour.all()
                .flatMap(each -> each.causes().entrySet().stream()
                        .map(type -> Arguments.of(type.getKey(), each, type.getValue())));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("faultsOfCertificates")
    void aCertificateThatIsNotWhatWasAskedForIsOne(String type, String fault, Certificates certificate) {
        SwitchingCertificate switching = new SwitchingCertificate(TRUSTED);
        ScriptedServer server = healthy(switching.context());
        Probe probe = probe(type, server.port());
        assertThat(attempt(server.address(), probe, LONG)).isInstanceOf(Outcome.Success.class);
        switching.now = certificate;
        assertThat(attempt(server.address(), probe, LONG))
                .isInstanceOfSatisfying(
                        Outcome.Failure.class,
                        failed -> assertThat(failed.cause()).isEqualTo(Cause.CERTIFICATE));
    }

    static Stream<Arguments> faultsOfCertificates() {
        return Stream.of("tls", "https")
                .flatMap(type -> Stream.of(
                        Arguments.of(type, "expired", AUTHORITY.sign(Duration.ofDays(-1), HOST)),
                        Arguments.of(type, "not valid yet", AUTHORITY.sign(Duration.ofDays(40), HOST)),
                        Arguments.of(type, "for another name", AUTHORITY.sign(Duration.ofDays(7), "pay.example.com")),
                        Arguments.of(type, "self-signed", Certificates.authority("nobody")),
                        Arguments.of(
                                type,
                                "of an unknown authority",
                                Certificates.authority("nobody").sign(Duration.ofDays(7), HOST))));
    }

    @ParameterizedTest
    @CsvSource({"http, 1500, true", "http, 2500, false", "https, 1500, true", "https, 2500, false"})
    void theTimeoutIsTheLine(String type, int millis, boolean inTime) {
        ScriptedServer server = healthy(type.equals("https") ? TRUSTED.context() : null);
        Probe probe = probe(type, server.port());
        assertThat(attempt(server.address(), probe, LONG)).isInstanceOf(Outcome.Success.class);
        server.script = connection -> {
            Thread.sleep(millis - server.millisSinceAccept());
            ScriptedServer.write(connection, HEALTHY);
        };
        assertThat(attempt(server.address(), probe, Duration.ofSeconds(2)))
                .isEqualTo(inTime ? Outcome.SUCCESS : new Outcome.Failure(Cause.TIMEOUT_ANSWER, "no answer within 2s"));
    }

    private ScriptedServer healthy(@Nullable SSLContext tls) {
        return open(ScriptedServer.answering(tls, HEALTHY));
    }

    private static Probe probe(String type, int port) {
        Function<Integer, Probe> probe = PROBES.get(type);
        if (probe == null) {
            throw new AssertionError(type);
        }
        return probe.apply(port);
    }

    private static Endpoint endpoint(int port) {
        return new Endpoint(port, ProxyHeader.NONE);
    }

    private static WebCheck web(int port) {
        return new WebCheck(null, endpoint(port), "/healthz", "GET", StatusRanges.DEFAULT, "ok");
    }
}
