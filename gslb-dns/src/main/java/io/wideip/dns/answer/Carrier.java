package io.wideip.dns.answer;

/** What carries a client's messages. Some things may be said over one carrier and not over another. */
public enum Carrier {
    UDP,
    TCP,
    /** DNS over TLS (RFC 7858). */
    TLS,
    /** DNS over HTTPS (RFC 8484). */
    HTTPS;

    /** True where the client's address may be forged, and a reply is as long as one packet at most. */
    boolean isDatagram() {
        return this == UDP;
    }

    /** True where messages follow each other on a connection that is theirs alone. */
    boolean isStream() {
        return this == TCP || this == TLS;
    }

    boolean isEncrypted() {
        return this == TLS || this == HTTPS;
    }
}
