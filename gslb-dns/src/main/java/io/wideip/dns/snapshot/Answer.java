package io.wideip.dns.snapshot;

import io.wideip.dns.wire.ExtendedError;
import io.wideip.dns.wire.Query;
import io.wideip.dns.wire.Wire;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A {@link Choice} compiled to bytes: a reply, or one of a few ways to pick among further answers. Immutable, and shared by
 * every name whose answers are equal; nothing here allocates when a query asks.
 */
public abstract sealed class Answer permits Answer.Reply, RotatingAnswer, DrawnAnswer, HashedAnswer, LocatedAnswer {
    /** What differs from query to query besides the client: supplied by the responder, which owns its state. */
    public interface Chance {
        /** How often this was asked for the same name and family before, modulo 2^32. */
        int turn();

        /** A uniform number from 0 to bound - 1. */
        int below(int bound);
    }

    static final long NOT_TAKEN = -1;
    /** Octets of an owner that is a pointer. */
    private static final int TYPE_AT = 2;
    /** From such a record's beginning to its data. */
    static final int RDATA_AT = 12;
    /** Octets of a question's type and class. */
    private static final int BEHIND_NAME = 4;

    /** The reply for this query; notes in it how far the reply holds. */
    public final Reply pick(Query query, Chance chance) {
        return this instanceof Reply reply ? reply : pick(query, chance, NOT_TAKEN);
    }

    /**
     * Picks with a turn where one was taken already: tiers share one, as digits of a number.
     *
     * @param turn {@link #NOT_TAKEN}, or what the outer tiers have left of it
     */
    abstract Reply pick(Query query, Chance chance, long turn);

    /** Bytes that are ready to be sent after the question, except for pointers to the zone's name. */
    public static final class Reply extends Answer {
        private final int rcode;
        private final boolean authoritative;
        private final byte[] records;
        private final int answers;
        private final int authorities;
        private final int additionals;
        private final int essentialAdditionals;
        private final int answersLength;
        private final int essentialLength;
        private final int apexLength;
        private final int[] apexPointers;
        private final int serialAt;
        /** The number of the zone whose serial it is. */
        private final int zone;

        private final @Nullable FurtherNames furtherNames;
        private final @Nullable ExtendedError extendedError;

        Reply(RecordWriter written, int rcode, boolean authoritative) {
            this(written, rcode, authoritative, null, null);
        }

        Reply(
                RecordWriter written,
                int rcode,
                boolean authoritative,
                @Nullable FurtherNames furtherNames,
                @Nullable ExtendedError extendedError) {
            this(written, rcode, authoritative, furtherNames, extendedError, 0);
        }

        /** @param zone the number of the zone whose serial is in a SOA of it */
        Reply(
                RecordWriter written,
                int rcode,
                boolean authoritative,
                @Nullable FurtherNames furtherNames,
                @Nullable ExtendedError extendedError,
                int zone) {
            this.zone = zone;
            this.rcode = rcode;
            this.authoritative = authoritative;
            this.furtherNames = furtherNames;
            this.extendedError = extendedError;
            records = written.bytes();
            answers = written.answers();
            authorities = written.authorities();
            additionals = written.additionals();
            essentialAdditionals = written.essentialAdditionals();
            answersLength = written.answersLength();
            essentialLength = written.essentialLength();
            apexLength = written.apexLength();
            apexPointers = written.apexPointers();
            serialAt = written.serialAt();
        }

        @Override
        Reply pick(Query query, Chance chance, long turn) {
            return this;
        }

        public int rcode() {
            return rcode;
        }

        /** AA, as a flag of the header. */
        public int authoritativeFlag() {
            return authoritative ? Wire.FLAG_AA : 0;
        }

        /** Whether it is sent as the other is, but for the serial of a SOA, whatever objects they are. */
        boolean isSentAs(Reply other) {
            return rcode == other.rcode
                    && authoritative == other.authoritative
                    && answers == other.answers
                    && authorities == other.authorities
                    && additionals == other.additionals
                    && essentialAdditionals == other.essentialAdditionals
                    && apexLength == other.apexLength
                    && serialAt == other.serialAt
                    && Arrays.equals(apexPointers, other.apexPointers)
                    && Arrays.equals(records, other.records)
                    && (furtherNames == null) == (other.furtherNames == null)
                    && isSame(extendedError, other.extendedError);
        }

        private static boolean isSame(@Nullable ExtendedError one, @Nullable ExtendedError other) {
            if (one == null || other == null) {
                return one == null && other == null;
            }
            return one.code() == other.code() && Arrays.equals(one.text(), other.text());
        }

        /** What is to be looked up, too, before the reply is whole; null for nearly all. */
        public @Nullable FurtherNames furtherNames() {
            return furtherNames;
        }

        /** Why the reply is as it is, where that needs saying. */
        public @Nullable ExtendedError extendedError() {
            return extendedError;
        }

        public int answers() {
            return answers;
        }

        public int authorities() {
            return authorities;
        }

        /** Records of the additional section within so many octets: {@link #length} or {@link #essentialLength}. */
        public int additionals(int length) {
            return length == records.length ? additionals : essentialAdditionals;
        }

        /** Octets of all sections. */
        public int length() {
            return records.length;
        }

        /** Octets of the answer section. */
        public int answersLength() {
            return answersLength;
        }

        /** Octets of the SOA that a denial has in its authority section; 0 for what denies nothing. */
        public int denialLength() {
            return authoritative && authorities > 0 ? essentialLength - answersLength : 0;
        }

        /** Octets without those of the additional section that may be left out when space is short. */
        public int essentialLength() {
            return essentialLength;
        }

        /** True where it has records of this type for the name that was asked for. */
        public boolean has(int type) {
            return authoritative && answers > 0 && Wire.u16(records, TYPE_AT) == type;
        }

        /**
         * Writes the sections and their counts.
         *
         * @param snapshot from which this reply is
         * @param message a header and a question
         * @param at where the question ends
         * @param length {@link #length} or {@link #essentialLength}
         */
        public void write(Snapshot snapshot, byte[] message, int at, int length) {
            Wire.u16(message, 6, answers);
            Wire.u16(message, 8, authorities);
            Wire.u16(message, 10, additionals(length));
            append(snapshot, message, at, length, at);
        }

        /**
         * Writes the records after others, for a name that is not the question's.
         *
         * @param length {@link #answersLength} or as above
         * @param questionEnd where the question ends, whose name ends with the zone's
         * @param owner points to the name
         */
        public void append(Snapshot snapshot, byte[] message, int at, int length, int questionEnd, int owner) {
            append(snapshot, message, at, length, questionEnd);
            if (owner != Wire.QUESTION_POINTER && !(furtherNames instanceof FurtherNames.Substitution)) {
                int place = at;
                for (int i = 0; i < answers; i++) {
                    Wire.u16(message, place, owner);
                    place += RDATA_AT + Wire.u16(message, place + RDATA_AT - 2);
                }
            }
        }

        private void append(Snapshot snapshot, byte[] message, int at, int length, int questionEnd) {
            System.arraycopy(records, 0, message, at, length);
            if (serialAt != RecordWriter.NO_SERIAL && serialAt < length) {
                Wire.u32(message, at + serialAt, snapshot.serial(zone));
            }
            int apex = Wire.POINTER | (questionEnd - BEHIND_NAME - apexLength);
            for (int pointer : apexPointers) {
                if (pointer < length) {
                    Wire.u16(message, at + pointer, apex);
                }
            }
        }
    }
}
