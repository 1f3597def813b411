package io.wideip.app.demo;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What the demo serves, for people to read and to change: the YAML and the Routes of two clusters, in a new directory. */
record DemoDirectory(Path path) implements AutoCloseable {
    private static final String FILE = "demo.yaml";
    private static final String ROUTE = "orders.yaml";
    private static final String DATABASE = "clients.mmdb";
    private static final String BUILT = "build_epoch";

    static DemoDirectory write(int dnsPort, int adminPort, int httpPort) throws IOException {
        DemoDirectory written = new DemoDirectory(Files.createTempDirectory("wideip-demo-"));
        for (String cluster : List.of("east", "west")) {
            Path routes = Files.createDirectories(written.routes().resolve(cluster));
            Files.writeString(routes.resolve(ROUTE), filled(ROUTE, Map.of("cluster", cluster)));
        }
        Files.write(written.path.resolve(DATABASE), builtNow(resource(DATABASE)));
        Files.writeString(
                written.file(),
                filled(
                        FILE,
                        Map.of(
                                "dns", Integer.toString(dnsPort),
                                "admin", Integer.toString(adminPort),
                                "http", Integer.toString(httpPort))));
        return written;
    }

    private static String filled(String template, Map<String, String> values) throws IOException {
        String text = new String(resource(template), UTF_8);
        for (Map.Entry<String, String> value : values.entrySet()) {
            text = text.replace("{" + value.getKey() + "}", value.getValue());
        }
        return text;
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream in = DemoDirectory.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is missing from the jar");
            }
            return in.readAllBytes();
        }
    }

    /** Else it would be called old one day. The time follows its key: two octets that say it has 64 bits, then these. */
    private static byte[] builtNow(byte[] database) {
        int key = new String(database, ISO_8859_1).lastIndexOf(BUILT);
        ByteBuffer.wrap(database)
                .putLong(key + BUILT.length() + 2, Instant.now().getEpochSecond());
        return database;
    }

    Path file() {
        return path.resolve(FILE);
    }

    Path routes() {
        return path.resolve("routes");
    }

    /** Deletes all of it, with what was put beside it. */
    @Override
    public void close() throws IOException {
        List<Path> all;
        try (Stream<Path> tree = Files.walk(path)) {
            all = tree.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path each : all) {
            Files.deleteIfExists(each);
        }
    }
}
