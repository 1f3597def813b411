package io.wideip.config.standing;

/**
 * How a member of a wide IP stands at one of its addresses.
 *
 * @param weight tenths of its weight that orders leave it for now, 1 to 10; without meaning where it is drained
 */
public record MemberStanding(MemberAddress address, MemberState state, int weight) {
    /** All of a weight. */
    public static final int WHOLE = 10;

    /** With all of its weight. */
    public MemberStanding(MemberAddress address, MemberState state) {
        this(address, state, WHOLE);
    }

    public boolean available() {
        return state.available();
    }

    /** The same address in another state. */
    public MemberStanding as(MemberState other) {
        return new MemberStanding(address, other, weight);
    }
}
