package io.wideip.e2e.conformance;

import static io.wideip.e2e.conformance.Octets.u16;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wideip.e2e.Daemons;
import io.wideip.e2e.LoopbackNetwork;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.Type;

/** The jar as a process that serves the zones beside this class, and how it is spoken to. */
final class Server implements AutoCloseable {
    private static final Path TOP =
            Path.of(System.getProperty("wideip.top")).toAbsolutePath().normalize();
    private static final Path LOGS = TOP.resolve("e2e/target/logs");
    private static final String NAME = "conformance";
    private static final int PORT = 5300;
    private static final int ADMIN_PORT = 8053;
    private static final int PATIENCE_MILLIS = 5_000;

    /** Sent behind each query: when its reply is there, the query's own has come or never will. */
    private static final byte[] SENTINEL =
            Message.query("plain.test", Type.SOA).id(0x7E57).bytes();

    private final Daemons daemons;
    private final InetAddress address;
    private final Path directory;

    private Server(Daemons daemons, InetAddress address, Path directory) {
        this.daemons = daemons;
        this.address = address;
        this.directory = directory;
    }

    static Server start() throws IOException {
        LoopbackNetwork network = LoopbackNetwork.free(List.of("99:5300", "99:8053"));
        Path directory = Files.createTempDirectory("wideip-conformance");
        Server server = new Server(new Daemons(LOGS), InetAddress.getByName(network.address(99)), directory);
        server.configure();
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String jar = TOP.resolve("app/target/wideip.jar").toString();
        server.daemons.start(NAME, directory, Map.of(), List.of(java, "-jar", jar, "serve", "--config", "."));
        await().atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(100))
                .failFast(
                        "the server has ended",
                        () -> assertThat(server.daemons.ended()).isEmpty())
                .until(server::isReady);
        return server;
    }

    private void configure() throws IOException {
        try (Stream<Path> files = Files.list(resources())) {
            for (Path file :
                    files.filter(each -> each.toString().endsWith(".yaml")).toList()) {
                String text = Files.readString(file).replace("ADDRESS", address.getHostAddress());
                Files.writeString(directory.resolve(file.getFileName()), text);
            }
        }
    }

    private static Path resources() throws IOException {
        try {
            URL own = Objects.requireNonNull(Server.class.getResource("server.yaml"));
            return Path.of(own.toURI()).getParent();
        } catch (URISyntaxException e) {
            throw new IOException(e);
        }
    }

    private boolean isReady() throws IOException {
        String url = "http://%s:%d/readyz".formatted(address.getHostAddress(), ADMIN_PORT);
        HttpURLConnection connection =
                (HttpURLConnection) URI.create(url).toURL().openConnection();
        try {
            return connection.getResponseCode() == 200;
        } catch (IOException notYet) {
            return false;
        } finally {
            connection.disconnect();
        }
    }

    /** The reply to a message, or null for none. */
    byte @Nullable [] exchange(Transport by, byte[] message) throws IOException {
        return by == Transport.UDP ? exchangeDatagrams(message) : exchangeOnConnection(message);
    }

    private byte @Nullable [] exchangeDatagrams(byte[] message) throws IOException {
        // Connected, so that a reply from any other address or port is lost.
        try (DatagramSocket socket = new DatagramSocket()) {
            socket.connect(new InetSocketAddress(address, PORT));
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.send(new DatagramPacket(message, message.length));
            socket.send(new DatagramPacket(SENTINEL, SENTINEL.length));
            byte[] first = receive(socket);
            if (isOfSentinel(first)) {
                return null;
            }
            assertThat(isOfSentinel(receive(socket))).as("one reply, not two").isTrue();
            return first;
        }
    }

    private static byte[] receive(DatagramSocket socket) throws IOException {
        DatagramPacket packet = new DatagramPacket(new byte[65_535], 65_535);
        socket.receive(packet);
        return Arrays.copyOf(packet.getData(), packet.getLength());
    }

    private byte @Nullable [] exchangeOnConnection(byte[] message) throws IOException {
        try (Connection connection = connect()) {
            connection.send(message, SENTINEL);
            byte[] first = connection.receive();
            if (first == null) {
                return null;
            }
            byte[] second = connection.finish().receive();
            // Replies may come in any order (RFC 7766 section 7), and what deserves none may end the connection.
            if (isOfSentinel(first)) {
                return second;
            }
            assertThat(second == null || isOfSentinel(second))
                    .as("one reply, not two")
                    .isTrue();
            return first;
        }
    }

    private static boolean isOfSentinel(byte[] reply) {
        return u16(reply, 0) == u16(SENTINEL, 0);
    }

    Connection connect() throws IOException {
        Socket socket = new Socket(address, PORT);
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(PATIENCE_MILLIS);
        return new Connection(socket);
    }

    InetAddress address() {
        return address;
    }

    /** What is in its log that should not be, and whether it has ended. */
    List<String> faults() throws IOException {
        List<String> faults = Files.readAllLines(LOGS.resolve(NAME + ".log")).stream()
                .filter(line -> line.contains("Exception") || line.contains("ERROR") || line.startsWith("\tat "))
                .toList();
        return Stream.concat(daemons.ended().stream(), faults.stream()).toList();
    }

    @Override
    public void close() throws IOException {
        daemons.close();
        try (Stream<Path> files = Files.walk(directory)) {
            files.sorted((a, b) -> b.compareTo(a)).forEach(file -> file.toFile().delete());
        }
    }
}
