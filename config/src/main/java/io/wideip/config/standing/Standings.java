package io.wideip.config.standing;

import io.wideip.config.DomainName;
import io.wideip.config.HealthCheck;
import io.wideip.config.Vip;
import io.wideip.config.WideIpSettings;
import io.wideip.config.WideIps;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How the members of all wide IPs stand: here verdicts and operators' orders meet. Wide IPs that stand alike are in one
 * {@link Constellation}, so a verdict on a VIP touches a few constellations, however many wide IPs there are. A wide IP takes
 * memory here only while its own application fails somewhere or it is drained by its name. Not thread-safe.
 */
public final class Standings {
    private final Verdicts verdicts;
    private final Map<WideIpSettings, SettingsUse> uses = new HashMap<>();
    private final Map<Target, SharedTarget> shared = new HashMap<>();
    /** Where the wide IPs are that stand otherwise than most others of the same settings, by name. */
    private final Map<String, Constellation> specials = new HashMap<>();

    private List<Drain> forAll = List.of();
    private List<Drain> byName = List.of();
    /** Whether {@link #drain} has thrown: then nothing is known of how far it came. */
    private boolean halfDrained;

    public Standings(Verdicts verdicts) {
        this.verdicts = verdicts;
    }

    /** Takes a wide IP in that is not here yet. */
    public Constellation add(DomainName name, WideIpSettings settings) {
        SettingsUse use = uses.get(settings);
        if (use == null) {
            use = new SettingsUse(settings);
            join(use);
            uses.put(settings, use);
        }
        use.wideIps++;
        Constellation constellation = use.join(down(name, use), drained(name, use));
        if (constellation.isSpecial()) {
            specials.put(name.text(), constellation);
        }
        return constellation;
    }

    /**
     * Forgets a wide IP.
     *
     * @param settings with which it was added
     * @return where it was
     */
    public Constellation remove(DomainName name, WideIpSettings settings) {
        Constellation constellation = constellation(name, settings);
        SettingsUse use = constellation.use;
        use.leave(constellation);
        specials.remove(name.text());
        if (--use.wideIps == 0) {
            uses.remove(settings);
            leave(use);
        }
        return constellation;
    }

    /**
     * Where a wide IP is.
     *
     * @param settings with which it was added
     */
    public Constellation constellation(DomainName name, WideIpSettings settings) {
        Constellation special = specials.get(name.text());
        return special != null
                ? special
                : Objects.requireNonNull(uses.get(settings)).common();
    }

    /** How each address of each member of a wide IP stands, and why; with the settings of {@link #constellation}. */
    public List<MemberReasons> reasons(DomainName name, WideIpSettings settings) {
        Stream<Drain> orders = Stream.concat(forAll.stream(), byName.stream());
        return MemberReasons.of(name, constellation(name, settings), verdicts, orders.toList());
    }

    /**
     * Asks again how these targets stand. Where it throws, it can be called again.
     *
     * @param wideIps all that were added
     */
    public void refresh(Collection<Target> changed, WideIps wideIps, Outdated outdated) {
        for (Target target : changed) {
            boolean isDown = !verdicts.of(target).available();
            SharedTarget all = shared.get(target);
            if (all == null) {
                refreshOwn(target, isDown, wideIps, outdated);
            } else if (all.isDown != isDown) {
                refresh(target, all, isDown, outdated);
            }
        }
    }

    private static void refresh(Target target, SharedTarget shared, boolean isDown, Outdated outdated) {
        shared.isDown = isDown;
        try {
            shared.users.forEach(use -> refresh(use, target, outdated));
        } catch (RuntimeException | Error failure) {
            shared.isDown = !isDown; // So that it is news again.
            throw failure;
        }
    }

    /**
     * Puts these orders in the place of those before. Where it throws, it can be called again, which then does the whole.
     *
     * @param wideIps all that were added
     */
    public void drain(Collection<Drain> drains, WideIps wideIps, Outdated outdated) {
        boolean whole = halfDrained;
        halfDrained = true;
        forAll = drains.stream().filter(drain -> drain.wideIps() == null).toList();
        for (SettingsUse use : uses.values()) {
            if (use.drain(forAll) || whole) {
                refresh(use, null, outdated);
            }
            if (whole) {
                use.constellations().forEach(each -> outdated.changes(each, each.standings(), null));
            }
        }
        List<Drain> before = byName;
        byName = drains.stream().filter(drain -> drain.wideIps() != null).toList();
        if (!byName.equals(before) || whole) {
            wideIps.forEach(wideIp -> {
                if (whole || Drain.cover(wideIp.name(), before) || Drain.cover(wideIp.name(), byName)) {
                    Constellation from = constellation(wideIp.name(), wideIp.settings());
                    move(wideIp.name(), from, from.down, drained(wideIp.name(), from.use), null, outdated);
                }
            });
        }
        halfDrained = false;
    }

    /**
     * How all wide IPs stand, in sums.
     *
     * @param wideIps all that were added
     * @param most so many are told by name, where there are no more
     */
    public StandingSummary summary(WideIps wideIps, int most) {
        List<Constellation> all = new ArrayList<>();
        uses.values().forEach(use -> all.addAll(use.constellations()));
        return StandingSummary.of(all, this, wideIps, most);
    }

    /** How a VIP stands by its own check and the orders for all wide IPs. */
    public VipState state(Vip vip) {
        return VipState.of(vip, verdicts, forAll);
    }

    /**
     * Calls with each wide IP that would stand otherwise if these orders were in the place of those in force. Changes nothing.
     *
     * @param wideIps all that were added
     */
    public void preview(Collection<Drain> drains, WideIps wideIps, StandingPreview preview) {
        List<Drain> all =
                drains.stream().filter(drain -> drain.wideIps() == null).toList();
        List<Drain> named =
                drains.stream().filter(drain -> drain.wideIps() != null).toList();
        Map<Constellation, Map<BitSet, List<MemberStanding>>> known = new HashMap<>();
        wideIps.forEach(wideIp -> {
            Constellation now = constellation(wideIp.name(), wideIp.settings());
            BitSet orders = covered(named, wideIp.name(), now.use);
            List<MemberStanding> then = known.computeIfAbsent(now, it -> new HashMap<>())
                    .computeIfAbsent(orders, it -> now.then(all, orders));
            if (!then.isEmpty()) {
                preview.of(wideIp.name(), now, then);
            }
        });
    }

    private void refreshOwn(Target target, boolean isDown, WideIps wideIps, Outdated outdated) {
        DomainName name = Targets.owner(target);
        WideIpSettings settings = name == null ? null : wideIps.get(name);
        if (name == null || settings == null) {
            return;
        }
        Constellation now = constellation(name, settings);
        BitSet down = (BitSet) now.down.clone();
        for (int place = 0; place < now.use.addresses().size(); place++) {
            MemberAddress address = now.use.addresses().get(place);
            if (address.text().equals(target.address()) && target.check().equals(now.use.ownCheck(address))) {
                down.set(place, isDown);
            }
        }
        move(name, now, down, now.drained, target, outdated);
    }

    private void move(
            DomainName name,
            Constellation from,
            BitSet down,
            BitSet drained,
            @Nullable Target verdict,
            Outdated outdated) {
        if (down.equals(from.down) && drained.equals(from.drained)) {
            return;
        }
        outdated.moves(name, from, verdict);
        Constellation to = from.use.join(down, drained);
        if (to.isSpecial()) {
            specials.put(name.text(), to);
        } else {
            specials.remove(name.text());
        }
        from.use.leave(from);
    }

    /** @param verdict by which; null by an order */
    private static void refresh(SettingsUse use, @Nullable Target verdict, Outdated outdated) {
        for (Constellation constellation : use.constellations()) {
            List<MemberStanding> before = constellation.standings();
            if (constellation.refresh()) {
                outdated.changes(constellation, before, verdict);
            }
        }
    }

    private BitSet down(DomainName name, SettingsUse use) {
        if (!use.hasOwnChecks()) {
            return SettingsUse.NOTHING;
        }
        BitSet down = new BitSet();
        for (int place = 0; place < use.addresses().size(); place++) {
            MemberAddress address = use.addresses().get(place);
            HealthCheck check = use.ownCheck(address);
            if (check != null) {
                down.set(
                        place,
                        !verdicts.of(Targets.ownTarget(name, check, address)).available());
            }
        }
        return down;
    }

    private BitSet drained(DomainName name, SettingsUse use) {
        return covered(byName, name, use);
    }

    private static BitSet covered(List<Drain> byName, DomainName name, SettingsUse use) {
        if (byName.isEmpty()) {
            return SettingsUse.NOTHING;
        }
        List<Drain> covering =
                byName.stream().filter(drain -> drain.covers(name)).toList();
        return covering.isEmpty() ? SettingsUse.NOTHING : use.covered(covering);
    }

    private void join(SettingsUse use) {
        for (MemberAddress address : use.addresses()) {
            use.add(
                    shared(Targets.vipCheck(address), use),
                    shared(Targets.sharedApplicationCheck(use.settings(), address), use));
        }
        use.drain(forAll);
    }

    private @Nullable SharedTarget shared(@Nullable Target target, SettingsUse use) {
        if (target == null) {
            return null;
        }
        SharedTarget of = shared.computeIfAbsent(
                target, it -> new SharedTarget(!verdicts.of(it).available()));
        of.users.add(use);
        return of;
    }

    private void leave(SettingsUse use) {
        List<Target> unused = new ArrayList<>();
        Targets.shared(use.settings(), (target, vip) -> {
            SharedTarget of = Objects.requireNonNull(shared.get(target));
            of.users.remove(use);
            if (of.users.isEmpty()) {
                unused.add(target);
            }
        });
        unused.forEach(shared::remove);
    }
}
