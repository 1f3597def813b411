package io.wideip.app.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What the demo serves, for people to read and to change: the YAML and the Routes of two clusters, in a new directory. */
record DemoDirectory(Path path) implements AutoCloseable {
    private static final String FILE = "demo.yaml";
    private static final String ROUTE = "orders.yaml";

    static DemoDirectory write(int dnsPort, int adminPort, int httpPort) throws IOException {
        DemoDirectory written = new DemoDirectory(Files.createTempDirectory("wideip-demo-"));
        for (String cluster : List.of("east", "west")) {
            Path routes = Files.createDirectories(written.routes().resolve(cluster));
            Files.writeString(routes.resolve(ROUTE), filled(ROUTE, Map.of("cluster", cluster)));
        }
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
        try (InputStream in = DemoDirectory.class.getResourceAsStream(template)) {
            if (in == null) {
                throw new IllegalStateException(template + " is missing from the jar");
            }
            String text = new String(in.readAllBytes(), UTF_8);
            for (Map.Entry<String, String> value : values.entrySet()) {
                text = text.replace("{" + value.getKey() + "}", value.getValue());
            }
            return text;
        }
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
