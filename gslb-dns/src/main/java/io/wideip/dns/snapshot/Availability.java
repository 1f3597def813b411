package io.wideip.dns.snapshot;

import io.wideip.config.Member;
import io.wideip.config.Vip;
import io.wideip.config.WideIp;
import io.wideip.config.availability.Drains;
import io.wideip.config.availability.Target;
import io.wideip.config.availability.Targets;
import io.wideip.config.availability.Verdicts;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How the members of a catalog's wide IPs stand. Targets have numbers here, so that to judge 100,000 wide IPs again takes array
 * look-ups and no hashing. Not thread-safe: its compiler guards it.
 */
final class Availability {
    private static final int NO_TARGET = -1;

    private final Verdicts verdicts;
    private final Drains drains;
    private final List<WideIp> wideIps;
    private final Map<Target, Integer> numbers = new HashMap<>();
    private final List<Dependents> dependents = new ArrayList<>();
    private final BitSet down = new BitSet();
    /** For each wide IP and address of its members: the number of the VIP's own target, then of the application's. */
    private final int[][] targets;

    Availability(List<WideIp> wideIps, Verdicts verdicts, Drains drains) {
        this.wideIps = wideIps;
        this.verdicts = verdicts;
        this.drains = drains;
        targets = new int[wideIps.size()][];
        for (int i = 0; i < targets.length; i++) {
            targets[i] = targets(i);
        }
        numbers.forEach(
                (target, number) -> down.set(number, !verdicts.of(target).available()));
    }

    /** The wide IPs, by number, that depend on one target. */
    private static final class Dependents {
        int[] wideIps = new int[4];
        int count;

        void add(int wideIp) {
            if (count > 0 && wideIps[count - 1] == wideIp) {
                return;
            }
            if (count == wideIps.length) {
                wideIps = Arrays.copyOf(wideIps, count * 2);
            }
            wideIps[count++] = wideIp;
        }
    }

    private int[] targets(int wideIp) {
        WideIp of = wideIps.get(wideIp);
        List<Integer> found = new ArrayList<>();
        for (Member member : Targets.members(of.choices())) {
            for (String address : Targets.addresses(member.vip())) {
                found.add(number(Targets.vipCheck(member.vip(), address), wideIp));
                found.add(number(Targets.applicationCheck(of, address), wideIp));
            }
        }
        return found.stream().mapToInt(Integer::intValue).toArray();
    }

    private int number(@Nullable Target target, int wideIp) {
        if (target == null) {
            return NO_TARGET;
        }
        int number = numbers.computeIfAbsent(target, any -> numbers.size());
        if (number == dependents.size()) {
            dependents.add(new Dependents());
        }
        dependents.get(number).add(wideIp);
        return number;
    }

    /** Asks again how these targets stand; adds the numbers of the wide IPs for which that makes a difference. */
    void refresh(Collection<Target> changed, BitSet touched) {
        for (Target target : changed) {
            Integer number = numbers.get(target);
            if (number != null && down.get(number) == verdicts.of(target).available()) {
                Dependents of = dependents.get(number);
                for (int i = 0; i < of.count; i++) {
                    touched.set(of.wideIps[i]);
                }
                down.flip(number);
            }
        }
    }

    /** The state of each address of each member, in the order of {@link WideIpShape#members}. */
    List<MemberState> states(int wideIp) {
        WideIp of = wideIps.get(wideIp);
        int[] numbersOf = targets[wideIp];
        MemberState[] states = new MemberState[numbersOf.length / 2];
        int at = 0;
        for (Member member : Targets.members(of.choices())) {
            Vip vip = member.vip();
            boolean drained = drains.covers(of, vip);
            int addresses = vip.hostname() != null ? 1 : vip.addresses().size();
            for (int i = 0; i < addresses; i++, at++) {
                states[at] = state(drained, numbersOf[2 * at], numbersOf[2 * at + 1]);
            }
        }
        return List.of(states);
    }

    private MemberState state(boolean drained, int vipTarget, int applicationTarget) {
        if (drained) {
            return MemberState.DRAINED;
        }
        if (isDown(vipTarget)) {
            return MemberState.VIP_DOWN;
        }
        return isDown(applicationTarget) ? MemberState.APPLICATION_DOWN : MemberState.AVAILABLE;
    }

    private boolean isDown(int target) {
        return target != NO_TARGET && down.get(target);
    }
}
