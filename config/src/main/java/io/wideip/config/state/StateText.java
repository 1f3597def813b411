package io.wideip.config.state;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32C;

/**
 * The form of a state file: one line with its name, its version, when it was written, and a checksum of all the rest; then the
 * text.
 */
final class StateText {
    private static final Pattern HEADER = Pattern.compile("(wideip ([a-z-]+) ([0-9]{1,9}) (\\S+)) ([0-9a-f]{8})");
    /** A first line that is longer is no header. */
    private static final int LONGEST_HEADER = 200;

    private StateText() {}

    static byte[] format(String name, StateFile.Saved saved) {
        String header = "wideip " + name + " " + saved.version() + " " + saved.at();
        return (header + " " + checksum(header, saved.text()) + "\n" + saved.text()).getBytes(UTF_8);
    }

    static StateFile.Saved parse(String name, byte[] content) throws DamagedException {
        String whole = new String(content, UTF_8);
        int end = whole.indexOf('\n');
        Matcher header = HEADER.matcher(end < 0 || end > LONGEST_HEADER ? "" : whole.substring(0, end));
        if (!header.matches()) {
            throw new DamagedException("its first line is damaged");
        }
        String text = whole.substring(end + 1);
        if (!checksum(header.group(1), text).equals(header.group(5))) {
            throw new DamagedException("its checksum is wrong");
        }
        if (!header.group(2).equals(name)) {
            throw new DamagedException("it is the file " + header.group(2) + " under another name");
        }
        try {
            return new StateFile.Saved(Integer.parseInt(header.group(3)), Instant.parse(header.group(4)), text);
        } catch (DateTimeParseException e) {
            throw new DamagedException("its time is none: " + header.group(4));
        }
    }

    private static String checksum(String header, String text) {
        CRC32C checksum = new CRC32C();
        checksum.update((header + "\n").getBytes(UTF_8));
        checksum.update(text.getBytes(UTF_8));
        return String.format(Locale.ROOT, "%08x", checksum.getValue());
    }
}
