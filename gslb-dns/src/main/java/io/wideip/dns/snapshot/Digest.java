package io.wideip.dns.snapshot;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * The first eight octets of a SHA-256 over values one after the other. How each value is written never changes, so that all
 * versions of the program come to the same. Not thread-safe; ready for the next values after {@link #end}.
 */
final class Digest {
    private final MessageDigest sha256;
    private final byte[] eight = new byte[Long.BYTES];

    Digest() {
        try {
            sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** Eight octets, the highest first. */
    Digest number(long value) {
        ByteBuffer.wrap(eight).putLong(value);
        sha256.update(eight);
        return this;
    }

    /** Their number, then the octets. */
    Digest octets(byte[] octets) {
        number(octets.length);
        sha256.update(octets);
        return this;
    }

    /** Its octets in UTF-8. */
    Digest text(String text) {
        return octets(text.getBytes(UTF_8));
    }

    long end() {
        return ByteBuffer.wrap(sha256.digest()).getLong();
    }
}
