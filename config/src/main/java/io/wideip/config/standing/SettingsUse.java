package io.wideip.config.standing;

import io.wideip.config.HealthCheck;
import io.wideip.config.WideIpSettings;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The wide IPs that have one and the same settings: on what all of them depend, and how they stand. */
final class SettingsUse {
    static final BitSet NOTHING = new BitSet();

    private final WideIpSettings settings;
    private final List<MemberAddress> addresses;
    private final List<Place> places = new ArrayList<>();
    private final boolean hasOwnChecks;
    /** Covered by orders for all wide IPs, by place. */
    private BitSet drained = NOTHING;

    private final Map<Difference, Constellation> constellations = new HashMap<>();
    int wideIps;

    /** The targets that all of the wide IPs share at one address; null where there is none. */
    private record Place(
            @Nullable SharedTarget vip, @Nullable SharedTarget application) {
        MemberState state() {
            if (vip != null && vip.isDown) {
                return MemberState.VIP_DOWN;
            }
            return application != null && application.isDown ? MemberState.APPLICATION_DOWN : MemberState.AVAILABLE;
        }
    }

    /** In what wide IPs of the same settings may differ. */
    private record Difference(BitSet down, BitSet drained) {}

    private static final Difference COMMON = new Difference(NOTHING, NOTHING);

    SettingsUse(WideIpSettings settings) {
        this.settings = settings;
        addresses = MemberAddress.of(settings.choices());
        hasOwnChecks = addresses.stream().anyMatch(address -> Targets.ownCheck(settings, address) != null);
    }

    WideIpSettings settings() {
        return settings;
    }

    List<MemberAddress> addresses() {
        return addresses;
    }

    /** Whether some check asks for each wide IP's own name. */
    boolean hasOwnChecks() {
        return hasOwnChecks;
    }

    /** The check that asks for each wide IP's own name there, or null. */
    @Nullable
    HealthCheck ownCheck(MemberAddress address) {
        return Targets.ownCheck(settings, address);
    }

    /** Takes the place of the next address. */
    void add(@Nullable SharedTarget vip, @Nullable SharedTarget application) {
        places.add(new Place(vip, application));
    }

    /** That of the wide IPs without any difference, of which there must be one. */
    Constellation common() {
        return Objects.requireNonNull(constellations.get(COMMON));
    }

    /**
     * Counts a wide IP among those with these differences.
     *
     * @param down not to be changed after
     * @param orders not to be changed after
     */
    Constellation join(BitSet down, BitSet orders) {
        Constellation joined = constellations.computeIfAbsent(
                new Difference(down, orders), it -> new Constellation(this, down, orders));
        joined.wideIps++;
        return joined;
    }

    Collection<Constellation> constellations() {
        return constellations.values();
    }

    /** To be called when a wide IP stands otherwise now, or is gone. */
    void leave(Constellation constellation) {
        if (--constellation.wideIps == 0) {
            constellations.remove(new Difference(constellation.down, constellation.drained));
        }
    }

    /** Whether orders for all wide IPs cover other addresses than before. */
    boolean drain(Collection<Drain> forAll) {
        BitSet now = covered(forAll);
        boolean differs = !now.equals(drained);
        drained = now;
        return differs;
    }

    /**
     * The addresses, by place, whose VIPs an order takes out; behind them, the tenths of weight that others leave.
     */
    BitSet covered(Collection<Drain> drains) {
        BitSet covered = new BitSet();
        for (int place = 0; place < addresses.size(); place++) {
            for (Drain drain : drains) {
                if (drain.covers(addresses.get(place).vip())) {
                    covered.set(drain.isWhole() ? place : leaving(place, drain.left()));
                }
            }
        }
        return covered;
    }

    private int leaving(int place, int tenths) {
        return addresses.size() + place * MemberStanding.WHOLE + tenths;
    }

    /** The least that any order leaves there. */
    private int left(int place, BitSet forAll, BitSet orders) {
        for (int tenths = 1; tenths < MemberStanding.WHOLE; tenths++) {
            if (forAll.get(leaving(place, tenths)) || orders.get(leaving(place, tenths))) {
                return tenths;
            }
        }
        return MemberStanding.WHOLE;
    }

    /** How each address stands, in the order of {@link MemberAddress#of}. */
    List<MemberStanding> standings(BitSet down, BitSet orders) {
        return standings(down, drained, orders);
    }

    /** The same under other orders for all wide IPs. */
    List<MemberStanding> standings(BitSet down, BitSet forAll, BitSet orders) {
        MemberStanding[] standings = new MemberStanding[places.size()];
        for (int place = 0; place < standings.length; place++) {
            MemberState state = places.get(place).state();
            MemberAddress address = addresses.get(place);
            if (address.member().drained() || forAll.get(place) || orders.get(place)) {
                state = MemberState.DRAINED;
            } else if (state == MemberState.AVAILABLE && down.get(place)) {
                state = MemberState.APPLICATION_DOWN;
            }
            boolean isReduced = forAll.length() > places.size() || orders.length() > places.size();
            standings[place] = isReduced
                    ? new MemberStanding(address, state, left(place, forAll, orders))
                    : new MemberStanding(address, state);
        }
        return List.of(standings);
    }
}
