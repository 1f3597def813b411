package io.wideip.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** An example's files, moved to a network of the test's own. */
record ExampleFiles(String example, LoopbackNetwork network, Path scratch) {

    /** Copies a file, or a directory with all in it, into a directory of the scratch folder. */
    void copy(String name, String directory) throws IOException {
        Path from = Tree.TOP.resolve("examples").resolve(example).resolve(name);
        Path to = scratch.resolve(directory).resolve(Path.of(name).getFileName());
        for (Path file : files(from)) {
            Path copy = to.resolve(from.relativize(file)).normalize();
            Files.createDirectories(copy.getParent());
            Files.writeString(copy, network.adapt(Files.readString(file)));
        }
    }

    private static List<Path> files(Path from) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            return all.filter(Files::isRegularFile).toList();
        }
    }

    /** The page of an application. */
    void write(String file, String text) throws IOException {
        Path path = scratch.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }

    /** {@code cert.pem} and {@code key.pem} for all names of the zone, and {@code ltm.pem} with both. */
    void makeCertificate(Programs programs) throws IOException {
        programs.run(
                scratch,
                "openssl",
                "req -x509 -nodes -days 2 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -subj /CN=apps.example.com"
                        + " -addext subjectAltName=DNS:*.apps.example.com -keyout key.pem -out cert.pem");
        write("ltm.pem", Files.readString(scratch.resolve("cert.pem")) + Files.readString(scratch.resolve("key.pem")));
    }
}
