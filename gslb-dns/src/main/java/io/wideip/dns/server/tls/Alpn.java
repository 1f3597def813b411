package io.wideip.dns.server.tls;

/** What is spoken inside TLS, by its id for application-layer protocol negotiation (RFC 7301). */
public enum Alpn {
    /** DNS over TLS; the id is of RFC 7858's own entry at IANA. */
    DOT("dot"),
    /** HTTP/2. */
    H2("h2"),
    /** HTTP/1.1. */
    HTTP1("http/1.1");

    private final String id;

    Alpn(String id) {
        this.id = id;
    }

    public String id() {
        return id;
    }
}
