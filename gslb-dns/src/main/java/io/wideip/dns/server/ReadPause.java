package io.wideip.dns.server;

import io.netty.channel.Channel;
import io.wideip.dns.engine.ReadFailures;
import java.io.IOException;
import java.util.concurrent.TimeUnit;

/** Leaves a socket alone whose read has failed: as long as the reason lasts, every attempt would fail at once. */
final class ReadPause {
    private ReadPause() {}

    /** Of a socket for datagrams. */
    static void begin(Channel socket, IOException cause, ReadFailures failures) {
        failures.tell(() -> String.valueOf(cause.getMessage()));
        begin(socket, ReadFailures.PAUSE_MILLIS);
    }

    static void begin(Channel socket, int millis) {
        socket.config().setAutoRead(false);
        socket.eventLoop().schedule(() -> socket.config().setAutoRead(true), millis, TimeUnit.MILLISECONDS);
    }
}
