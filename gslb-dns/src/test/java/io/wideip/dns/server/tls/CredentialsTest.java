package io.wideip.dns.server.tls;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.pkitesting.CertificateBuilder.Algorithm;
import io.wideip.config.TlsFiles;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

final class CredentialsTest {
    private static final TlsFiles FILES = new TlsFiles(Path.of("tls.crt"), Path.of("tls.key"));
    private static final Duration MONTH = Duration.ofDays(30);
    private static final TestCertificate OURS = TestCertificate.create();
    private static final TestCertificate OTHERS = TestCertificate.create();
    private static final TestCertificate RSA = TestCertificate.create(Algorithm.rsa2048, MONTH);

    /** What the two files hold, and what is said of that. */
    record Bad(String certificate, String key, String problem) {}

    static List<Bad> bad() {
        String chain = OURS.chain();
        String key = OURS.key();
        int middle = chain.indexOf("-----END") - 40;
        return List.of(
                new Bad("", key, "tls.crt: there is no PEM in it; it must be PEM, with '-----BEGIN CERTIFICATE-----'"),
                new Bad(
                        key,
                        key,
                        "tls.crt: there is no CERTIFICATE but PRIVATE KEY in it; it must be PEM, with '-----BEGIN"
                                + " CERTIFICATE-----'"),
                new Bad(
                        chain,
                        chain,
                        "tls.key: there is no PRIVATE KEY but CERTIFICATE in it; it must be PEM, with '-----BEGIN PRIVATE"
                                + " KEY-----'"),
                new Bad(
                        chain.substring(0, middle),
                        key,
                        "tls.crt: it ends amid a block: is it half-written? Write it anew, whole"),
                new Bad(
                        chain,
                        key.substring(0, 60),
                        "tls.key: it ends amid a block: is it half-written? Write it anew, whole"),
                new Bad(
                        chain,
                        "-----BEGIN PRIVATE",
                        "tls.key: it ends amid a block: is it half-written? Write it anew, whole"),
                new Bad(
                        chain.substring(0, middle) + chain.substring(middle + 8),
                        key,
                        "tls.crt: its certificate 1 can't be read"),
                new Bad(
                        OURS.bundle().getCertificatePEM() + TestCertificate.pem("CERTIFICATE", new byte[] {1, 2, 3}),
                        key,
                        "tls.crt: its certificate 2 can't be read"),
                new Bad(
                        TestCertificate.pem("CERTIFICATE", new byte[0]),
                        key,
                        "tls.crt: its certificate 1 can't be read"),
                new Bad(
                        chain,
                        OTHERS.key(),
                        "tls.key: the key does not belong to the certificate in tls.crt; name the key that it was issued"
                                + " for, or replace both"),
                new Bad(
                        OTHERS.chain() + OURS.bundle().getCertificatePEM(),
                        key,
                        "tls.crt: the key in tls.key belongs to certificate 3 in it; put the server's own certificate"
                                + " first, those of the authorities after it"),
                new Bad(chain, RSA.key(), "tls.key: no key for the certificate in tls.crt, which is for one of EC"),
                new Bad(
                        RSA.chain(),
                        OURS.olderKey("EC PRIVATE KEY"),
                        "tls.key: no key for the certificate in tls.crt, which is for one of RSA"),
                new Bad(
                        chain,
                        TestCertificate.pem("PRIVATE KEY", new byte[] {48, 3, 2, 1, 0}),
                        "tls.key: no key for the certificate in tls.crt, which is for one of EC"),
                new Bad(
                        chain,
                        key.replace("PRIVATE", "ENCRYPTED PRIVATE"),
                        "tls.key: the key is encrypted, and nobody is there to give the passphrase; write it in the clear"
                                + " ('openssl pkey -in ... -out ...')"),
                new Bad(RSA.chain(), """
                        -----BEGIN RSA PRIVATE KEY-----
                        Proc-Type: 4,ENCRYPTED
                        DEK-Info: AES-256-CBC,00

                        AAAA
                        -----END RSA PRIVATE KEY-----
                        """, "tls.key: the key is encrypted"));
    }

    @ParameterizedTest
    @MethodSource("bad")
    void saysWhatIsWrongWhereAndTheMend(Bad bad) {
        assertThatThrownBy(() -> read(bad.certificate(), bad.key()))
                .isInstanceOf(CertificateFault.class)
                .hasMessageStartingWith(bad.problem());
    }

    @ParameterizedTest
    @EnumSource(names = {"ecp256", "ecp384", "rsa2048", "ed25519"})
    void readsTheKeysThatTlsCanUse(Algorithm algorithm) throws CertificateFault {
        TestCertificate written = TestCertificate.create(algorithm, MONTH);

        Credentials read = read(written.chain(), written.key());

        assertThat(read.key()).isEqualTo(written.bundle().getKeyPair().getPrivate());
        assertThat(read.chain())
                .containsExactly(
                        written.bundle().getCertificate(), written.bundle().getRootCertificate());
        assertThat(read.expiry())
                .isEqualTo(written.bundle().getCertificate().getNotAfter().toInstant());
    }

    @Test
    void readsKeysFromBeforePkcs8() throws CertificateFault {
        assertThat(read(RSA.chain(), RSA.olderKey("RSA PRIVATE KEY")).key())
                .isEqualTo(RSA.bundle().getKeyPair().getPrivate());
        assertThat(read(OURS.chain(), OURS.olderKey("EC PRIVATE KEY")).key())
                .isEqualTo(OURS.bundle().getKeyPair().getPrivate());
    }

    @Test
    void skipsWhatElseIsInTheFiles() throws CertificateFault {
        // What 'openssl ecparam -genkey' and 'openssl x509 -text' write before.
        String parameters = TestCertificate.pem("EC PARAMETERS", new byte[] {6, 8, 42, -122, 72, -50, 61, 3, 1, 7});
        String everything = "Certificate:\n    Data:\n" + parameters + OURS.key()
                + OURS.chain().replace("\n", "\r\n");

        Credentials read = read(everything, everything);

        assertThat(read.chain()).hasSize(2);
        assertThat(read.key()).isEqualTo(OURS.bundle().getKeyPair().getPrivate());
    }

    private static Credentials read(String certificate, String key) throws CertificateFault {
        return Credentials.read(FILES, certificate.getBytes(ISO_8859_1), key.getBytes(ISO_8859_1));
    }
}
