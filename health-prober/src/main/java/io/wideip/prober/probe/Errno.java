package io.wideip.prober.probe;

import io.netty.channel.unix.Errors;
import java.net.BindException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.nio.channels.UnsupportedAddressTypeException;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Linux's error numbers, because the texts of errors come in the machine's language. Where the exception has none, as on NIO,
 * its class tells: the JDK makes classes of some numbers.
 */
final class Errno {
    static final int ENOMEM = 12;
    static final int ENFILE = 23;
    static final int EMFILE = 24;
    static final int EPIPE = 32;
    static final int EAFNOSUPPORT = 97;
    static final int EADDRNOTAVAIL = 99;
    static final int ECONNRESET = 104;
    static final int ENOBUFS = 105;
    static final int ETIMEDOUT = 110;
    static final int ECONNREFUSED = 111;
    static final int EHOSTUNREACH = 113;
    /** No number. */
    static final int NONE = 0;

    private static final int ENOPROTOOPT = 92;
    private static final int EPROTO = 71;
    private static final int ECONNABORTED = 103;
    private static final int EHOSTDOWN = 112;
    /** What the network or the target said to a connection. Any other number is this machine's own trouble. */
    private static final Set<Integer> SAID_BY_OTHERS = Set.of(
            EPIPE, EPROTO, ENOPROTOOPT, ECONNABORTED, ECONNRESET, ETIMEDOUT, ECONNREFUSED, EHOSTDOWN, EHOSTUNREACH);

    private static final Set<Integer> SHORTAGES = Set.of(ENOMEM, ENFILE, EMFILE, ENOBUFS);
    /** As Netty writes it where it keeps the number nowhere else. */
    private static final Pattern WRITTEN = Pattern.compile("failed with error\\(-(\\d{1,4})\\)");

    private Errno() {}

    static int of(Throwable thrown) {
        if (thrown instanceof Errors.NativeIoException known) {
            return -known.expectedErr();
        }
        String message = thrown.getMessage();
        Matcher written = WRITTEN.matcher(message == null ? "" : message);
        if (written.find()) {
            return Integer.parseInt(written.group(1));
        }
        if (thrown instanceof NoRouteToHostException) {
            return EHOSTUNREACH;
        }
        if (thrown instanceof ConnectException) {
            return ECONNREFUSED;
        }
        if (thrown instanceof UnsupportedAddressTypeException) {
            return EAFNOSUPPORT;
        }
        return thrown instanceof BindException ? EADDRNOTAVAIL : NONE;
    }

    static boolean isOfThisMachine(int number) {
        return number != NONE && !SAID_BY_OTHERS.contains(number);
    }

    /** Whether this machine lacks something that it would lack for any other address too. */
    static boolean isShortage(int number) {
        return SHORTAGES.contains(number);
    }
}
