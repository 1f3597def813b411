package io.wideip.e2e.conformance;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.Base64;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A certificate for one address and its key, made by the JDK's own keytool, and a client's trust in it. */
final class Credentials {
    private static final char[] PASSWORD = "changeit".toCharArray();
    private static final String ALIAS = "server";

    private final KeyStore store;

    private Credentials(KeyStore store) {
        this.store = store;
    }

    static Credentials make(Path scratch, String address) throws IOException {
        Path file = scratch.resolve("credentials.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        ALIAS,
                        "-keyalg",
                        "EC",
                        "-groupname",
                        "secp256r1",
                        "-dname",
                        "CN=conformance",
                        "-ext",
                        "san=ip:" + address,
                        "-validity",
                        "2",
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        String.valueOf(PASSWORD),
                        "-keystore",
                        file.toString())
                .inheritIO()
                .start();
        try {
            if (keytool.waitFor() != 0) {
                throw new IOException("keytool makes no certificate");
            }
            return new Credentials(KeyStore.getInstance(file.toFile(), PASSWORD));
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    /** The two PEM files that the server reads. */
    void write(Path certificate, Path key) throws IOException {
        try {
            Files.writeString(
                    certificate, pem("CERTIFICATE", store.getCertificate(ALIAS).getEncoded()));
            Key own = store.getKey(ALIAS, PASSWORD);
            Files.writeString(key, pem("PRIVATE KEY", own.getEncoded()));
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        }
    }

    /** Trusts this certificate and no other. */
    SSLContext trust() throws IOException {
        try {
            Certificate certificate = store.getCertificate(ALIAS);
            KeyStore trusted = KeyStore.getInstance("PKCS12");
            trusted.load(null, null);
            trusted.setCertificateEntry(ALIAS, certificate);
            TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            managers.init(trusted);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, managers.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        }
    }

    private static String pem(String what, byte[] der) {
        String lines = Base64.getMimeEncoder(64, "\n".getBytes(US_ASCII)).encodeToString(der);
        return "-----BEGIN " + what + "-----\n" + lines + "\n-----END " + what + "-----\n";
    }
}
