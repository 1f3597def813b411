package io.wideip.prober.probe;

import java.util.Locale;

/** Why a check failed, as a closed list for programs. Words for people are in {@link Outcome.Failure#reason}. */
public enum Cause {
    /** Nothing listens on the port. */
    REFUSED,
    TIMEOUT_CONNECT,
    TIMEOUT_TLS,
    /** Connected, and what was asked for did not come, or did not end, in time. */
    TIMEOUT_ANSWER,
    /** The other side, or something in between, tore the connection down. */
    RESET,
    /** The other side ended the connection before its answer had ended. */
    CLOSED,
    STATUS,
    BODY,
    /** The handshake came to the certificate, which is not what was asked for. */
    CERTIFICATE,
    /** Any other fault of a handshake, or of what is said over TLS. */
    TLS,
    /** What answers does not speak HTTP/1. */
    HTTP,
    /** The host name does not exist or has no address. */
    NAME,
    /** A router knows no way to the address, or nobody has it in the last network. */
    ROUTE;

    /** Whether it is known by waiting only. */
    public boolean isTimeout() {
        return this == TIMEOUT_CONNECT || this == TIMEOUT_TLS || this == TIMEOUT_ANSWER;
    }

    /** As metrics and the admin HTTP write it: {@code timeout-connect}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
