package io.wideip.dns.admission;

import static io.wideip.dns.wire.Wire.CLIENT_COOKIE;

import io.wideip.dns.address.ClientAddress;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * DNS cookies (RFC 7873) as servers with one secret share them (RFC 9018). A client that returns a valid one has had an
 * answer at its address before, so its address is not forged. Immutable; neither method allocates.
 */
public final class Cookies {
    public static final int SERVER_OCTETS = 16;
    public static final int SECRET_OCTETS = 16;

    private static final VarHandle LITTLE = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle BIG = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

    private static final byte VERSION = 1;
    private static final int TIME_AT = 4;
    private static final int HASH_AT = 8;
    /** RFC 9018 section 4.3, in seconds. */
    private static final int OLDEST = 3600;

    private static final int FURTHEST_AHEAD = 300;

    /** Two words a secret. */
    private final long[] keys;

    /**
     * Makes cookies with the first secret and accepts those of all.
     *
     * @param secrets at least one, each of {@link #SECRET_OCTETS}
     */
    public Cookies(List<byte[]> secrets) {
        if (secrets.isEmpty()) {
            throw new IllegalArgumentException("no secret to sign cookies with");
        }
        keys = new long[2 * secrets.size()];
        for (int i = 0; i < secrets.size(); i++) {
            byte[] secret = secrets.get(i);
            if (secret.length != SECRET_OCTETS) {
                throw new IllegalArgumentException("a secret of " + secret.length + " octets, not " + SECRET_OCTETS);
            }
            keys[2 * i] = (long) LITTLE.get(secret, 0);
            keys[2 * i + 1] = (long) LITTLE.get(secret, 8);
        }
    }

    /** With a secret of its own, that no other server knows and that ends with this object. */
    public static Cookies random(SecureRandom random) {
        byte[] secret = new byte[SECRET_OCTETS];
        random.nextBytes(secret);
        return new Cookies(List.of(secret));
    }

    /**
     * Whether the option holds a server cookie that this server, or one that shares a secret with it, gave this client at most
     * an hour ago (or will give in the next five minutes, as clocks differ).
     *
     * @param cookieAt where the option's data begin, with the client cookie
     * @param length octets of the option's data
     * @param nowSeconds since 1970, modulo 2^32
     */
    public boolean isValid(byte[] message, int cookieAt, int length, ClientAddress address, int nowSeconds) {
        int serverAt = cookieAt + CLIENT_COOKIE;
        if (length != CLIENT_COOKIE + SERVER_OCTETS || message[serverAt] != VERSION) {
            return false;
        }
        // Serial arithmetic (RFC 1982): the clock may wrap between the two.
        int age = nowSeconds - (int) BIG.get(message, serverAt + TIME_AT);
        if (age > OLDEST || age < -FURTHEST_AHEAD) {
            return false;
        }
        long client = (long) LITTLE.get(message, cookieAt);
        long head = (long) LITTLE.get(message, serverAt);
        long given = (long) LITTLE.get(message, serverAt + HASH_AT);
        // To compare one word takes constant time. The time may tell which secret matched, and no more.
        boolean valid = false;
        for (int key = 0; key < keys.length; key += 2) {
            valid |= hash(key, client, head, address) == given;
        }
        return valid;
    }

    /**
     * Writes the server cookie for a client, {@link #SERVER_OCTETS} octets.
     *
     * @param clientCookieAt where the client cookie begins in the message
     * @param into may be the message
     */
    public void write(byte[] message, int clientCookieAt, ClientAddress address, byte[] into, int at, int nowSeconds) {
        long client = (long) LITTLE.get(message, clientCookieAt);
        // Version 1, three reserved octets of zero, the time.
        long head = VERSION | (long) Integer.reverseBytes(nowSeconds) << 32;
        LITTLE.set(into, at, head);
        LITTLE.set(into, at + HASH_AT, hash(0, client, head, address));
    }

    /** Equal where the secrets are, in their order. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Cookies cookies && Arrays.equals(keys, cookies.keys);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(keys);
    }

    /** RFC 9018 section 4.4: over client cookie, version, reserved, time and the client's address. */
    private long hash(int key, long client, long head, ClientAddress address) {
        long first = Long.reverseBytes(address.high());
        return address.isIpv4()
                ? SipHash.hash(keys[key], keys[key + 1], 2, client, head, 0, 0, 20, first & 0xffffffffL)
                : SipHash.hash(
                        keys[key], keys[key + 1], 4, client, head, first, Long.reverseBytes(address.low()), 32, 0);
    }
}
