package io.wideip.app.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** The YAML that the demo serves: a file in a new directory, for people to read and to change. */
record DemoDirectory(Path path) implements AutoCloseable {
    private static final String FILE = "demo.yaml";

    static DemoDirectory write(int dnsPort, int adminPort, int httpPort) throws IOException {
        Path directory = Files.createTempDirectory("wideip-demo-");
        try (InputStream template = DemoDirectory.class.getResourceAsStream(FILE)) {
            if (template == null) {
                throw new IllegalStateException(FILE + " is missing from the jar");
            }
            String yaml = new String(template.readAllBytes(), UTF_8)
                    .replace("{dns}", Integer.toString(dnsPort))
                    .replace("{admin}", Integer.toString(adminPort))
                    .replace("{http}", Integer.toString(httpPort));
            Files.writeString(directory.resolve(FILE), yaml);
        }
        return new DemoDirectory(directory);
    }

    Path file() {
        return path.resolve(FILE);
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(file());
        Files.deleteIfExists(path);
    }
}
