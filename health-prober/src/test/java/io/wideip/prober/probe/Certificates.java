package io.wideip.prober.probe;

import java.math.BigInteger;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A certificate with its key. */
record Certificates(KeyPair key, X509Certificate certificate) {
    private static final char[] NO_PASSWORD = {};

    /** An authority, which can sign others. */
    static Certificates authority(String name) {
        KeyPair key = newKey();
        return signed(
                key, new X500Name("CN=" + name), key.getPrivate(), Duration.ofDays(7), new X500Name("CN=" + name));
    }

    /** One that is valid for 30 days, of which so much is left. */
    Certificates sign(Duration left, String... names) {
        X500Name issuer = new X500Name(certificate.getSubjectX500Principal().getName());
        return signed(newKey(), issuer, key.getPrivate(), left, new X500Name("CN=server"), names);
    }

    private static Certificates signed(
            KeyPair key, X500Name issuer, PrivateKey signer, Duration left, X500Name subject, String... names) {
        Instant until = Instant.now().plus(left);
        try {
            JcaX509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                    issuer,
                    BigInteger.valueOf(System.nanoTime()),
                    Date.from(until.minus(Duration.ofDays(30))),
                    Date.from(until),
                    subject,
                    key.getPublic());
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(names.length == 0));
            if (names.length > 0) {
                GeneralName[] alternatives = Arrays.stream(names)
                        .map(name -> new GeneralName(
                                AddressLiteral.isAddress(name) ? GeneralName.iPAddress : GeneralName.dNSName, name))
                        .toArray(GeneralName[]::new);
                builder.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(alternatives));
            }
            ContentSigner signature = new JcaContentSignerBuilder("SHA256withECDSA").build(signer);
            return new Certificates(key, new JcaX509CertificateConverter().getCertificate(builder.build(signature)));
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static KeyPair newKey() {
        try {
            KeyPairGenerator keys = KeyPairGenerator.getInstance("EC");
            keys.initialize(256);
            return keys.generateKeyPair();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    /** For servers that show it. */
    SSLContext context() {
        try {
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(keyStore(), NO_PASSWORD);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), null, null);
            return context;
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private KeyStore keyStore() throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry("key", key.getPrivate(), NO_PASSWORD, new X509Certificate[] {certificate});
        return store;
    }

    TrustManagerFactory authorities() {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setCertificateEntry("ca", certificate);
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(store);
            return factory;
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
