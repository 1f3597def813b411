package io.wideip.dns.zone;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * Gives out one line at a time, so that a reader with a buffer is never ahead of {@link #line}. Where a character is
 * not ASCII, each octet of its UTF-8 is given out as {@code \DDD} (RFC 1035 section 5.1): dnsjava would take each octet
 * for a character, and encode that once more.
 */
final class LineByLine extends InputStream {
    private final String[] lines;
    private byte[] current = new byte[0];
    private int at;
    private int given;

    LineByLine(String[] lines) {
        this.lines = lines;
    }

    /** The line last given out, from 1. */
    int line() {
        return Math.max(1, given);
    }

    @Override
    public int read() {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) {
        if (at == current.length) {
            if (given == lines.length) {
                return -1;
            }
            current = (escaped(lines[given]) + "\n").getBytes(StandardCharsets.US_ASCII);
            given++;
            at = 0;
        }
        int count = Math.min(length, current.length - at);
        System.arraycopy(current, at, into, offset, count);
        at += count;
        return count;
    }

    private static String escaped(String line) {
        if (line.chars().allMatch(c -> c < 0x80)) {
            return line;
        }
        StringBuilder escaped = new StringBuilder();
        boolean behindBackslash = false;
        for (byte octet : line.getBytes(StandardCharsets.UTF_8)) {
            if (octet >= 0) {
                escaped.append((char) octet);
                behindBackslash = octet == '\\' && !behindBackslash;
            } else {
                // The digits say all; a backslash before the octet would add nothing.
                escaped.setLength(escaped.length() - (behindBackslash ? 1 : 0));
                escaped.append('\\').append(octet & 0xff);
                behindBackslash = false;
            }
        }
        return escaped.toString();
    }
}
