package io.wideip.e2e.conformance;

import static io.wideip.e2e.conformance.Octets.hex;
import static io.wideip.e2e.conformance.Octets.join;
import static io.wideip.e2e.conformance.Octets.octets;
import static io.wideip.e2e.conformance.Octets.u16;
import static org.assertj.core.api.Assertions.assertThat;

import io.wideip.e2e.Daemons;
import io.wideip.e2e.LoopbackNetwork;
import io.wideip.e2e.Tree;
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
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.Type;

/** The jar as a process that serves the zones beside this class, and how it is spoken to. */
final class Server implements AutoCloseable {
    private static final String NAME = "conformance";
    /** Where all that is asked comes from. */
    static final byte[] CLIENT = octets(127, 0, 0, 1);

    private static final int PORT = 5300;
    private static final int PROXY_PORT = 5310;
    private static final int TLS_PORT = 8530;
    private static final int HTTPS_PORT = 8443;
    private static final int ADMIN_PORT = 8053;
    private static final int PATIENCE_MILLIS = 15_000;

    /** Sent behind each query: when its reply is there, the query's own has come or never will. */
    private static final byte[] SENTINEL =
            Message.query("plain.test", Type.SOA).id(0x7E57).bytes();

    private final Daemons daemons;
    private final InetAddress address;
    private final Path directory;
    private final SSLContext trust;
    private final HttpClient http;
    private int networks;

    private Server(Daemons daemons, InetAddress address, Path directory) throws IOException {
        this.daemons = daemons;
        this.address = address;
        this.directory = directory;
        Credentials credentials = Credentials.make(directory, address.getHostAddress());
        credentials.write(directory.resolve("tls.crt"), directory.resolve("tls.key"));
        trust = credentials.trust();
        http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_2)
                .sslContext(trust)
                .connectTimeout(Duration.ofMillis(PATIENCE_MILLIS))
                .build();
    }

    static Server start() throws IOException {
        LoopbackNetwork network = LoopbackNetwork.free(List.of("99:5300", "99:5310", "99:8530", "99:8443", "99:8053"));
        Path directory = Files.createTempDirectory("wideip-conformance");
        Server server = new Server(new Daemons(Tree.LOGS), InetAddress.getByName(network.address(99)), directory);
        server.configure();
        server.daemons.start(NAME, directory, Map.of(), Tree.wideip("serve", "--config", "."));
        server.daemons.eventually(() -> assertThat(server.isReady()).as("ready").isTrue());
        return server;
    }

    private void configure() throws IOException {
        try (Stream<Path> files = Files.list(resources())) {
            for (Path file :
                    files.filter(each -> !each.toString().endsWith(".class")).toList()) {
                String text = Files.readString(file).replace("ADDRESS", address.getHostAddress());
                Files.writeString(directory.resolve(file.getFileName()), text);
            }
        }
    }

    private static Path resources() throws IOException {
        try {
            URL own = Objects.requireNonNull(Server.class.getResource("server.yaml"));
            return Path.of(own.toURI()).resolveSibling(".");
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
        return switch (by) {
            case UDP -> exchangeDatagrams(message);
            case TCP -> exchangeOn(connect(), message);
            case TLS -> exchangeOn(connectTls(), message);
            case HTTPS -> post(message).body();
        };
    }

    private byte @Nullable [] exchangeDatagrams(byte[] message) throws IOException {
        // Connected, so that a reply from any other address or port is lost.
        try (DatagramSocket socket = new DatagramSocket(0, client())) {
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

    /** A network that nobody has asked from yet, as a client of it has its address. */
    byte[] nextClient() {
        networks++;
        return octets(198, 18, networks, 9);
    }

    /** The reply by UDP to a client whose network has had what it may have in a second. */
    byte[] exchangeAboveLimit(byte[] client, byte[] message) throws IOException {
        try (DatagramSocket socket = new DatagramSocket(0, client())) {
            socket.connect(new InetSocketAddress(address, PROXY_PORT));
            socket.setSoTimeout(PATIENCE_MILLIS);
            int flags = 0;
            for (int i = 0; i < 100 && (flags & Message.TC) == 0; i++) {
                flags = u16(proxied(socket, client, SENTINEL), 2);
            }
            return proxied(socket, client, message);
        }
    }

    private byte[] proxied(DatagramSocket socket, byte[] client, byte[] message) throws IOException {
        byte[] datagram = join(
                hex("0D0A0D0A 000D0A51 5549540A 21 12 000C"),
                client,
                address.getAddress(),
                u16(4_711),
                u16(PROXY_PORT),
                message);
        socket.send(new DatagramPacket(datagram, datagram.length));
        return receive(socket);
    }

    private static InetAddress client() throws IOException {
        return InetAddress.getByAddress(CLIENT);
    }

    private static byte[] receive(DatagramSocket socket) throws IOException {
        DatagramPacket packet = new DatagramPacket(new byte[65_535], 65_535);
        socket.receive(packet);
        return Arrays.copyOf(packet.getData(), packet.getLength());
    }

    private byte @Nullable [] exchangeOn(Connection own, byte[] message) throws IOException {
        try (Connection connection = own) {
            connection.send(message, SENTINEL);
            byte[] first = connection.receive();
            // What deserves no reply ends the connection.
            if (first == null) {
                return null;
            }
            byte[] second = connection.finish().receive();
            assertThat(second).as("both have a reply").isNotNull();
            // In any order (RFC 7766 section 7).
            assertThat(isOfSentinel(first) != isOfSentinel(second))
                    .as("one reply, not two")
                    .isTrue();
            return isOfSentinel(first) ? second : first;
        }
    }

    private static boolean isOfSentinel(byte[] reply) {
        return u16(reply, 0) == u16(SENTINEL, 0);
    }

    Connection connect() throws IOException {
        Socket socket = new Socket(address, PORT, client(), 0);
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(PATIENCE_MILLIS);
        return new Connection(socket);
    }

    /** Verifies the certificate, and offers ALPN as RFC 7858's clients do. */
    Connection connectTls() throws IOException {
        return connectTls("dot");
    }

    Connection connectTls(String... protocols) throws IOException {
        SSLSocket socket = (SSLSocket) trust.getSocketFactory().createSocket(address, TLS_PORT, client(), 0);
        socket.setSoTimeout(PATIENCE_MILLIS);
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setApplicationProtocols(protocols);
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        return new Connection(socket);
    }

    /** To the port of DNS over TLS, without any. */
    Connection connectToTlsPort() throws IOException {
        Socket socket = new Socket(address, TLS_PORT);
        socket.setSoTimeout(PATIENCE_MILLIS);
        return new Connection(socket);
    }

    /** A request to DNS over HTTPS. */
    HttpRequest.Builder request(String pathAndQuery) {
        URI uri = URI.create("https://%s:%d%s".formatted(address.getHostAddress(), HTTPS_PORT, pathAndQuery));
        return HttpRequest.newBuilder(uri).timeout(Duration.ofMillis(PATIENCE_MILLIS));
    }

    HttpResponse<byte[]> send(HttpRequest request) throws IOException {
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofByteArray());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    HttpResponse<byte[]> post(byte[] message) throws IOException {
        return send(request("/dns-query")
                .header("Content-Type", "application/dns-message")
                .POST(HttpRequest.BodyPublishers.ofByteArray(message))
                .build());
    }

    /** What is in its log that should not be, and whether it has ended. */
    List<String> faults() throws IOException {
        List<String> faults = Files.readAllLines(Tree.LOGS.resolve(NAME + ".log")).stream()
                // One of the VIPs is dead, and some wide IPs have no other.
                .filter(line -> !line.contains(" ERROR answers nobody is left of "))
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
