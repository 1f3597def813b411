package io.wideip.config.standing;

/** How a member of a wide IP stands at one of its addresses. */
public record MemberStanding(MemberAddress address, MemberState state) {
    public boolean available() {
        return state.available();
    }

    /** The same address in another state. */
    public MemberStanding as(MemberState other) {
        return new MemberStanding(address, other);
    }
}
