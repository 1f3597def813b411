package io.wideip.dns.zone;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** Gives out one line at a time, so that whoever reads it with a buffer is never ahead of {@link #line}. */
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
            current = (lines[given] + "\n").getBytes(StandardCharsets.UTF_8);
            given++;
            at = 0;
        }
        int count = Math.min(length, current.length - at);
        System.arraycopy(current, at, into, offset, count);
        at += count;
        return count;
    }
}
