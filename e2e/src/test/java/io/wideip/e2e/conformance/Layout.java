package io.wideip.e2e.conformance;

import static io.wideip.e2e.conformance.Octets.u16;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where the parts of a message lie, read strictly: every name's pointers lead backwards, every count is true and nothing is
 * behind the last record.
 *
 * @param questionEnd the header's end where there is no question
 */
record Layout(int questionEnd, List<Place> records) {
    static final int HEADER = 12;

    /** @param section 1 for answers, 2 for authorities, 3 for additionals */
    record Place(int section, int owner, int type, int recordClass, int ttlAt, int data, int length) {}

    private static final class Broken extends RuntimeException {
        Broken(String what, int at) {
            super(what + " at octet " + at);
        }
    }

    /** Why the message can't be laid out so, or null. */
    static @Nullable String fault(byte[] message) {
        try {
            of(message);
            return null;
        } catch (Broken e) {
            return e.getMessage();
        }
    }

    static Layout of(byte[] message) {
        need(message, 0, HEADER);
        int at = HEADER;
        for (int i = u16(message, 4); i > 0; i--) {
            at = afterName(message, at) + 4;
            need(message, at, 0);
        }
        int questionEnd = at;
        List<Place> records = new ArrayList<>();
        for (int section = 1; section <= 3; section++) {
            for (int i = u16(message, 4 + 2 * section); i > 0; i--) {
                int fixed = afterName(message, at);
                need(message, fixed, 10);
                int length = u16(message, fixed + 8);
                records.add(new Place(
                        section, at, u16(message, fixed), u16(message, fixed + 2), fixed + 4, fixed + 10, length));
                at = fixed + 10 + length;
                need(message, at, 0);
            }
        }
        if (at != message.length) {
            throw new Broken(message.length - at + " octets too many", at);
        }
        return new Layout(questionEnd, List.copyOf(records));
    }

    private static int afterName(byte[] message, int from) {
        int end = -1;
        int at = from;
        int octets = 0;
        while (true) {
            need(message, at, 1);
            int label = message[at] & 0xff;
            if (label >= 0xC0) {
                need(message, at, 2);
                int target = u16(message, at) & 0x3fff;
                if (target >= at || target < HEADER) {
                    throw new Broken("a pointer that leads to " + target, at);
                }
                end = end < 0 ? at + 2 : end;
                at = target;
                continue;
            }
            if (label > 63) {
                throw new Broken("a label of unknown kind", at);
            }
            at += label + 1;
            octets += label + 1;
            if (octets > 255) {
                throw new Broken("a name of more than 255 octets", from);
            }
            if (label == 0) {
                return end < 0 ? at : end;
            }
        }
    }

    private static void need(byte[] message, int at, int octets) {
        if (at + octets > message.length) {
            throw new Broken("the message ends", at);
        }
    }
}
