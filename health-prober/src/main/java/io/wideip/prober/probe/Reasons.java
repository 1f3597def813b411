package io.wideip.prober.probe;

import io.netty.channel.ChannelException;
import io.netty.handler.codec.DecoderException;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** What an exception says of the target. Classes and error numbers alone decide, because texts come in any language. */
final class Reasons {
    private static final String CLOSED = "the connection was closed before the answer ended";
    private static final Outcome RESET = new Outcome.Failure(Cause.RESET, "connection reset");
    private static final int LONGEST = 200;
    private static final int DEEPEST = 8;

    private Reasons() {}

    /** @param stage how far the connection had come */
    static Outcome of(Throwable thrown, Stage stage) {
        Throwable cause = unwrapped(thrown);
        int number = errno(cause);
        if (number == Errno.EAFNOSUPPORT) {
            // The kernel was built or started without it (ipv6.disable=1), or Java is to do without it. No kernel lacks
            // IPv4.
            return undecided("this machine has no IPv6");
        }
        if (isOurs(cause) || Errno.isOfThisMachine(number)) {
            return undecided(message(root(cause)));
        }
        if (cause instanceof SSLException && number == Errno.NONE) {
            return TlsReasons.of(cause);
        }
        return switch (number) {
            case Errno.ECONNREFUSED -> new Outcome.Failure(Cause.REFUSED, "connection refused");
            case Errno.EHOSTUNREACH -> new Outcome.Failure(Cause.ROUTE, "no route to the address");
            case Errno.ETIMEDOUT -> new Outcome.Failure(stage.late, stage.missing);
            default -> others(cause, number, stage);
        };
    }

    /** Whether this machine found no way to the address, though it may to others. */
    static boolean isNoWay(Throwable thrown) {
        int number = errno(thrown);
        return Errno.isOfThisMachine(number) && !Errno.isShortage(number);
    }

    /** As the YAML writes it: {@code 3s}, {@code 500ms}. */
    static String text(Duration duration) {
        return duration.toMillis() % 1000 == 0 ? duration.toSeconds() + "s" : duration.toMillis() + "ms";
    }

    /** The first error number of the chain, or {@link Errno#NONE}. */
    static int errno(Throwable thrown) {
        @Nullable Throwable cause = thrown;
        for (int depth = 0; cause != null && depth < DEEPEST; depth++) {
            int number = Errno.of(cause);
            if (number != Errno.NONE) {
                return number;
            }
            cause = cause.getCause();
        }
        return Errno.NONE;
    }

    static boolean has(Throwable thrown, Class<? extends Throwable> type) {
        @Nullable Throwable cause = thrown;
        for (int depth = 0; cause != null && depth < DEEPEST; depth++) {
            if (type.isInstance(cause)) {
                return true;
            }
            cause = cause.getCause();
        }
        return false;
    }

    /** One line of printable text: some messages quote what the target sent. */
    static String message(Throwable cause) {
        String message = cause.getMessage();
        String text = message == null || message.isBlank() ? cause.getClass().getSimpleName() : message;
        String printable = text.replaceAll("[^ -~]+", " ").strip();
        return printable.length() <= LONGEST ? printable : printable.substring(0, LONGEST) + "...";
    }

    private static Outcome others(Throwable cause, int number, Stage stage) {
        if (number != Errno.NONE) {
            return RESET;
        }
        if (cause instanceof ClosedChannelException) {
            return new Outcome.Failure(Cause.CLOSED, CLOSED);
        }
        // Whatever ends a connection that stood is one thing, and NIO has no number for it.
        return stage != Stage.CONNECT && cause instanceof IOException ? RESET : undecided(message(root(cause)));
    }

    /** Out of file descriptors, memory or threads: the target has no part in it. */
    private static boolean isOurs(Throwable cause) {
        return cause instanceof ChannelException && !(cause instanceof DecoderException)
                || cause instanceof RejectedExecutionException
                || has(cause, Error.class);
    }

    private static Outcome undecided(String why) {
        return new Outcome.Undecided("the check could not be made: " + why);
    }

    private static Throwable unwrapped(Throwable thrown) {
        Throwable cause = thrown;
        for (int depth = 0; depth < DEEPEST; depth++) {
            Throwable inner = cause.getCause();
            if (inner == null
                    || !(cause instanceof CompletionException || cause.getClass() == DecoderException.class)) {
                return cause;
            }
            cause = inner;
        }
        return cause;
    }

    private static Throwable root(Throwable thrown) {
        Throwable cause = thrown;
        for (int depth = 0; depth < DEEPEST; depth++) {
            Throwable inner = cause.getCause();
            if (inner == null) {
                return cause;
            }
            cause = inner;
        }
        return cause;
    }
}
