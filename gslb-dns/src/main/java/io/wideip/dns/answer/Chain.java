package io.wideip.dns.answer;

import io.wideip.dns.snapshot.Answer;
import io.wideip.dns.snapshot.FurtherNames;
import io.wideip.dns.snapshot.Snapshot;
import io.wideip.dns.wire.ExtendedError;
import io.wideip.dns.wire.Query;
import io.wideip.dns.wire.Wire;
import org.jspecify.annotations.Nullable;

/**
 * Writes a reply that leads to further names of its zone: alias after alias (RFC 1034 section 4.3.2), names below a DNAME (RFC
 * 6672 section 3), addresses of services (RFC 9460 section 4.1). Each name is looked up as if it had been asked for, and its
 * records are pointed to where the name was written last. One responder owns it; it allocates nothing.
 */
final class Chain {
    static final int DOES_NOT_FIT = -1;
    /** More is no zone but a mistake, and would be work for nothing. A message stays far below what pointers reach. */
    private static final int MOST_ALIASES = 16;

    private static final int LAST_POINTED_TO = 0x3FFF;

    private final Query query;
    private final Answer.Chance chance;
    private final Answer.Chance services = new WithoutTurns();
    /** Hashes of the names that were looked up. */
    private final long[] seen = new long[MOST_ALIASES + 1];
    /** What each step led to, and where its records begin. */
    private final @Nullable FurtherNames[] steps = new FurtherNames[MOST_ALIASES + 1];

    private final int[] begins = new int[MOST_ALIASES + 1];

    private int end;
    private int limit;
    private int owner;
    private int answers;
    private int authorities;
    private int additionals;
    private int denialLength;
    private int rcode;
    private @Nullable ExtendedError extendedError;

    /** @param query whose name and type are changed on the way */
    Chain(Query query, Answer.Chance chance) {
        this.query = query;
        this.chance = chance;
    }

    /** The response code: that of the last name (RFC 6604 section 3). */
    int rcode() {
        return rcode;
    }

    /** {@link Answer.Reply#denialLength} of the last name, whose records end the reply. */
    int denialLength() {
        return denialLength;
    }

    /** What the last name that had anything to say said of itself. */
    @Nullable
    ExtendedError extendedError() {
        return extendedError;
    }

    /**
     * Writes all sections and their counts.
     *
     * @param message holds the header and the question
     * @param most octets of the message with these sections
     * @return where they end, or {@link #DOES_NOT_FIT}
     */
    int write(Snapshot snapshot, Answer.Reply first, byte[] message, int most) {
        end = query.questionEnd();
        limit = most;
        owner = Wire.QUESTION_POINTER;
        answers = 0;
        authorities = 0;
        additionals = 0;
        extendedError = null;
        Answer.Reply reply = first;
        for (int aliases = 0; reply != null; aliases++) {
            int begin = written(reply.furtherNames(), aliases);
            if (begin < 0) {
                begin = end;
                if (!append(snapshot, reply, message)) {
                    return DOES_NOT_FIT;
                }
            }
            steps[aliases] = reply.furtherNames();
            begins[aliases] = begin;
            reply = next(snapshot, reply.furtherNames(), message, begin, aliases);
        }
        if (end == DOES_NOT_FIT) {
            return DOES_NOT_FIT;
        }
        Wire.u16(message, 6, answers);
        Wire.u16(message, 8, authorities);
        Wire.u16(message, 10, additionals);
        return end;
    }

    /** Where a DNAME is that an alias has led back to, as it may be there once only (RFC 2181 section 5); or -1. */
    private int written(@Nullable FurtherNames furtherNames, int aliases) {
        if (furtherNames instanceof FurtherNames.Substitution) {
            for (int i = 0; i < aliases; i++) {
                if (furtherNames.equals(steps[i])) {
                    return begins[i];
                }
            }
        }
        return -1;
    }

    private boolean append(Snapshot snapshot, Answer.Reply reply, byte[] message) {
        rcode = reply.rcode();
        denialLength = reply.denialLength();
        extendedError = reply.extendedError() == null ? extendedError : reply.extendedError();
        int room = limit - end;
        int length = reply.length() <= room ? reply.length() : reply.essentialLength();
        if (length > room) {
            return false;
        }
        reply.append(snapshot, message, end, length, query.questionEnd(), owner);
        answers += reply.answers();
        authorities += reply.authorities();
        additionals += reply.additionals(length);
        end += length;
        return true;
    }

    /** The reply that follows; null where there is none. */
    private Answer.@Nullable Reply next(
            Snapshot snapshot, @Nullable FurtherNames furtherNames, byte[] message, int begin, int aliases) {
        if (furtherNames instanceof FurtherNames.Alias alias) {
            owner = Wire.POINTER | (begin + alias.targetAt());
            return follow(snapshot, 0, alias.target(), aliases);
        }
        if (furtherNames instanceof FurtherNames.Substitution substitution) {
            int kept = query.nameLength() - substitution.ownerLength();
            if (kept + substitution.target().length > Wire.LONGEST_NAME) {
                rcode = Wire.YXDOMAIN;
                return null;
            }
            synthesize(substitution, kept, message, begin);
            return end == DOES_NOT_FIT || !substitution.inZone()
                    ? null
                    : follow(snapshot, kept, substitution.target(), aliases);
        }
        if (furtherNames instanceof FurtherNames.Services all) {
            addServices(snapshot, all, message, begin);
        }
        return null;
    }

    /** The CNAME from the name below the DNAME to where it leads, with the DNAME's TTL (RFC 6672 section 3.1). */
    private void synthesize(FurtherNames.Substitution substitution, int kept, byte[] message, int begin) {
        int dataAt = end + 12;
        if (dataAt + kept + 2 > limit) {
            end = DOES_NOT_FIT;
            return;
        }
        Wire.u16(message, end, owner);
        Wire.u16(message, end + 2, Wire.CNAME);
        Wire.u16(message, end + 4, Wire.IN);
        Wire.u16(message, end + 6, (int) (substitution.ttl() >>> 16));
        Wire.u16(message, end + 8, (int) substitution.ttl());
        Wire.u16(message, end + 10, kept + 2);
        System.arraycopy(query.name(), 0, message, dataAt, kept);
        Wire.u16(message, dataAt + kept, Wire.POINTER | (begin + substitution.targetAt()));
        answers++;
        owner = Wire.POINTER | dataAt;
        end = dataAt + kept + 2;
    }

    /** Asks for another name, unless the client wants the alias itself, or the chain is too long or bites its tail. */
    private Answer.@Nullable Reply follow(Snapshot snapshot, int kept, byte[] target, int aliases) {
        if (query.type() == Wire.CNAME || query.type() == Wire.ANY || aliases == MOST_ALIASES) {
            return null;
        }
        seen[aliases] = query.suffixHash(0);
        query.redirect(kept, target);
        Answer answer = snapshot.find(query);
        for (int i = 0; i <= aliases; i++) {
            if (seen[i] == query.suffixHash(0)) {
                return null;
            }
        }
        return answer == null ? null : answer.pick(query, chance);
    }

    private void addServices(Snapshot snapshot, FurtherNames.Services all, byte[] message, int begin) {
        int type = query.type();
        if (all.ofOwner()) {
            addRecords(snapshot, Wire.A, message);
            addRecords(snapshot, Wire.AAAA, message);
        }
        for (FurtherNames.Service service : all.services()) {
            if (begin + service.targetAt() > LAST_POINTED_TO) {
                break;
            }
            owner = Wire.POINTER | (begin + service.targetAt());
            query.redirect(0, service.target());
            addRecords(snapshot, Wire.A, message);
            addRecords(snapshot, Wire.AAAA, message);
            addRecords(snapshot, type, message);
        }
        query.askFor(type);
    }

    /** Adds what the name has of this type to the additional section, if there is room. */
    private void addRecords(Snapshot snapshot, int type, byte[] message) {
        query.askFor(type);
        Answer answer = snapshot.find(query);
        if (answer == null) {
            return;
        }
        Answer.Reply reply = answer.pick(query, services);
        if (reply.has(type) && end + reply.answersLength() <= limit) {
            reply.append(snapshot, message, end, reply.answersLength(), query.questionEnd(), owner);
            additionals += reply.answers();
            end += reply.answersLength();
        }
    }

    /** Addresses beside a service take no turn, or clients who ask for both would meet every second member alone. */
    private final class WithoutTurns implements Answer.Chance {
        @Override
        public int turn() {
            return chance.below(Integer.MAX_VALUE);
        }

        @Override
        public int below(int bound) {
            return chance.below(bound);
        }
    }
}
