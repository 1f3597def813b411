package io.wideip.config;

import java.net.IDN;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A domain name of ASCII letters, digits, hyphens, underscores and asterisks, in lower case and without the last dot; the
 * root is the empty text (RFC 1035 section 2.3.1, RFC 4343). Static records may have other octets in their names: each stands
 * as a backslash and three decimal digits (RFC 1035 section 5.1), a dot in a label too.
 *
 * @param text of at most 253 octets, each label 1 to 63
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
    private static final char ESCAPE = '\\';
    private static final int ESCAPED_DIGITS = 3;
    private static final int LAST_OCTET = 0xff;

    public DomainName {
        String fault = fault(text);
        if (fault != null) {
            throw new IllegalArgumentException(fault);
        }
    }

    /**
     * Reads a name as people write it: in any letter case, with or without the last dot, and without escapes.
     *
     * @throws IllegalArgumentException with a message for people
     */
    public static DomainName parse(String written) {
        String lower = inLowerCase(written);
        String text = lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
        if (text.indexOf(ESCAPE) >= 0) {
            throw new IllegalArgumentException(foreign(ESCAPE, text));
        }
        return new DomainName(text);
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

    /** From the wire form of a name in lower case, without compression (RFC 1035 section 3.1). */
    public static DomainName ofWire(byte[] wire) {
        StringBuilder text = new StringBuilder(wire.length);
        for (int label = 0; wire[label] != 0; label += wire[label] + 1) {
            if (label > 0) {
                text.append('.');
            }
            for (int i = label + 1; i <= label + wire[label]; i++) {
                char c = (char) (wire[i] & 0xff);
                if (isAllowed(c)) {
                    text.append(c);
                } else {
                    text.append(ESCAPE).append((char) ('0' + c / 100)).append((char) ('0' + c / 10 % 10));
                    text.append((char) ('0' + c % 10));
                }
            }
        }
        return new DomainName(text.toString());
    }

    /** The name in wire form, without compression (RFC 1035 section 3.1). */
    public byte[] wire() {
        if (text.isEmpty()) {
            return new byte[1];
        }
        byte[] wire = new byte[octets(text, 0, text.length()) + 2];
        int labelStart = 0;
        int at = 1;
        for (int i = 0; i <= text.length(); i++) {
            if (i == text.length() || text.charAt(i) == '.') {
                wire[labelStart] = (byte) (at - labelStart - 1);
                labelStart = at++;
            } else if (text.charAt(i) == ESCAPE) {
                wire[at++] = (byte) escaped(text, i);
                i += ESCAPED_DIGITS;
            } else {
                wire[at++] = (byte) text.charAt(i);
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
        int whole = octets(text, 0, text.length());
        if (whole > LONGEST_NAME) {
            return "a name of " + whole + " characters: at most " + LONGEST_NAME;
        }
        int labelStart = 0;
        for (int i = 0; i <= text.length(); i++) {
            if (i < text.length() && text.charAt(i) != '.') {
                if (!isAllowed(text.charAt(i)) && !isEscaped(text, i)) {
                    return foreign(text.codePointAt(i), text);
                }
                i += text.charAt(i) == ESCAPE ? ESCAPED_DIGITS : 0;
                continue;
            }
            int length = octets(text, labelStart, i);
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

    /** How many the characters from here to there stand for. */
    private static int octets(String text, int from, int to) {
        int octets = to - from;
        for (int i = text.indexOf(ESCAPE, from); i >= 0 && i < to; i = text.indexOf(ESCAPE, i + 1)) {
            octets -= ESCAPED_DIGITS;
        }
        return octets;
    }

    /** Whether an octet stands here that can be written in no other way. */
    private static boolean isEscaped(String text, int at) {
        int octet = escaped(text, at);
        return octet >= 0 && octet <= LAST_OCTET && !isAllowed((char) octet);
    }

    /** The number behind the backslash here; -1 where there is none. */
    private static int escaped(String text, int at) {
        if (text.charAt(at) != ESCAPE || at + ESCAPED_DIGITS >= text.length()) {
            return -1;
        }
        int octet = 0;
        for (int i = at + 1; i <= at + ESCAPED_DIGITS; i++) {
            char digit = text.charAt(i);
            if (digit < '0' || digit > '9') {
                return -1;
            }
            octet = octet * 10 + digit - '0';
        }
        return octet;
    }

    private static String foreign(int character, String text) {
        return "the character '" + Character.toString(character) + "' in the name '" + text + "': " + mend(text);
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
