package io.wideip.dns.server.tls;

import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.CertificateBuilder.Algorithm;
import io.netty.pkitesting.X509Bundle;
import io.wideip.config.TlsFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;

/** A certificate for loopback, by an authority of its own, with its key. */
public record TestCertificate(X509Bundle bundle) {
    /** One of ECDSA that has begun a day ago. */
    public static TestCertificate create() {
        return create(Algorithm.ecp256, Duration.ofDays(30));
    }

    /** @param left how long it holds from now on; negative: how long ago it ended */
    static TestCertificate create(Algorithm algorithm, Duration left) {
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        try {
            CertificateBuilder builder = new CertificateBuilder()
                    .algorithm(algorithm)
                    .notBefore(now.minus(Duration.ofDays(60)))
                    .notAfter(now.plus(left));
            X509Bundle authority = builder.copy()
                    .subject("CN=authority")
                    .setIsCertificateAuthority(true)
                    .buildSelfSigned();
            return new TestCertificate(builder.subject("CN=dns.example.com")
                    .addSanDnsName("localhost")
                    .addSanIpAddress("127.0.0.1")
                    .buildIssuedBy(authority));
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    /** The chain, as in {@code fullchain.pem}. */
    String chain() {
        return bundle.getCertificatePEM() + bundle.getRootCertificatePEM();
    }

    String key() {
        return bundle.getPrivateKeyPEM();
    }

    /** As OpenSSL wrote it before PKCS #8, and as cert-manager does by default. */
    String olderKey(String label) {
        try {
            byte[] der = PrivateKeyInfo.getInstance(
                            bundle.getKeyPair().getPrivate().getEncoded())
                    .parsePrivateKey()
                    .toASN1Primitive()
                    .getEncoded();
            return pem(label, der);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    static String pem(String label, byte[] der) {
        return "-----BEGIN " + label + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der) + "\n-----END " + label + "-----\n";
    }

    /** For clients that trust this certificate's authority alone. */
    public SSLContext clients() {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {bundle.toTrustManager()}, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    /** Writes the two files. */
    public TlsFiles write(Path directory) {
        TlsFiles files = new TlsFiles(directory.resolve("tls.crt"), directory.resolve("tls.key"));
        try {
            Files.writeString(files.certificate(), chain());
            Files.writeString(files.key(), key());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return files;
    }
}
