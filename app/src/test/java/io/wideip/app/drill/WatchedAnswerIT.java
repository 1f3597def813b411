package io.wideip.app.drill;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/** What a name server's answers say of a datacenter that leaves them. */
@Timeout(30)
final class WatchedAnswerIT {
    private static final String EAST = "192.0.2.10";
    private static final String WEST = "198.51.100.10";

    private DatagramSocket server;
    private WatchedAnswer answer;
    private volatile int rcode = Rcode.NOERROR;
    private volatile String address = EAST;

    @BeforeEach
    void start() throws IOException {
        server = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        Thread serving = new Thread(this::serve);
        serving.setDaemon(true);
        serving.start();
        answer = new WatchedAnswer(
                new DrilledWideIp("shop.example.com", "example.com", Set.of(EAST)),
                new NameServer("", new InetSocketAddress(InetAddress.getLoopbackAddress(), server.getLocalPort())),
                Type.A);
    }

    private void serve() {
        try {
            while (true) {
                DatagramPacket query = new DatagramPacket(new byte[512], 512);
                server.receive(query);
                Message reply = new Message(Arrays.copyOf(query.getData(), query.getLength()));
                reply.getHeader().setFlag(Flags.QR);
                reply.getHeader().setRcode(rcode);
                if (rcode == Rcode.NOERROR && !address.isEmpty()) {
                    reply.addRecord(
                            new ARecord(reply.getQuestion().getName(), DClass.IN, 30, InetAddress.getByName(address)),
                            Section.ANSWER);
                }
                byte[] octets = reply.toWire();
                server.send(new DatagramPacket(octets, octets.length, query.getSocketAddress()));
            }
        } catch (IOException closed) {
            // The test is over.
        }
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void hasMovedWhenEnoughAnswersInARowAreWithoutTheDatacenter() {
        ask(1);
        assertThat(answer.isSeen()).isTrue();
        assertThat(answer.ttl()).hasSeconds(30);
        address = WEST;
        ask(WatchedAnswer.IN_A_ROW - 1);
        assertThat(answer.hasMoved()).isFalse();
        address = EAST;
        ask(1);
        address = WEST;
        long before = System.nanoTime();
        ask(WatchedAnswer.IN_A_ROW);
        assertThat(answer.hasMoved()).isTrue();
        assertThat(answer.movedAt()).isBetween(before, System.nanoTime());
    }

    /** Where no other datacenter has such an address. */
    @Test
    void anAnswerWithoutRecordsHasMoved() {
        address = "";
        ask(WatchedAnswer.IN_A_ROW);
        assertThat(answer.hasMoved()).isTrue();
    }

    @Test
    void anErrorIsNoAnswer() {
        for (int error : new int[] {Rcode.SERVFAIL, Rcode.REFUSED, Rcode.NXDOMAIN}) {
            rcode = error;
            ask(WatchedAnswer.IN_A_ROW);
            assertThat(answer.hasMoved()).isFalse();
            assertThat(answer).asString().endsWith(": " + Rcode.string(error));
        }
    }

    private void ask(int times) {
        for (int i = 0; i < times; i++) {
            answer.ask();
        }
    }
}
