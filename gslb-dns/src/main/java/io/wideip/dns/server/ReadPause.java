package io.wideip.dns.server;

import io.netty.channel.Channel;
import java.util.concurrent.TimeUnit;

/** Leaves a socket alone whose read has failed: as long as the reason lasts, every attempt would fail at once. */
final class ReadPause {
    private ReadPause() {}

    static void begin(Channel socket, int millis) {
        socket.config().setAutoRead(false);
        socket.eventLoop().schedule(() -> socket.config().setAutoRead(true), millis, TimeUnit.MILLISECONDS);
    }
}
