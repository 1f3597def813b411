package io.wideip.prober.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Certificates that Java can't read, and handshakes that one of the two libraries can't make: without {@code verify} none of
 * them is a fault. OpenSSL serves them, because no server in Java could.
 */
@Tag("slow")
final class UnreadCertificatesIT extends AttemptsOnLoopback {
    private static final String RSA = "-newkey rsa:2048";

    @TempDir
    private Path folder;

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "plain,                    '', ''",
        "no names of its own,      '-subj /', ''",
        "an old signature,         '-md5', '-cipher DEFAULT@SECLEVEL=0'",
        "an unreadable extension,  '-addext basicConstraints=critical,DER:0101ff', ''",
        "an unknown extension,     '-addext 1.2.3.4.5=critical,DER:0500', ''",
        "35 KB of names,           'many names', ''",
        "DHE only,                 '', '-tls1_2 -cipher DHE-RSA-AES128-GCM-SHA256'",
        "RSA key exchange only,    '', '-tls1_2 -cipher AES128-SHA:@SECLEVEL=0'",
        "a long chain,             '', '-cert_chain chain.pem'",
        "Ed25519,                  '-newkey ed25519', ''",
        "P-521,                    '-newkey ec -pkeyopt ec_paramgen_curve:secp521r1', ''",
        "an RSA-PSS key,           '-newkey rsa-pss -pkeyopt rsa_keygen_bits:2048', ''",
    })
    void areNoFault(String name, String request, String serverOptions) throws Exception {
        assumeTrue(makeCertificate(request), "openssl is here");
        Files.writeString(
                folder.resolve("chain.pem"),
                Files.readString(folder.resolve("crt")).repeat(11));
        int port;
        try (ScriptedServer free = new ScriptedServer(null, ScriptedServer.SILENT)) {
            port = free.port();
        }
        List<String> command =
                words("openssl s_server -quiet -www -cert crt -key key -accept " + ScriptedServer.ADDRESS + ":" + port);
        command.addAll(words(serverOptions));
        Process server = process(command).start();
        try {
            Probe probe = new TlsProbe(new Endpoint(port, ProxyHeader.NONE), TlsOptions.DEFAULT, 14);
            Outcome outcome = attempt(ScriptedServer.ADDRESS, probe, Duration.ofSeconds(5));
            for (int i = 0; i < 50 && isRefused(outcome); i++) {
                // It is only just starting.
                Thread.sleep(100);
                outcome = attempt(ScriptedServer.ADDRESS, probe, Duration.ofSeconds(5));
            }
            assertThat(outcome).isInstanceOf(Outcome.Success.class);
        } finally {
            server.destroyForcibly().waitFor();
        }
    }

    private static boolean isRefused(Outcome outcome) {
        return outcome instanceof Outcome.Failure failure && failure.cause() == Cause.REFUSED;
    }

    private boolean makeCertificate(String request) throws InterruptedException {
        List<String> command = words("openssl req -x509 -nodes -keyout key -out crt -days 30");
        if (!request.contains("-newkey")) {
            command.addAll(words(RSA));
        }
        if (!request.contains("-subj")) {
            command.addAll(words("-subj /CN=ltm"));
        }
        if (request.equals("many names")) {
            command.add("-addext");
            command.add("subjectAltName="
                    + IntStream.range(0, 1200)
                            .mapToObj(i -> "DNS:host-%05d.apps.example.com".formatted(i))
                            .collect(Collectors.joining(",")));
        } else {
            command.addAll(words(request));
        }
        try {
            return process(command).start().waitFor() == 0;
        } catch (IOException missing) {
            return false;
        }
    }

    private ProcessBuilder process(List<String> command) {
        return new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD);
    }

    private static List<String> words(String text) {
        return Stream.of(text.split(" ", -1))
                .filter(word -> !word.isEmpty())
                .collect(Collectors.toCollection(ArrayList::new));
    }
}
