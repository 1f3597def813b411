package io.wideip.dns.snapshot;

import io.wideip.dns.snapshot.Answer.Reply;
import java.util.Arrays;

/** Whether two compiled answers give every query the same, but for the serial of a SOA. */
final class AnswerComparison {
    private AnswerComparison() {}

    @SuppressWarnings("ReferenceEquality") // What is one object needs no comparison.
    static boolean areAlike(Answer one, Answer other) {
        if (one == other) {
            return true;
        }
        if (one instanceof Reply reply) {
            return other instanceof Reply otherReply && reply.isSentAs(otherReply);
        }
        if (one instanceof RotatingAnswer rotation) {
            return other instanceof RotatingAnswer otherRotation && areAlike(rotation.ring(), otherRotation.ring());
        }
        if (one instanceof DrawnAnswer drawn) {
            return other instanceof DrawnAnswer otherDrawn
                    && Arrays.equals(drawn.cumulated(), otherDrawn.cumulated())
                    && areAlike(drawn.ring(), otherDrawn.ring());
        }
        if (one instanceof HashedAnswer hashed) {
            return other instanceof HashedAnswer otherHashed
                    && hashed.prefix(true) == otherHashed.prefix(true)
                    && hashed.prefix(false) == otherHashed.prefix(false)
                    && hashed.buckets().equals(otherHashed.buckets())
                    && areAlike(hashed.ring(), otherHashed.ring());
        }
        return one instanceof LocatedAnswer located
                && other instanceof LocatedAnswer otherLocated
                && located.table() == otherLocated.table()
                && areAlike(located.byLocation(), otherLocated.byLocation());
    }

    private static boolean areAlike(Answer[] some, Answer[] others) {
        if (some.length != others.length) {
            return false;
        }
        for (int i = 0; i < some.length; i++) {
            if (!areAlike(some[i], others[i])) {
                return false;
            }
        }
        return true;
    }
}
