package io.wideip.dns.snapshot;

/** Why one address of a member is in the answers of a wide IP, or is not. */
enum MemberState {
    AVAILABLE(true),
    VIP_DOWN(false),
    APPLICATION_DOWN(false),
    DRAINED(false);

    private final boolean available;

    MemberState(boolean available) {
        this.available = available;
    }

    boolean available() {
        return available;
    }
}
