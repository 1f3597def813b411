package io.wideip.prober.probe;

import io.netty.channel.ChannelException;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.ssl.NotSslRecordException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedChannelException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** What an exception says of the target, in words for people. */
final class Reasons {
    private static final int LONGEST = 200;
    private static final int DEEPEST = 8;
    /** EMFILE and ENFILE, EADDRNOTAVAIL, ENOBUFS, ENOMEM, as Linux words them. */
    private static final List<String> LACKS = List.of(
            "Too many open files",
            "Cannot assign requested address",
            "No buffer space available",
            "Cannot allocate memory");

    private Reasons() {}

    static Outcome of(Throwable thrown) {
        Throwable cause = unwrapped(thrown);
        String message = message(cause);
        if (isOurs(cause, message)) {
            return new Outcome.Undecided("the check could not be made: " + message(root(cause)));
        }
        return new Outcome.Failure(reason(cause, message));
    }

    /** As the YAML writes it: {@code 3s}, {@code 500ms}. */
    static String text(Duration duration) {
        return duration.toMillis() % 1000 == 0 ? duration.toSeconds() + "s" : duration.toMillis() + "ms";
    }

    /** Out of file descriptors, ports, memory or threads: the target has no part in it. */
    private static boolean isOurs(Throwable cause, String message) {
        return cause instanceof ChannelException && !(cause instanceof DecoderException)
                || cause instanceof RejectedExecutionException
                || has(cause, Error.class)
                || LACKS.stream().anyMatch(message::contains);
    }

    private static String reason(Throwable cause, String message) {
        if (cause instanceof UnknownHostException) {
            return "the host name does not resolve";
        }
        if (cause instanceof SSLException) {
            return tls(cause, message);
        }
        String lower = message.toLowerCase(Locale.ROOT);
        if (lower.contains("refused")) {
            return "connection refused";
        }
        if (cause instanceof NoRouteToHostException || lower.contains("unreachable") || lower.contains("no route")) {
            return "no route to the address";
        }
        if (lower.contains("reset") || lower.contains("broken pipe")) {
            return "connection reset";
        }
        if (cause instanceof ClosedChannelException) {
            return "the connection was closed before the answer ended";
        }
        return cause instanceof ConnectException ? "no connection: " + message : message;
    }

    private static String tls(Throwable cause, String message) {
        if (cause instanceof NotSslRecordException) {
            return "TLS: what answers does not speak TLS";
        }
        if (has(cause, CertificateExpiredException.class)) {
            return "TLS: the certificate has expired";
        }
        if (has(cause, CertificateNotYetValidException.class)) {
            return "TLS: the certificate is not valid yet";
        }
        if (has(cause, CertPathBuilderException.class)) {
            return "TLS: the certificate is not signed by an authority that this machine trusts";
        }
        if (has(cause, CertificateException.class)) {
            // Newer JDKs put the alert's name in brackets before the reason.
            return "TLS: the certificate does not fit: " + message.replaceFirst("^\\([a-z_]+\\) ", "");
        }
        if (message.contains("fatal alert: ")) {
            return "TLS: the server refused with alert "
                    + message.substring(message.indexOf("fatal alert: ") + "fatal alert: ".length());
        }
        return "TLS: " + message;
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

    private static boolean has(Throwable thrown, Class<? extends Throwable> type) {
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
    private static String message(Throwable cause) {
        String message = cause.getMessage();
        String text = message == null || message.isBlank() ? cause.getClass().getSimpleName() : message;
        String printable = text.replaceAll("[^ -~]+", " ").strip();
        return printable.length() <= LONGEST ? printable : printable.substring(0, LONGEST) + "...";
    }
}
