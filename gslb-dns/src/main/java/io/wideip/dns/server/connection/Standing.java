package io.wideip.dns.server.connection;

/** How a connection stands. */
enum Standing {
    /** Nothing has come yet. */
    FRESH,
    /** Nothing is under way. */
    IDLE,
    /** A message has come in part, or a reply is not read. */
    BUSY
}
