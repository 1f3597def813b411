package io.wideip.e2e;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Where this source tree keeps what the tests start, read and write. */
public final class Tree {
    public static final Path TOP =
            Path.of(System.getProperty("wideip.top")).toAbsolutePath().normalize();
    public static final Path LOGS = TOP.resolve("e2e/target/logs");

    private Tree() {}

    /** The command that runs the jar on the JDK of the tests. */
    public static List<String> wideip(String... arguments) {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String jar = TOP.resolve("app/target/wideip.jar").toString();
        return Stream.concat(Stream.of(java, "-jar", jar), Stream.of(arguments)).toList();
    }
}
