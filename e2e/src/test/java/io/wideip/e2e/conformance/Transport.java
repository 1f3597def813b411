package io.wideip.e2e.conformance;

/** What carries a message. */
enum Transport {
    UDP,
    TCP,
    TLS,
    HTTPS
}
