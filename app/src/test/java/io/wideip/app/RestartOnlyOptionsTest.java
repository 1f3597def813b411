package io.wideip.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.wideip.config.ServerOptions;
import io.wideip.config.yaml.Loaded;
import io.wideip.config.yaml.Loader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RestartOnlyOptionsTest {
    private static final String SERVER = """
            version: 1
            server:
              startGrace: 1s
              state: one
              dns:
                listen: ["127.0.0.1:5353", {address: "[::1]:853", transport: tls}]
                threads: 1
                engine: auto
                busyPollMicros: 0
                tls: {certificate: tls.crt, key: tls.key}
                tcp: {idle: 10s}
                identity: one
              admin: {listen: "127.0.0.1:8053", socket: one.sock, tls: {certificate: a.crt, key: a.key}}
            """;

    @TempDir
    private Path directory;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            127.0.0.1:5353   | 127.0.0.1:5300   | server.dns.listen (still serving 127.0.0.1:5353, not yet 127.0.0.1:5300)
            "127.0.0.1:5353",|                  | server.dns.listen (still serving 127.0.0.1:5353)
            127.0.0.1:5353"  | 127.0.0.1:5353", "192.0.2.1:53", "192.0.2.2:53" | server.dns.listen (not yet 192.0.2.1:53 and 192.0.2.2:53)
            transport: tls   | transport: https | server.dns.listen
            threads: 1       | threads: 2       | server.dns.threads
            engine: auto     | engine: netty    | server.dns.engine
            Micros: 0        | Micros: 20       | server.dns.busyPollMicros
            tls.key          | other.key        | server.dns.tls
            idle: 10s        | idle: 20s        | server.dns.tcp
            127.0.0.1:8053   | 127.0.0.1:8054   | server.admin.listen
            one.sock         | other.sock       | server.admin.socket
            a.key            | b.key            | server.admin.tls
            startGrace: 1s   | startGrace: 2s   | server.startGrace
            state: one       | state: two       | server.state
            state: one       |                  | server.state
            """)
    void aKeyThatHasNoEffectYetIsNamed(String before, String after, String told) throws IOException {
        String changed = SERVER.replace(before, after == null ? "" : after);
        assertThat(changed).isNotEqualTo(SERVER);
        assertThat(RestartOnlyOptions.changed(options(SERVER), options(changed)))
                .containsExactly(told);
    }

    @Test
    void whatHasEffectIsNotNamed() throws IOException {
        String changed = SERVER.replace("transport: tls", "transport: tls, allow: [10.0.0.0/8]")
                .replace("identity: one", "rateLimit: {responses: 10}");
        assertThat(RestartOnlyOptions.changed(options(SERVER), options(changed)))
                .isEmpty();
    }

    private ServerOptions options(String yaml) throws IOException {
        Files.writeString(directory.resolve("wideip.yaml"), yaml);
        return ((Loaded.Good) new Loader(Gslb.vocabulary()).load(directory))
                .catalog()
                .server();
    }
}
