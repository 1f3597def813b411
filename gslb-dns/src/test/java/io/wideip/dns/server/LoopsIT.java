package io.wideip.dns.server;

import static org.awaitility.Awaitility.await;

import io.wideip.config.StreamLimits;
import io.wideip.dns.server.connection.Connections;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class LoopsIT {
    @Test
    void aSweepThatFailsIsNotTheLast() {
        AtomicInteger sweeps = new AtomicInteger();
        Connections connections = new Connections(StreamLimits.DEFAULT, () -> {
            if (sweeps.incrementAndGet() == 1) {
                throw new IllegalStateException("thrown by the test");
            }
            return System.nanoTime();
        });
        Loops loops = new Loops(SocketApi.NIO, 1, connections, 80);
        try {
            await().until(() -> sweeps.get() > 2);
        } finally {
            loops.close();
        }
    }
}
