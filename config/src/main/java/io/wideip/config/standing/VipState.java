package io.wideip.config.standing;

import io.wideip.config.Member;
import io.wideip.config.Vip;
import io.wideip.config.WideIp;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** How a VIP stands by its own health check and by orders, whatever runs behind it. */
public enum VipState {
    /** At every address. */
    UP,
    /** At some of its addresses, and not at others. */
    PARTLY,
    DOWN,
    /** Not judged yet, or too long ago. */
    UNKNOWN,
    /** It has no health check of its own. */
    UNCHECKED,
    /** By an order for all wide IPs: wins over whatever the checks say. */
    DRAINED;

    static VipState of(Vip vip, Verdicts verdicts, Collection<Drain> drains) {
        if (drains.stream().anyMatch(drain -> drain.isWhole() && drain.wideIps() == null && drain.covers(vip))) {
            return DRAINED;
        }
        if (vip.healthCheck() == null) {
            return UNCHECKED;
        }
        Set<Verdict> seen = EnumSet.noneOf(Verdict.class);
        for (MemberAddress address : MemberAddress.of(new WideIp.Members(List.of(new Member(vip, 1))))) {
            Target target = Targets.vipCheck(address);
            if (target != null) {
                seen.add(verdicts.of(target).verdict());
            }
        }
        if (seen.equals(EnumSet.of(Verdict.UP))) {
            return UP;
        }
        if (seen.equals(EnumSet.of(Verdict.DOWN))) {
            return DOWN;
        }
        return seen.equals(EnumSet.of(Verdict.UNKNOWN)) ? UNKNOWN : PARTLY;
    }
}
