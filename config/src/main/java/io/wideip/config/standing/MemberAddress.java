package io.wideip.config.standing;

import io.wideip.config.AddressText;
import io.wideip.config.Member;
import io.wideip.config.Vip;
import io.wideip.config.WideIp;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One address of a member of a wide IP, or a member's host name.
 *
 * @param number the member's, pool after pool, from 0: a VIP may be a member of several pools
 * @param address null where the VIP has a host name
 */
public record MemberAddress(
        int number, Member member, @Nullable InetAddress address) {

    /** Every address of every member, pool after pool. */
    public static List<MemberAddress> of(WideIp.Choices choices) {
        List<MemberAddress> all = new ArrayList<>();
        int number = 0;
        for (Member member : Targets.members(choices)) {
            if (member.vip().hostname() != null) {
                all.add(new MemberAddress(number, member, null));
            }
            for (InetAddress address : member.vip().addresses()) {
                all.add(new MemberAddress(number, member, address));
            }
            number++;
        }
        return List.copyOf(all);
    }

    public Vip vip() {
        return member.vip();
    }

    /** As a target names it. */
    public String text() {
        return address == null ? Targets.hostname(vip()) : AddressText.of(address);
    }
}
