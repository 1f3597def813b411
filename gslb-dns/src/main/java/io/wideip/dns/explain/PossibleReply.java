package io.wideip.dns.explain;

/**
 * A reply that clients may get.
 *
 * @param share of their queries, above 0 and at most 1
 * @param scope leading bits of the client's address that it depends on (RFC 7871); of a group, the most
 */
public record PossibleReply(double share, int scope, ShownReply reply) {
    /** The same with another scope. */
    public PossibleReply scoped(int bits) {
        return new PossibleReply(share, bits, reply);
    }
}
