package io.wideip.config.standing;

/** Why one address of a member is in the answers of a wide IP, or is not. */
public enum MemberState {
    AVAILABLE,
    /** The VIP's own health check fails. */
    VIP_DOWN,
    /** The VIP is up, and the application's health check fails there. */
    APPLICATION_DOWN,
    /** By an operator's order, or by its definition: wins over whatever the checks say. */
    DRAINED;

    public boolean available() {
        return this == AVAILABLE;
    }
}
