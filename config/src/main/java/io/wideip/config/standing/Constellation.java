package io.wideip.config.standing;

import io.wideip.config.WideIpSettings;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the members of some wide IPs stand: those that have the same settings, and whose applications fail at the same addresses
 * and are drained by the same orders. All of them have the same answers, so an answer is compiled once for a constellation. The
 * object is the constellation's identity, and {@link #standings} follows the VIPs' verdicts. Not thread-safe: belongs to its
 * {@link Standings}.
 */
public final class Constellation {
    final SettingsUse use;
    /** The addresses at which the application's own targets are down, by their place; not to be changed. */
    final BitSet down;
    /** The addresses that orders for single wide IPs cover; not to be changed. */
    final BitSet drained;

    private List<MemberStanding> standings;
    int wideIps;

    /** Begins without wide IPs. */
    Constellation(SettingsUse use, BitSet down, BitSet drained) {
        this.use = use;
        this.down = down;
        this.drained = drained;
        standings = use.standings(down, drained);
    }

    public WideIpSettings settings() {
        return use.settings();
    }

    /** Of each address of each member, pool after pool, in the order of {@link MemberAddress#of}. */
    public List<MemberStanding> standings() {
        return standings;
    }

    /** How many wide IPs stand like this. */
    public int wideIps() {
        return wideIps;
    }

    /** By what it differs from the others of the same settings: places of addresses, as bits. */
    public List<long[]> differences() {
        return List.of(down.toLongArray(), drained.toLongArray());
    }

    /** What a target judges here; null where it judges nothing of these wide IPs. */
    public @Nullable JudgedPlace judgedBy(Target target) {
        for (MemberAddress address : use.addresses()) {
            if (target.equals(Targets.vipCheck(address))) {
                return new JudgedPlace(address.vip(), false);
            }
            if (target.equals(Targets.sharedApplicationCheck(settings(), address))
                    || target.address().equals(address.text()) && target.check().equals(use.ownCheck(address))) {
                return new JudgedPlace(address.vip(), true);
            }
        }
        return null;
    }

    /** True when no wide IP stands like this any more: nobody will hear of it again. */
    public boolean isUnused() {
        return wideIps == 0;
    }

    /** Whether its wide IPs stand otherwise than most others of the same settings. */
    boolean isSpecial() {
        return !down.isEmpty() || !drained.isEmpty();
    }

    /** The standings under other orders; empty where they are the same. */
    List<MemberStanding> then(Collection<Drain> forAll, BitSet orders) {
        List<MemberStanding> then = use.standings(down, use.covered(forAll), orders);
        return then.equals(standings) ? List.of() : then;
    }

    /** Looks at the shared targets and orders again; true where that makes a difference. */
    boolean refresh() {
        List<MemberStanding> now = use.standings(down, drained);
        boolean differs = !now.equals(standings);
        standings = now;
        return differs;
    }
}
