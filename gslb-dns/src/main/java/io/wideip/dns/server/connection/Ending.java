package io.wideip.dns.server.connection;

/** Why a connection ended. */
public enum Ending {
    /** The client closed it, or reset it. */
    CLIENT,
    /** It had no question for too long. */
    IDLE,
    /** A message, or the reading of a reply, took too long. */
    SLOW,
    /** Another one came, and all places were taken. */
    EVICTED,
    /** Another one of the same client came, and all places of a client were taken. */
    PER_CLIENT,
    /** It sent what deserves no reply: no query, no TLS, no HTTP/2. */
    GARBAGE,
    /** Its PROXY header was missing or malformed, or it came from someone who is no listed load balancer. */
    PROXY,
    /** Its TLS handshake failed, or took too long. */
    HANDSHAKE,
    /** Anything else, such as a lack of memory. */
    FAILURE
}
