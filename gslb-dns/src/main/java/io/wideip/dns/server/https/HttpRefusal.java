package io.wideip.dns.server.https;

/** Why a request gets no DNS message (RFC 8484 section 4.2.1), each with a line for whoever reads it. */
enum HttpRefusal {
    NO_PARAMETER(400, "the query goes into the parameter 'dns', once: base64url without padding"),
    NOT_BASE64URL(400, "the parameter 'dns' is not base64url, or it is padded"),
    NO_QUERY(400, "that is no DNS query"),
    OTHER_PATH(404, "DNS is served under another path"),
    OTHER_METHOD(405, "GET, HEAD or POST"),
    TOO_LARGE(413, "a DNS message has 65,535 octets at most"),
    OTHER_TYPE(415, "the body must be application/dns-message");

    private final int status;
    private final String reason;

    HttpRefusal(int status, String reason) {
        this.status = status;
        this.reason = reason;
    }

    int status() {
        return status;
    }

    String reason() {
        return reason;
    }
}
