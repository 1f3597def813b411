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
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.xbill.DNS.Type;

/** Queries leave nothing for the garbage collector. */
final class AllocationTest {
    private static final int ROUNDS = 50;
    private static final int QUERIES = 100_000;
    private static final long LOOPBACK = 127L << 56 | 1L << 32;

    /** Of a copy of an IPv4 address on the heap, and what the measuring itself takes. */
    private static final double ADDRESS = 24 + 1;

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
        "turns, A, false",
        "drawn, A, false",
        "www, TXT, false",
        "nothing.at.all, A, false",
        "turns--east, A, false",
        "turns--nowhere--at--all, A, false",
        "turns, A, true",
        "one, A, true",
        "x.tree, A, false",
        "y.tree, A, false",
        "kept, HTTPS, true",
        "other, HTTPS, false",
        "near, A, true",
        "kept, A, true",
        "near, A, false",
        "kept, A, false"
    })
    void answersWithoutAllocation(String name, String type, boolean subnet) {
        assertThat(octets(name, type, subnet, client -> client.set(true, LOOPBACK, 0)))
                .isLessThan(1);
    }

    /** Of an InetAddress, whose bits the JDK gives out as an array only. */
    @Test
    void copiesAnAddressOnce() {
        assertThat(octets("near", "A", false, client -> client.set(InetAddress.getLoopbackAddress())))
                .isLessThanOrEqualTo(ADDRESS);
    }

    /** The least that a query took in any round. It is about compiled code, and the compiler takes its time on a busy machine. */
    private double octets(String name, String type, boolean subnet, Consumer<ClientAddress> arrival) {
        Packet packet = Packet.query(name + ".apps.example.com", Type.value(type), subnet ? 1 : 0);
        byte[] query = (subnet ? packet.ecs(1, 24, 0, 10, 1, 2) : packet).bytes();
        byte[] reply = new byte[Wire.EDNS_UDP_PAYLOAD];
        long least = Long.MAX_VALUE;
        for (int round = 0; round < ROUNDS && least >= QUERIES; round++) {
            long before = allocated();
            ask(query, reply, arrival);
            least = Math.min(least, allocated() - before);
        }
        return (double) least / QUERIES;
    }

    private void ask(byte[] query, byte[] reply, Consumer<ClientAddress> arrival) {
        ClientAddress client = new ClientAddress();
        for (int i = 0; i < QUERIES; i++) {
            arrival.accept(client);
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
