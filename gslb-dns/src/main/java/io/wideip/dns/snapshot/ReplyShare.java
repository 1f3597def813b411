package io.wideip.dns.snapshot;

import java.util.List;

/**
 * A reply, and how much of an asker's queries get it.
 *
 * @param share above 0, at most 1
 * @param scope leading bits of the client's address that the choice depended on (RFC 7871)
 */
public record ReplyShare(Answer.Reply reply, double share, int scope) {
    /** Sums of shares are a little off. */
    private static final double EQUAL = 1e-9;

    /** Whether clients see the same replies as often, in whatever order they are listed; the serial of a SOA counts for nothing. */
    public static boolean areAlike(List<ReplyShare> some, List<ReplyShare> others) {
        return some.size() == others.size()
                && some.stream().allMatch(one -> others.stream().anyMatch(one::isLike));
    }

    /** Whether the same reply is sent as often. */
    boolean isLike(ReplyShare other) {
        return Math.abs(share - other.share) < EQUAL && reply.isSentAs(other.reply);
    }
}
