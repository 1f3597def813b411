package io.wideip.dns.change;

/**
 * Which wide IPs a group has, in little memory: checksums of their names where each changed by itself, else of what all wide IPs that
 * stand alike share. They are the same after a restart.
 *
 * @param ofNames of names
 * @param ofShared of what wide IPs share
 * @param areAll false where there were too many: then others may be in the group, too
 * @param before the checksum of what those that changed by themselves had shared before
 */
public record ChangeKeys(long[] ofNames, long[] ofShared, boolean areAll, long before) {
    /** What a wide IP shares: that is not known. */
    public static final long NOT_KNOWN = 0;
    /** What a wide IP shares that is not there. */
    public static final long NOTHING = 1;

    /**
     * By what a wide IP is found.
     *
     * @param ofName of its name
     * @param ofShared of what it shares with those that stand alike
     */
    public record WideIpKeys(long ofName, long ofShared) {}

    /** Whether a wide IP was in a group. */
    public enum Match {
        YES,
        NO,
        PERHAPS
    }

    boolean hasName(WideIpKeys wideIp) {
        return contains(ofNames, wideIp.ofName);
    }

    boolean hasShared(WideIpKeys wideIp) {
        return wideIp.ofShared != NOT_KNOWN && contains(ofShared, wideIp.ofShared);
    }

    /** Of one that is in none of the two. */
    boolean mayHave(WideIpKeys wideIp) {
        return !areAll || wideIp.ofShared == NOT_KNOWN && ofShared.length > 0;
    }

    private static boolean contains(long[] keys, long key) {
        for (long each : keys) {
            if (each == key) {
                return true;
            }
        }
        return false;
    }
}
