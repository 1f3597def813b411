package io.wideip.dns.answer;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.wideip.dns.Packet;
import io.wideip.dns.TestCatalog;
import io.wideip.dns.TestServer;
import io.wideip.dns.address.ClientAddress;
import io.wideip.dns.wire.Wire;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.xbill.DNS.Type;

/** Queries leave nothing for the garbage collector. */
final class AllocationTest {
    private static final int ROUNDS = 50;
    private static final int QUERIES = 100_000;
    private static final InetAddress CLIENT = InetAddress.getLoopbackAddress();

    private final Responder responder = new TestServer(new TestCatalog()
                    .zone("apps.example.com", """
                            www   TXT   static
                            one   CNAME two
                            two   CNAME near
                            tree  DNAME there
                            x.there CNAME turns
                            kept  HTTPS 1 .
                            other HTTPS 1 turns
                            """)
                    .vip("east", "east", "192.0.2.10")
                    .vip("west", "west", "198.51.100.10")
                    .prefer("10.0.0.0/8", "west", "east")
                    .wideIp("turns.apps.example.com", "round-robin", "east", "west")
                    .wideIp("drawn.apps.example.com", "weighted", "east=2", "west=1")
                    .wideIp("near.apps.example.com", "geo", "east", "west")
                    .wideIp("kept.apps.example.com", "hash", "east", "west"))
            .responder();

    @ParameterizedTest
    @CsvSource({
        // the most octets a query; where only the resolver's address is known, InetAddress gives out a copy of it
        "turns, A, false, 1",
        "drawn, A, false, 1",
        "www, TXT, false, 1",
        "nothing.at.all, A, false, 1",
        "turns--east, A, false, 1",
        "turns--nowhere--at--all, A, false, 1",
        "turns, A, true, 1",
        "one, A, true, 1",
        "x.tree, A, false, 1",
        "y.tree, A, false, 1",
        "kept, HTTPS, true, 1",
        "other, HTTPS, false, 1",
        "near, A, true, 1",
        "kept, A, true, 1",
        "near, A, false, 32",
        "kept, A, false, 32"
    })
    void answersWithoutAllocation(String name, String type, boolean subnet, int most) {
        Packet packet = Packet.query(name + ".apps.example.com", Type.value(type), subnet ? 1 : 0);
        byte[] query = (subnet ? packet.ecs(1, 24, 0, 10, 1, 2) : packet).bytes();
        byte[] reply = new byte[Wire.EDNS_UDP_PAYLOAD];
        long least = Long.MAX_VALUE;
        // It is about compiled code, and the compiler takes its time on a busy machine.
        for (int round = 0; round < ROUNDS && least >= (long) most * QUERIES; round++) {
            long before = allocated();
            ask(query, reply);
            least = Math.min(least, allocated() - before);
        }
        assertThat(least).isLessThan((long) most * QUERIES);
    }

    private void ask(byte[] query, byte[] reply) {
        ClientAddress client = new ClientAddress();
        for (int i = 0; i < QUERIES; i++) {
            client.set(CLIENT);
            if (responder.respond(query, query.length, client, reply) == 0) {
                throw new AssertionError("no reply");
            }
        }
    }

    private static long allocated() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        return threads.getThreadAllocatedBytes(Thread.currentThread().getId());
    }
}
