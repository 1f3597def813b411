package io.wideip.config.availability;

import io.wideip.config.Catalog;
import io.wideip.config.HealthCheck;
import io.wideip.config.Member;
import io.wideip.config.Vip;
import io.wideip.config.WideIp;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which targets a catalog has: the prober probes exactly those that the compiler asks about, because both ask here. */
public final class Targets {
    private Targets() {}

    /** Every target of the catalog, each once, in the catalog's order. */
    public static Set<Target> of(Catalog catalog) {
        Set<Target> targets = new LinkedHashSet<>();
        for (WideIp wideIp : catalog.wideIps().values()) {
            for (Member member : members(wideIp.choices())) {
                for (String address : addresses(member.vip())) {
                    addIfPresent(targets, vipCheck(member.vip(), address));
                    addIfPresent(targets, applicationCheck(wideIp, address));
                }
            }
        }
        return targets;
    }

    /** The check of the VIP itself, or null where it has none. */
    public static @Nullable Target vipCheck(Vip vip, String address) {
        HealthCheck check = vip.healthCheck();
        return check == null ? null : new Target(address, check, hostOr(check, address));
    }

    /** The check of the application at one address of a VIP, or null where the wide IP has none. */
    public static @Nullable Target applicationCheck(WideIp wideIp, String address) {
        HealthCheck check = wideIp.healthCheck();
        return check == null
                ? null
                : new Target(address, check, hostOr(check, wideIp.name().text()));
    }

    /** A VIP's addresses as targets name them; its host name where it has one. */
    public static List<String> addresses(Vip vip) {
        if (vip.hostname() != null) {
            return List.of(vip.hostname().text());
        }
        return vip.addresses().stream().map(InetAddress::getHostAddress).toList();
    }

    /** Every member chosen among, through the pools where there are any. */
    public static List<Member> members(WideIp.Choices choices) {
        if (choices instanceof WideIp.Members direct) {
            return direct.members();
        }
        List<Member> members = new ArrayList<>();
        for (WideIp.WeightedPool weighted : ((WideIp.Pools) choices).pools()) {
            members.addAll(weighted.pool().members());
        }
        return members;
    }

    private static String hostOr(HealthCheck check, String otherwise) {
        String host = check.probe().host();
        return host == null ? otherwise : host;
    }

    private static void addIfPresent(Set<Target> targets, @Nullable Target target) {
        if (target != null) {
            targets.add(target);
        }
    }
}
