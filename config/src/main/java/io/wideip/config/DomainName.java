package io.wideip.config;

import java.net.IDN;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A domain name of ASCII letters, digits, hyphens, underscores and asterisks, in lower case and without the last dot; the
 * root is the empty text (RFC 1035 section 2.3.1, RFC 4343).
 *
 * @param text at most 253 characters, each label 1 to 63
 */
public record DomainName(String text) implements Comparable<DomainName> {
    /** The name of no label. */
    public static final DomainName ROOT = new DomainName("");

    private static final int LONGEST_LABEL = 63;
    /** A URL, or a name with a port or a path. */
    private static final Pattern DECORATED =
            Pattern.compile("(?:[a-zA-Z]+://)?([A-Za-z0-9_*-]++(?:\\.[A-Za-z0-9_*-]++)+\\.?)(?::[0-9]*)?(?:/.*)?");

    private static final Pattern DIFFERENT_IN_IDNA2008 = Pattern.compile("[ßẞς\\u200c\\u200d]");
    private static final int LONGEST_NAME = 253;

    public DomainName {
        String fault = fault(text);
        if (fault != null) {
            throw new IllegalArgumentException(fault);
        }
    }

    /**
     * Reads a name as people write it: in any letter case, with or without the last dot.
     *
     * @throws IllegalArgumentException with a message for people
     */
    public static DomainName parse(String written) {
        String lower = inLowerCase(written);
        return new DomainName(lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower);
    }

    /** True for the zone's own name and for every name below it. */
    public boolean isAtOrBelow(DomainName ancestor) {
        if (ancestor.text.isEmpty()) {
            return true;
        }
        int start = text.length() - ancestor.text.length();
        return start == 0 && text.equals(ancestor.text)
                || start > 0 && text.charAt(start - 1) == '.' && text.endsWith(ancestor.text);
    }

    /** True where the leftmost label is {@code *} (RFC 4592). */
    public boolean isWildcard() {
        return text.equals("*") || text.startsWith("*.");
    }

    /** From the wire form of such a name, without compression (RFC 1035 section 3.1). */
    public static DomainName ofWire(byte[] wire) {
        if (wire.length == 1) {
            return new DomainName("");
        }
        byte[] ascii = Arrays.copyOfRange(wire, 1, wire.length - 1);
        for (int at = wire[0]; at < ascii.length; at += wire[at + 1] + 1) {
            ascii[at] = '.';
        }
        return new DomainName(new String(ascii, StandardCharsets.US_ASCII));
    }

    /** The name in wire form, without compression (RFC 1035 section 3.1). */
    public byte[] wire() {
        if (text.isEmpty()) {
            return new byte[1];
        }
        byte[] wire = new byte[text.length() + 2];
        byte[] ascii = text.getBytes(StandardCharsets.US_ASCII);
        int labelStart = 0;
        for (int i = 0; i <= ascii.length; i++) {
            if (i == ascii.length || ascii[i] == '.') {
                wire[labelStart] = (byte) (i - labelStart);
                labelStart = i + 1;
            } else {
                wire[i + 1] = ascii[i];
            }
        }
        return wire;
    }

    @Override
    public int compareTo(DomainName other) {
        return text.compareTo(other.text);
    }

    @Override
    public String toString() {
        return text.isEmpty() ? "." : text;
    }

    /** ASCII letters only: to {@link String#toLowerCase} the Kelvin sign is a k. */
    private static String inLowerCase(String written) {
        StringBuilder lower = new StringBuilder(written);
        for (int i = 0; i < lower.length(); i++) {
            char c = lower.charAt(i);
            if (c >= 'A' && c <= 'Z') {
                lower.setCharAt(i, (char) (c + ('a' - 'A')));
            }
        }
        return lower.toString();
    }

    private static @Nullable String fault(String text) {
        if (text.length() > LONGEST_NAME) {
            return "a name of " + text.length() + " characters: at most " + LONGEST_NAME;
        }
        int labelStart = 0;
        for (int i = 0; i <= text.length(); i++) {
            if (i < text.length() && text.charAt(i) != '.') {
                if (!isAllowed(text.charAt(i))) {
                    return "the character '" + Character.toString(text.codePointAt(i)) + "' in the name '" + text
                            + "': " + mend(text);
                }
                continue;
            }
            int length = i - labelStart;
            if (length > LONGEST_LABEL) {
                return "a label of " + length + " characters in '" + text + "': at most " + LONGEST_LABEL;
            }
            if (length == 0 && !text.isEmpty()) {
                return "an empty label in '" + text + "'";
            }
            labelStart = i + 1;
        }
        return null;
    }

    /**
     * The mend for characters that no name has. Letters that IDNA2003, which the JDK has, and IDNA2008 (RFC 5894 section 7.2) take
     * for different names are left to whoever knows which one is registered.
     */
    private static String mend(String text) {
        Matcher decorated = DECORATED.matcher(text);
        if (decorated.matches()) {
            return "write the name alone, " + decorated.group(1);
        }
        if (text.contains(",")) {
            return "write one name";
        }
        String ascii = DIFFERENT_IN_IDNA2008.matcher(text).find() ? null : ascii(text);
        return ascii != null && ascii.contains("xn--")
                ? "write its punycode, " + ascii
                : "letters, digits, '-', '_' and '*' are possible (write others as punycode)";
    }

    private static @Nullable String ascii(String text) {
        try {
            return IDN.toASCII(text);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static boolean isAllowed(char c) {
        return c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '-' || c == '_' || c == '*';
    }
}
