package io.wideip.dns.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wideip.config.Listener;
import io.wideip.config.StreamLimits;
import io.wideip.dns.Packet;
import io.wideip.dns.TestCatalog;
import io.wideip.dns.wire.Wire;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** What befalls a server's UDP socket, one trouble after the other: what is over must leave it answering as before. */
final class TroubledNetwork implements AutoCloseable {
    private static final String SERVER = "192.0.2.53";
    private static final int PORT = 5353;
    private static final String CLIENT = "198.51.100.1";
    /** What goes there has to go in small packets, its route says. */
    private static final String NARROW = "198.51.100.2";
    /** The system sends no reply there. */
    private static final String PROHIBITED = "198.51.100.3";
    /** Replies to it leave by the link, on which nobody tells its link address. */
    private static final String SILENT = "198.51.100.4";

    private static final String MANY = "many.apps.example.com";

    private final DnsServer server;
    private final DatagramSocket client;

    private TroubledNetwork() throws IOException {
        StringBuilder addresses = new StringBuilder();
        for (int i = 1; i <= 60; i++) {
            addresses.append("many A 192.0.2.").append(i).append("\n");
        }
        Listener listener = Listener.plain(new InetSocketAddress(TestCatalog.address(SERVER), PORT));
        server = TestClients.start(
                SocketApi.EPOLL, TestClients.site(addresses.toString()), StreamLimits.DEFAULT, 1, listener);
        client = client(CLIENT);
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        try (TroubledNetwork network = new TroubledNetwork()) {
            network.prohibitedReplies();
            network.narrowPath();
            network.stopped();
            network.fullSendBuffer();
            network.addressThatGoes();
        }
    }

    /** The reply of one is refused by the system, in the midst of those of others. */
    private void prohibitedReplies() throws IOException {
        try (DatagramSocket prohibited = client(PROHIBITED)) {
            for (int i = 0; i < 200; i++) {
                send(i % 3 == 0 ? client : prohibited, TestClients.query(i));
            }
            for (int i = 0; i < 200; i += 3) {
                receive(client);
            }
        }
        System.out.println("other replies went out");
    }

    /** Whoever forges ICMP may say that a path is narrow; replies would go in fragments, which can be forged as well. */
    private void narrowPath() throws IOException {
        long before = fragments();
        try (DatagramSocket far = client(NARROW)) {
            send(far, Packet.query(MANY, Wire.A, 1).opt(1232, 0, 0, 0).bytes());
            assertThat(receive(far)).isGreaterThan(900);
        }
        assertThat(fragments()).isEqualTo(before);
        System.out.println("in one piece");
    }

    /** The system ends calls that wait, and those that have a limit of time even when the process goes on (signal(7)). */
    private void stopped() throws IOException, InterruptedException {
        for (int round = 0; round < 3; round++) {
            String command = "(sleep 0.3; kill -CONT $0) & kill -STOP $0";
            new ProcessBuilder(
                            "sh",
                            "-c",
                            command,
                            Long.toString(ProcessHandle.current().pid()))
                    .start()
                    .waitFor();
            for (int i = 0; i < 100; i++) {
                send(client, TestClients.query(i));
                receive(client);
            }
        }
        System.out.println("went on after a stop");
    }

    /** The system keeps replies to a machine whose link address it does not know yet, until it gives it up. */
    private void fullSendBuffer() throws IOException {
        long before = TestClients.dropped(server);
        try (DatagramSocket silent = client(SILENT)) {
            await().atMost(TestClients.PATIENCE)
                    .pollInterval(Duration.ofMillis(5))
                    .until(() -> {
                        for (int i = 0; i < 100; i++) {
                            send(silent, TestClients.query(i));
                        }
                        return TestClients.dropped(server) > before;
                    });
        }
        System.out.println("full");
        await().atMost(TestClients.PATIENCE).until(this::answers);
        System.out.println("answers again");
    }

    private boolean answers() {
        try {
            client.setSoTimeout(200);
            send(client, TestClients.query(1));
            receive(client);
            return true;
        } catch (IOException noneOrNoRoute) {
            return false;
        }
    }

    /** The interface is taken away under a socket, and another one gets its address. */
    private void addressThatGoes() throws IOException, InterruptedException {
        ip("link delete near");
        assertThat(answers()).isFalse();
        ip("address add " + SERVER + "/32 dev lo");
        await().atMost(TestClients.PATIENCE).until(this::answers);
        System.out.println("answers where its address is back");
    }

    private DatagramSocket client(String from) throws IOException {
        DatagramSocket made = new DatagramSocket(new InetSocketAddress(TestCatalog.address(from), 0));
        made.connect(TestClients.address(server));
        made.setSoTimeout((int) TestClients.PATIENCE.toMillis());
        return made;
    }

    private static void send(DatagramSocket from, byte[] query) throws IOException {
        from.send(new DatagramPacket(query, query.length));
    }

    private static int receive(DatagramSocket at) throws IOException {
        DatagramPacket reply = new DatagramPacket(new byte[1_500], 1_500);
        at.receive(reply);
        return reply.getLength();
    }

    private static long fragments() throws IOException {
        String[] lines = Files.readAllLines(Path.of("/proc/net/snmp")).stream()
                .filter(line -> line.startsWith("Ip:"))
                .toArray(String[]::new);
        int column = List.of(lines[0].split(" ", -1)).indexOf("FragCreates");
        return Long.parseLong(lines[1].split(" ", -1)[column]);
    }

    private static void ip(String command) throws IOException, InterruptedException {
        int code = new ProcessBuilder("sh", "-c", "ip " + command)
                .inheritIO()
                .start()
                .waitFor();
        if (code != 0) {
            throw new IOException("ip " + command + " ended with " + code);
        }
    }

    @Override
    public void close() {
        client.close();
        server.close();
    }
}
