package io.wideip.dns.server.connection;

/** What a connection is doing. */
enum ConnectionState {
    /** Nothing has come yet. */
    FRESH,
    /** Nothing is under way. */
    IDLE,
    /** A message has come in part, or a reply is not read. */
    BUSY
}
