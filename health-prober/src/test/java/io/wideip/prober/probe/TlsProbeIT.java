package io.wideip.prober.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;

final class TlsProbeIT extends ProbeContract {
    private static final Certificates AUTHORITY = Certificates.authority("authority");
    private static final Certificates TRUSTED = AUTHORITY.sign(Duration.ofDays(7), HOST);

    @Override
    Probe probe(Endpoint endpoint) {
        return probe(endpoint, false);
    }

    @Override
    String goodAnswer() {
        return "";
    }

    @Override
    SSLContext serverTls() {
        return TRUSTED.context();
    }

    @Override
    Tls tls() {
        return new Tls(() -> Tls.Libraries.of(AUTHORITY.authorities()));
    }

    @Test
    void tellsWhenTheCertificateEnds() {
        ScriptedServer server = open(ScriptedServer.answering(serverTls(), ""));
        assertThat(attempt(server, LONG))
                .isInstanceOfSatisfying(
                        Outcome.Success.class,
                        success -> assertThat(success.certificateEnd())
                                .isCloseTo(Instant.now().plus(Duration.ofDays(7)), within(1, ChronoUnit.HOURS)));
    }

    @Test
    void verifyJudgesTheCertificate() {
        ScriptedServer server = open(ScriptedServer.answering(
                AUTHORITY.sign(Duration.ofDays(-1), HOST).context(), ""));
        Endpoint endpoint = new Endpoint(server.port(), ProxyHeader.NONE);
        assertThat(attempt(server.address(), probe(endpoint, false), LONG)).isInstanceOf(Outcome.Success.class);
        assertThat(attempt(server.address(), probe(endpoint, true), LONG))
                .isEqualTo(failure(Cause.CERTIFICATE, "TLS: the certificate has expired"));
    }

    @Test
    void aServerWithoutTlsIsAFailure() {
        ScriptedServer server = open(new ScriptedServer(null, ScriptedServer.greeting("220 mail.example.com ESMTP")));
        assertThat(attempt(server, LONG)).isEqualTo(failure(Cause.TLS, "TLS: what answers does not speak TLS"));
    }

    private static TlsProbe probe(Endpoint endpoint, boolean verify) {
        return new TlsProbe(endpoint, new TlsOptions(verify, null, 2), 14);
    }
}
