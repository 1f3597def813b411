package io.wideip.dns.server.tls;

import io.wideip.config.TlsFiles;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A certificate, those of the authorities that lead to it, and the key that belongs to it.
 *
 * @param chain the server's own certificate first
 */
record Credentials(List<X509Certificate> chain, PrivateKey key) {
    /**
     * Reads both files' contents.
     *
     * @throws CertificateFault that says what is wrong, where, and the mend
     */
    static Credentials read(TlsFiles files, byte[] certificate, byte[] key) throws CertificateFault {
        List<X509Certificate> chain = chain(files.certificate(), certificate);
        X509Certificate own = chain.get(0);
        if (!PrivateKeys.isUsable(own.getPublicKey())) {
            throw new CertificateFault(
                    files.certificate(),
                    "its key is " + own.getPublicKey().getAlgorithm() + ", which TLS clients don't take; have it issued"
                            + " for a key of ECDSA or RSA");
        }
        return new Credentials(chain, key(files, key, chain));
    }

    /**
     * Those who sign clients' certificates.
     *
     * @throws CertificateFault likewise
     */
    static List<X509Certificate> authorities(Path file, byte[] contents) throws CertificateFault {
        return chain(file, contents);
    }

    /** When the server's own certificate ends. */
    Instant expiry() {
        return chain.get(0).getNotAfter().toInstant();
    }

    Instant beginning() {
        return chain.get(0).getNotBefore().toInstant();
    }

    private static List<Pem> blocks(Path file, byte[] contents, String kind) throws CertificateFault {
        List<Pem> blocks;
        try {
            blocks = Pem.blocks(contents);
        } catch (IllegalArgumentException e) {
            throw new CertificateFault(file, e.getMessage() + " Write it anew, whole");
        }
        List<Pem> wanted =
                blocks.stream().filter(block -> block.label().endsWith(kind)).toList();
        if (wanted.isEmpty()) {
            String found = blocks.isEmpty()
                    ? "no PEM"
                    : "no " + kind + " but " + blocks.get(0).label();
            throw new CertificateFault(
                    file, "there is " + found + " in it; it must be PEM, with '-----BEGIN " + kind + "-----'");
        }
        return wanted;
    }

    private static List<X509Certificate> chain(Path file, byte[] contents) throws CertificateFault {
        List<X509Certificate> chain = new ArrayList<>();
        for (Pem block : blocks(file, contents, "CERTIFICATE")) {
            try {
                chain.add((X509Certificate) CertificateFactory.getInstance("X.509")
                        .generateCertificate(new ByteArrayInputStream(block.der())));
            } catch (CertificateException | IllegalArgumentException e) {
                throw new CertificateFault(
                        file,
                        "its certificate " + (chain.size() + 1) + " can't be read (" + e.getMessage()
                                + "); write it anew");
            }
        }
        return List.copyOf(chain);
    }

    private static PrivateKey key(TlsFiles files, byte[] contents, List<X509Certificate> chain)
            throws CertificateFault {
        Path file = files.key();
        Pem block = blocks(file, contents, "PRIVATE KEY").get(0);
        if (block.isEncrypted()) {
            throw new CertificateFault(
                    file,
                    "the key is encrypted, and nobody is there to give the passphrase; write it in the clear ('openssl"
                            + " pkey -in ... -out ...'), readable for this server's user alone");
        }
        PrivateKey key;
        try {
            key = PrivateKeys.read(block, chain.get(0).getPublicKey());
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new CertificateFault(
                    file,
                    "no key for the certificate in " + files.certificate() + ", which is for one of "
                            + chain.get(0).getPublicKey().getAlgorithm() + " (" + e.getMessage()
                            + "); name the key that it was issued for");
        }
        for (int i = 0; i < chain.size(); i++) {
            if (belongsTo(key, chain.get(i))) {
                if (i == 0) {
                    return key;
                }
                throw new CertificateFault(
                        files.certificate(),
                        "the key in " + file + " belongs to certificate " + (i + 1)
                                + " in it; put the server's own certificate first, those of the authorities after it");
            }
        }
        throw new CertificateFault(
                file,
                "the key does not belong to the certificate in " + files.certificate()
                        + "; name the key that it was issued for, or replace both");
    }

    private static boolean belongsTo(PrivateKey key, X509Certificate certificate) {
        if (!PrivateKeys.isUsable(certificate.getPublicKey())) {
            return false;
        }
        try {
            return PrivateKeys.belongTogether(key, certificate.getPublicKey());
        } catch (GeneralSecurityException e) {
            return false; // Of another algorithm.
        }
    }
}
