package io.wideip.dns.snapshot;

import io.wideip.dns.wire.Wire;
import java.net.InetAddress;
import java.util.Arrays;

/**
 * Writes the records of a reply, section after section. A name at or below the zone's own ends with a pointer to it, whose value
 * depends on the question's length and is set when a reply is sent; every other name is written out. For one reply, then done.
 */
final class RecordWriter {
    private static final int FIXED_LENGTH = 10;

    /** Stands for the place of a serial where there is none. */
    static final int NO_SERIAL = -1;

    private final byte[] apex;
    private byte[] bytes = new byte[64];
    private int length;
    private int[] pointers = new int[0];
    private int answers;
    private int authorities;
    private int additionals;
    private int answersLength;
    private int essentialLength;
    private int essentialAdditionals;
    private int serialAt = NO_SERIAL;

    /**
     * Begins a reply.
     *
     * @param apex the zone's name in wire form, lower case
     */
    RecordWriter(byte[] apex) {
        this.apex = apex;
    }

    /** A record of the answer section, of the name asked for. */
    RecordWriter answer(int type, long ttl, byte[] rdata) {
        answers++;
        u16(Wire.QUESTION_POINTER);
        record(type, ttl, rdata);
        answersLength = length;
        return this;
    }

    RecordWriter address(InetAddress address, long ttl) {
        byte[] octets = address.getAddress();
        return answer(octets.length == 4 ? Wire.A : Wire.AAAA, ttl, octets);
    }

    /** An answer whose data is one name of the zone or outside it. */
    RecordWriter answerName(int type, long ttl, byte[] target) {
        answers++;
        u16(Wire.QUESTION_POINTER);
        recordOfName(type, ttl, target);
        answersLength = length;
        return this;
    }

    /** An answer of a name above the one asked for. */
    RecordWriter answerOf(byte[] owner, int type, long ttl, byte[] rdata) {
        answers++;
        name(owner);
        record(type, ttl, rdata);
        answersLength = length;
        return this;
    }

    RecordWriter authorityName(byte[] owner, int type, long ttl, byte[] target) {
        authorities++;
        name(owner);
        return recordOfName(type, ttl, target);
    }

    /** The zone's SOA, as the answer to a question for it or as what says how long a denial holds. */
    RecordWriter soa(boolean asAnswer, long ttl, byte[] mname, byte[] rname, int[] numbers) {
        if (asAnswer) {
            answers++;
            u16(Wire.QUESTION_POINTER);
        } else {
            authorities++;
            name(apex);
        }
        head(Wire.SOA, ttl);
        int lengthAt = length;
        u16(0);
        name(mname);
        name(rname);
        serialAt = length;
        for (int number : numbers) {
            u32(number);
        }
        patchLength(lengthAt);
        answersLength = asAnswer ? length : answersLength;
        essentialLength = length;
        return this;
    }

    /** An address that may be left out when space is short. */
    RecordWriter additional(byte[] owner, int type, byte[] rdata, long ttl) {
        if (!hasRoom(owner, rdata)) {
            return this;
        }
        int essential = essentialLength;
        additionals++;
        name(owner);
        record(type, ttl, rdata);
        essentialLength = essential;
        return this;
    }

    /**
     * An address that a referral needs to lead anywhere: it fits, or the reply is truncated (RFC 9471 section 3). What
     * would not even fit into a message by TCP is left out.
     */
    RecordWriter glue(byte[] owner, int type, byte[] rdata, long ttl) {
        if (!hasRoom(owner, rdata)) {
            return this;
        }
        additionals++;
        essentialAdditionals = additionals;
        name(owner);
        return record(type, ttl, rdata);
    }

    private boolean hasRoom(byte[] owner, byte[] rdata) {
        return length + owner.length + FIXED_LENGTH + rdata.length <= Wire.LONGEST_SECTIONS;
    }

    private RecordWriter recordOfName(int type, long ttl, byte[] target) {
        head(type, ttl);
        int lengthAt = length;
        u16(0);
        name(target);
        patchLength(lengthAt);
        essentialLength = length;
        return this;
    }

    private RecordWriter record(int type, long ttl, byte[] rdata) {
        head(type, ttl);
        u16(rdata.length);
        grow(rdata.length);
        System.arraycopy(rdata, 0, bytes, length, rdata.length);
        length += rdata.length;
        essentialLength = length;
        return this;
    }

    private void head(int type, long ttl) {
        u16(type);
        u16(Wire.IN);
        u32((int) ttl);
    }

    private void name(byte[] name) {
        int rest = name.length - apex.length;
        boolean inZone = apex.length > 1
                && rest >= 0
                && Arrays.equals(name, rest, name.length, apex, 0, apex.length)
                && isLabelBoundary(name, rest);
        int written = inZone ? rest : name.length;
        grow(written);
        System.arraycopy(name, 0, bytes, length, written);
        length += written;
        if (inZone) {
            pointers = Arrays.copyOf(pointers, pointers.length + 1);
            pointers[pointers.length - 1] = length;
            u16(0);
        }
    }

    private static boolean isLabelBoundary(byte[] name, int at) {
        int label = 0;
        while (label < at) {
            label += name[label] + 1;
        }
        return label == at;
    }

    private void patchLength(int lengthAt) {
        Wire.u16(bytes, lengthAt, length - lengthAt - 2);
    }

    private void u16(int value) {
        grow(2);
        Wire.u16(bytes, length, value);
        length += 2;
    }

    private void u32(int value) {
        u16(value >>> 16);
        u16(value);
    }

    private void grow(int more) {
        if (length + more > Wire.LONGEST_MESSAGE) {
            throw new IllegalArgumentException(
                    "a record set of more than " + Wire.LONGEST_MESSAGE + " octets fits in no message");
        }
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
        }
    }

    byte[] bytes() {
        return Arrays.copyOf(bytes, length);
    }

    int answers() {
        return answers;
    }

    int authorities() {
        return authorities;
    }

    int additionals() {
        return additionals;
    }

    int answersLength() {
        return answersLength;
    }

    int essentialLength() {
        return essentialLength;
    }

    int essentialAdditionals() {
        return essentialAdditionals;
    }

    int apexLength() {
        return apex.length;
    }

    /** Where the zone's serial is, which a snapshot supplies; or {@link #NO_SERIAL}. */
    int serialAt() {
        return serialAt;
    }

    int[] apexPointers() {
        return pointers;
    }
}
