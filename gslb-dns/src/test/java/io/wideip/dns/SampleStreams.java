package io.wideip.dns;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/** {@link SampleQueries} as they come by TCP: one after the other, each behind its length, and some that are cut off. */
public final class SampleStreams {
    private static final int MOST_MESSAGES = 4;

    private SampleStreams() {}

    /** Every sample is in one of them. */
    public static Collection<byte[]> all() {
        List<byte[]> streams = new ArrayList<>();
        Packet stream = new Packet();
        int messages = 0;
        for (byte[] query : SampleQueries.all()) {
            stream.u16(query.length).octets(query);
            messages++;
            if (messages % MOST_MESSAGES == 0) {
                streams.add(stream.bytes());
                stream = new Packet();
            }
        }
        streams.add(stream.bytes());
        streams.add(new byte[0]);
        streams.add(new Packet().u8(0).bytes());
        streams.add(new Packet().u16(0).u16(0).u16(0).bytes());
        streams.add(new Packet().u16(65_535).u16(0).bytes());
        return streams;
    }

    /** The messages of a stream that is there at once (RFC 1035 section 4.2.2), without one that is cut off. */
    public static List<byte[]> messages(byte[] stream) {
        List<byte[]> messages = new ArrayList<>();
        int at = 0;
        while (at + 2 <= stream.length) {
            int end = at + 2 + ((stream[at] & 0xff) << 8 | stream[at + 1] & 0xff);
            if (end > stream.length) {
                break;
            }
            messages.add(Arrays.copyOfRange(stream, at + 2, end));
            at = end;
        }
        return messages;
    }
}
