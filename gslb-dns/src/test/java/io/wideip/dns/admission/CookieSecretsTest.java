package io.wideip.dns.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CookieSecretsTest {
    private static final String SECRET = "e5e973e5a6b2a43f48e7dc849e37bfcf";

    @TempDir
    Path directory;

    @Test
    void readsSecretsInTheirOrder() throws Exception {
        List<byte[]> secrets = CookieSecrets.secrets(
                Path.of("f"), "# the new one\r\n\n  " + "AB".repeat(16) + "\t\r\n# the old one\n" + SECRET);
        assertThat(secrets).hasSize(2);
        assertThat(secrets.get(0)).containsOnly(0xab);
        assertThat(secrets.get(1)).startsWith(0xe5, 0xe9, 0x73).endsWith(0xbf, 0xcf);
    }

    @Test
    void readsAFile() throws Exception {
        Path file = Files.writeString(directory.resolve("cookie.secrets"), SECRET + "\n");
        byte[] message = new byte[24];
        CookieSecrets.read(file).write(message, 0, Address.of(true, 1L << 32, 0), message, 8, 100);
        assertThat(new Cookies(CookieSecrets.secrets(file, SECRET))
                        .isValid(message, 0, 24, Address.of(true, 1L << 32, 0), 100))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''                   | f: no secret in it: write a line of 32 hexadecimal digits; to make one: openssl rand -hex 16",
                "# nothing            | f: no secret in it: write a line of 32 hexadecimal digits; to make one: openssl rand -hex 16",
                "0123                 | f:1: 4 digits where a secret has 32; to make one: openssl rand -hex 16",
                "S~S0                 | f:2: 33 digits where a secret has 32; to make one: openssl rand -hex 16",
                "S~~Sx                | f:3: a character that is no hexadecimal digit; to make one: openssl rand -hex 16",
                "S # the first        | f:1: a character that is no hexadecimal digit; to make one: openssl rand -hex 16",
                "0x1~S~12             | f:1: a character that is no hexadecimal digit; to make one: openssl rand -hex 16"
                        + "~f:3: 2 digits where a secret has 32; to make one: openssl rand -hex 16",
            })
    void tellsTheLineAndTheMend(String text, String problem) {
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> CookieSecrets.secrets(
                        Path.of("f"), text.replace("S", SECRET).replace("~", "\n")))
                .withMessage(problem.replace("~", "\n"));
    }

    @Test
    void refusesMoreSecretsThanEveryCookieShouldBeTriedWith() {
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> CookieSecrets.secrets(Path.of("f"), (SECRET + "\n").repeat(17)))
                .withMessage("f: 17 secrets, at most 16: a roll-over needs two");
    }

    @Test
    void tellsOfAMissingFileAndOfOneThatIsSomethingElse() throws Exception {
        Path missing = directory.resolve("missing");
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> CookieSecrets.read(missing))
                .withMessage(missing + ": no such file; it needs a line of 32 hexadecimal digits; to make one: "
                        + "openssl rand -hex 16");
        Path large = Files.write(directory.resolve("large"), new byte[64 * 1024 + 1]);
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> CookieSecrets.read(large))
                .withMessageContaining("can't be a file of secrets");
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> CookieSecrets.read(directory))
                .withMessage(directory + ": a folder, pipe or device: cookies.secrets needs a regular file");
        Path device = Files.createSymbolicLink(directory.resolve("device"), Path.of("/dev/zero"));
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> CookieSecrets.read(device))
                .withMessageContaining("device: a folder, pipe or device");
        // JUnit would warn of a link that leads out of its directory.
        Files.delete(device);
    }
}
