package io.wideip.app.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A Java that is to do without IPv6 stands for a machine without it. */
@Timeout(60)
final class NoIpv6IT {
    @TempDir
    private Path directory;

    @Test
    void whatIsWrittenOfIpv6IsLeftOutOrToldOf() throws Exception {
        Files.writeString(directory.resolve("a.yaml"), """
                version: 1
                server:
                  dns: {listen: ["127.0.0.1:0", "[::]:0"]}
                  admin: {listen: "[::1]:0"}
                """);
        Process serve = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-Djava.net.preferIPv4Stack=true",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        "serve",
                        directory.toString())
                .redirectErrorStream(true)
                .start();
        try {
            assertThat(new String(serve.getInputStream().readAllBytes(), UTF_8))
                    .contains("no DNS on [::]:0: this machine has no IPv6")
                    .contains("the admin address [::1]:0 can't be bound: this machine has no IPv6; write an IPv4 one")
                    .doesNotContain("\tat ");
            assertThat(serve.waitFor()).isOne();
        } finally {
            serve.destroyForcibly();
        }
    }
}
