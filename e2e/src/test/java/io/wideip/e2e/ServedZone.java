package io.wideip.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.awaitility.core.ThrowingRunnable;

/** Wideip as a process with the zone of {@code clients/wideip.yaml}, two LTMs that can fail, and perhaps a resolver. */
final class ServedZone implements AutoCloseable {
    static final String EAST = "east";
    static final String WEST = "west";

    private static final String ZONE = "apps.example.com";
    private static final List<String> DATACENTERS = List.of(EAST, WEST);
    private static final int LTM_PORT = 8080;

    /** What every client must be told of the static records: name, type and the data as {@code dig +short} shows it. */
    private static final List<Known> RECORDS =
            Stream.of("""
                    @                NS    ns1.apps.example.com.
                    @                CAA   0 issue ca.example.net
                    @                MX    10 mail.apps.example.com.
                    @                TXT   v=spf1 mx -all
                    www              A     192.0.2.80
                    www              AAAA  2001:db8::80
                    www              HTTPS 1 . alpn=h2 ipv4hint=192.0.2.80
                    _dns             SVCB  1 ns1.apps.example.com. alpn=dot port=853
                    _sip._tcp        SRV   10 60 5060 www.apps.example.com.
                    enum             NAPTR 100 10 u E2U+sip !^.*$!sip:info@example.com! .
                    host             SSHFP 4 2 123456789abcdef67890123456789abcdef67890123456789abcdef123456789
                    _443._tcp.www    TLSA  3 1 1 0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef
                    pointer          PTR   www.apps.example.com.
                    _ftp._tcp        URI   10 1 ftp://ftp.example.com/public
                    machine          HINFO PC Linux
                    any.wild         A     192.0.2.99
                    dual             AAAA  2001:db8::20
                    one              A     two.apps.example.com. three.apps.example.com. 192.0.2.3
                    cdn              A     www.apps.example.com. 192.0.2.80
                    host.legacy      A     current.apps.example.com. host.current.apps.example.com. 192.0.2.30
                    """.split("\n")).map(Known::parse).toList();

    private final Path scratch;
    private final Programs programs;
    private final LoopbackNetwork network = LoopbackNetwork.free(
            List.of("1:8080", "2:8080", "53:5300", "53:5301", "53:5853", "53:5443", "53:8053", "54:5300", "54:8054"));
    private final Daemons daemons;
    private final Map<String, HttpServer> ltms = new HashMap<>();

    /**
     * Starts it, and returns when it answers.
     *
     * @param name of the directory of the logs
     */
    ServedZone(String name, Path scratch, Programs programs) {
        this.scratch = scratch;
        this.programs = programs;
        try {
            Files.createDirectories(scratch.resolve("config"));
            Files.writeString(scratch.resolve("config/wideip.yaml"), resource("wideip.yaml"));
            daemons = new Daemons(Tree.LOGS.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        try {
            makeCertificate();
            DATACENTERS.forEach(this::startLtm);
            daemons.start("wideip", scratch, Map.of(), Tree.wideip("serve", "--config", "config"));
            eventually(() -> assertThat(dig("+short www.apps.example.com A")).isEqualTo("192.0.2.80"));
        } catch (RuntimeException | AssertionError e) {
            close();
            throw e;
        }
    }

    /** Starts another program with one of the {@code clients/} files, its addresses moved to this network. */
    void start(String program, String arguments, String file, UnaryOperator<String> change) {
        try {
            Files.writeString(scratch.resolve(file), change.apply(resource(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        daemons.start(program, scratch, Map.of(), programs.command(program, arguments));
    }

    String server() {
        return network.address(53);
    }

    String resolver() {
        return network.address(54);
    }

    String address(String datacenter) {
        return network.address(1 + DATACENTERS.indexOf(datacenter));
    }

    /** Runs one of the client programs in the scratch directory: its standard output, or nothing where it fails. */
    String run(String program, String arguments) {
        return programs.run(scratch, program, arguments);
    }

    /** What {@code dig} prints of an answer from the server. */
    String dig(String arguments) {
        return digAt("@%s -p 5300".formatted(server()), arguments);
    }

    String digAt(String whom, String arguments) {
        return run("dig", whom + " +tries=1 +time=10 " + arguments);
    }

    /** Asserts that a client, asked for a name and a type, prints the data of each of the records. */
    static void assertAllRecords(BinaryOperator<String> client) {
        assertThat(RECORDS)
                .allSatisfy(known -> assertThat(Known.plain(client.apply(known.name(), known.type())))
                        .as("%s %s", known.name(), known.type())
                        .isEqualTo(Known.plain(known.data())));
    }

    /** Takes the eastern LTM away until what is asserted holds; returns when the server answers with it again. */
    void withoutEast(ThrowingRunnable assertion) {
        stopLtm(EAST);
        try {
            eventually(assertion);
        } finally {
            startLtm(EAST);
            eventually(() -> assertThat(dig("+short shop.apps.example.com")).isEqualTo(address(EAST)));
        }
    }

    private void startLtm(String datacenter) {
        try {
            HttpServer ltm = HttpServer.create(new InetSocketAddress(address(datacenter), LTM_PORT), 0);
            ltm.createContext("/healthz", exchange -> {
                exchange.sendResponseHeaders(200, -1);
                exchange.close();
            });
            ltm.start();
            ltms.put(datacenter, ltm);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void stopLtm(String datacenter) {
        HttpServer ltm = ltms.remove(datacenter);
        if (ltm != null) {
            ltm.stop(0);
        }
    }

    /** Makes the server's certificate anew: {@code config/tls.crt}, and the root that clients trust at the same time. */
    void makeCertificate() {
        String names = "subjectAltName=DNS:ns1.apps.example.com,IP:" + server();
        run(
                "openssl",
                "req -x509 -nodes -days 2 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -subj /CN=ns1.apps.example.com"
                        + " -addext " + names + " -keyout config/tls.key -out config/tls.crt");
    }

    /** Until what is asserted holds, as after two checks and a TTL of 1 s. */
    void eventually(ThrowingRunnable assertion) {
        daemons.eventually(assertion);
    }

    @Override
    public void close() {
        daemons.close();
        List.copyOf(ltms.keySet()).forEach(this::stopLtm);
    }

    /** One name's data of one type. */
    private record Known(String name, String type, String data) {
        static Known parse(String line) {
            String[] fields = line.split(" +", 3);
            String name = fields[0].equals("@") ? ZONE : fields[0] + "." + ZONE;
            return new Known(name, fields[1], fields[2]);
        }

        /** The same text for the same data, whatever a client's way with quotes, spaces and the case of digits. */
        static String plain(String printed) {
            return printed.replace("\"", "").replaceAll("\\s", "").toLowerCase(Locale.ROOT);
        }
    }

    private String resource(String name) throws IOException {
        try (InputStream stream = ServedZone.class.getResourceAsStream("clients/" + name)) {
            if (stream == null) {
                throw new IOException("no resource clients/" + name);
            }
            return network.adapt(new String(stream.readAllBytes(), StandardCharsets.UTF_8));
        }
    }
}
