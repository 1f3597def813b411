package io.wideip.dns.server.tls;

import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Map;

/**
 * Private keys in the three forms that certificate authorities' programs write: PKCS #8, and the older PKCS #1 (RSA)
 * and SEC 1 (elliptic curves), which cert-manager and OpenShift write by default. The JDK reads only the first, so the
 * others are wrapped into it. PKCS #8 names the curve; it is taken from the certificate.
 */
final class PrivateKeys {
    private static final int SEQUENCE = 0x30;
    private static final int OCTET_STRING = 0x04;
    private static final byte[] VERSION_0 = {2, 1, 0};

    /** By the algorithms of keys that TLS 1.2 and 1.3 can use. */
    private static final Map<String, String> SIGNATURES =
            Map.of("RSA", "SHA256withRSA", "EC", "SHA256withECDSA", "EdDSA", "EdDSA", "Ed25519", "Ed25519");

    private PrivateKeys() {}

    static boolean isUsable(PublicKey certified) {
        return SIGNATURES.containsKey(certified.getAlgorithm());
    }

    /**
     * Reads a key of the same algorithm as the certificate's.
     *
     * @throws GeneralSecurityException when it is none, or one of another algorithm
     */
    static PrivateKey read(Pem block, PublicKey certified) throws GeneralSecurityException {
        byte[] key = block.label().equals("PRIVATE KEY") ? block.der() : pkcs8(certified.getEncoded(), block.der());
        return KeyFactory.getInstance(certified.getAlgorithm()).generatePrivate(new PKCS8EncodedKeySpec(key));
    }

    /** Whether what the one signs is verified by the other. */
    static boolean belongTogether(PrivateKey key, PublicKey certified) throws GeneralSecurityException {
        byte[] text = {1, 2, 3};
        Signature signature = Signature.getInstance(SIGNATURES.get(certified.getAlgorithm()));
        signature.initSign(key);
        signature.update(text);
        byte[] signed = signature.sign();
        signature.initVerify(certified);
        signature.update(text);
        return signature.verify(signed);
    }

    /** RFC 5208: the version, the algorithm as the certificate's public key (RFC 5280 section 4.1) names it, the key. */
    private static byte[] pkcs8(byte[] publicKeyInfo, byte[] key) throws InvalidKeySpecException {
        int algorithm = contents(publicKeyInfo, 0);
        int algorithmEnd = contents(publicKeyInfo, algorithm) + length(publicKeyInfo, algorithm);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(VERSION_0);
        out.writeBytes(Arrays.copyOfRange(publicKeyInfo, algorithm, algorithmEnd));
        out.writeBytes(tagged(OCTET_STRING, key));
        return tagged(SEQUENCE, out.toByteArray());
    }

    /** Where the contents begin of what begins here. */
    private static int contents(byte[] der, int at) {
        return at + 2 + lengthOctets(der, at);
    }

    private static int lengthOctets(byte[] der, int at) {
        return (der[at + 1] & 0x80) == 0 ? 0 : der[at + 1] & 0x7f;
    }

    private static int length(byte[] der, int at) throws InvalidKeySpecException {
        int octets = lengthOctets(der, at);
        if (octets == 0) {
            return der[at + 1];
        }
        if (octets > 2) {
            throw new InvalidKeySpecException("a certificate's public key of more than 65,535 octets");
        }
        int length = 0;
        for (int i = 0; i < octets; i++) {
            length = length << 8 | der[at + 2 + i] & 0xff;
        }
        return length;
    }

    private static byte[] tagged(int tag, byte[] contents) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(tag);
        if (contents.length < 0x80) {
            out.write(contents.length);
        } else {
            // DER: in as few octets as it takes.
            int octets = contents.length < 0x100 ? 1 : contents.length < 0x1_0000 ? 2 : 3;
            out.write(0x80 | octets);
            for (int i = octets - 1; i >= 0; i--) {
                out.write(contents.length >>> 8 * i);
            }
        }
        out.writeBytes(contents);
        return out.toByteArray();
    }
}
