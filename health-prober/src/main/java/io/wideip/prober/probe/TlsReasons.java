package io.wideip.prober.probe;

import io.netty.handler.ssl.NotSslRecordException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a fault of TLS says of the target, whichever library found it. */
final class TlsReasons {
    static final String CLOSED = "TLS: the connection was closed in the handshake";
    /** As the JDK names the server's alert, and as BoringSSL does. */
    private static final Pattern ALERT =
            Pattern.compile("fatal alert: ([a-z_]+)|(?:SSLV3|TLSV1|TLSV13)_(?:ALERT_)?([A-Z_]+)$");
    /** What BoringSSL found itself. */
    private static final Pattern FOUND = Pattern.compile("error:[0-9a-f]+:SSL routines:[^:]*:([A-Z0-9_]+)");

    private TlsReasons() {}

    static Outcome.Failure of(Throwable cause) {
        if (isAboutCertificate(cause)) {
            return new Outcome.Failure(Cause.CERTIFICATE, "TLS: " + certificate(cause));
        }
        return new Outcome.Failure(Cause.TLS, "TLS: " + other(cause));
    }

    /** Whether the two sides could not agree, so that another library, which can do other things, may. */
    static boolean isDisagreement(Throwable cause) {
        return Reasons.errno(cause) == Errno.NONE
                && !isAboutCertificate(cause)
                && !Reasons.has(cause, NotSslRecordException.class)
                && !Reasons.has(cause, Error.class);
    }

    private static boolean isAboutCertificate(Throwable cause) {
        return Reasons.has(cause, CertificateException.class) || Reasons.has(cause, CertPathBuilderException.class);
    }

    private static String certificate(Throwable cause) {
        if (Reasons.has(cause, CertificateExpiredException.class)) {
            return "the certificate has expired";
        }
        if (Reasons.has(cause, CertificateNotYetValidException.class)) {
            return "the certificate is not valid yet";
        }
        if (Reasons.has(cause, CertPathBuilderException.class)) {
            return "the certificate is not signed by an authority that this machine trusts";
        }
        // Newer JDKs put the alert's name in brackets before the reason.
        return "the certificate does not fit: "
                + Reasons.message(certificateFault(cause)).replaceFirst("^\\([a-z_]+\\) ", "");
    }

    /** The innermost: Netty wraps those of the JDK with all that the certificate says of itself. */
    private static Throwable certificateFault(Throwable thrown) {
        Throwable found = thrown;
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            found = cause instanceof CertificateException ? cause : found;
        }
        return found;
    }

    private static String other(Throwable cause) {
        if (cause instanceof NotSslRecordException) {
            return "what answers does not speak TLS";
        }
        String message = Reasons.message(cause);
        Matcher alert = ALERT.matcher(message);
        if (alert.find()) {
            String name = alert.group(1) == null ? alert.group(2) : alert.group(1);
            return "the server refused with alert " + name.toLowerCase(Locale.ROOT);
        }
        Matcher found = FOUND.matcher(message);
        return found.find() ? found.group(1).toLowerCase(Locale.ROOT).replace('_', ' ') : message;
    }
}
