package io.wideip.dns.admission;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** Reads the file of cookie secrets: 32 hexadecimal digits a line; blank lines and those that begin with # don't count. */
public final class CookieSecrets {
    private static final int DIGITS = 2 * Cookies.SECRET_OCTETS;
    private static final int MOST = 16;
    private static final int LARGEST_FILE = 64 * 1024;
    private static final String MEND = "; to make one: openssl rand -hex " + Cookies.SECRET_OCTETS;

    private CookieSecrets() {}

    /**
     * Reads the file.
     *
     * @return cookies that the first secret signs and all verify
     * @throws IOException with a message for people: the file, the line, what is wrong with it and the mend. It never quotes a line,
     *     for that may be all but one digit of a secret.
     */
    public static Cookies read(Path file) throws IOException {
        return new Cookies(secrets(file, text(file)));
    }

    private static String text(Path file) throws IOException {
        try {
            // To open a pipe waits for a writer, and a device has no end.
            if (Files.exists(file) && !Files.isRegularFile(file)) {
                throw new IOException(file + ": a folder, pipe or device: cookies.secrets needs a regular file");
            }
            if (Files.size(file) > LARGEST_FILE) {
                throw new IOException(file + ": more than " + LARGEST_FILE + " octets: it can't be a file of secrets");
            }
            // Each octet is read as one character. So any file can be read, and a character that is no digit is
            // reported by its line.
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (AccessDeniedException denied) {
            throw new IOException(
                    file + ": may not be read: give it to the user that the server runs as (chown, chmod 600)", denied);
        } catch (NoSuchFileException missing) {
            throw new IOException(
                    file + ": no such file; it needs a line of " + DIGITS + " hexadecimal digits" + MEND, missing);
        }
    }

    static List<byte[]> secrets(Path file, String text) throws IOException {
        List<byte[]> secrets = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        int number = 0;
        for (String each : text.lines().toList()) {
            number++;
            String line = each.strip();
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            long digits = line.chars().filter(HexFormat::isHexDigit).count();
            if (digits != line.length()) {
                problems.add(file + ":" + number + ": a character that is no hexadecimal digit" + MEND);
            } else if (digits != DIGITS) {
                problems.add(file + ":" + number + ": " + digits + " digits where a secret has " + DIGITS + MEND);
            } else {
                secrets.add(HexFormat.of().parseHex(line));
            }
        }
        if (secrets.isEmpty() && problems.isEmpty()) {
            problems.add(file + ": no secret in it: write a line of " + DIGITS + " hexadecimal digits" + MEND);
        }
        if (secrets.size() > MOST) {
            problems.add(file + ": " + secrets.size() + " secrets, at most " + MOST + ": a roll-over needs two");
        }
        if (!problems.isEmpty()) {
            throw new IOException(String.join("\n", problems));
        }
        return secrets;
    }
}
