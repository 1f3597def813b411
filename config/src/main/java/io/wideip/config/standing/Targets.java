package io.wideip.config.standing;

import io.wideip.config.Catalog;
import io.wideip.config.DomainName;
import io.wideip.config.HealthCheck;
import io.wideip.config.Member;
import io.wideip.config.Vip;
import io.wideip.config.WideIp;
import io.wideip.config.WideIpSettings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Which targets wide IPs have: the prober probes exactly those that the standings ask about, because both ask here. */
public final class Targets {
    private Targets() {}

    /** Every target of the catalog, each once. */
    public static Set<Target> of(Catalog catalog) {
        return byDatacenter(catalog).keySet();
    }

    /** Every target of the catalog with the name of its datacenter: of the first one that has it. */
    public static Map<Target, String> byDatacenter(Catalog catalog) {
        Map<Target, String> targets = new LinkedHashMap<>();
        Set<WideIpSettings> seen = new LinkedHashSet<>();
        BiConsumer<Target, Vip> add =
                (target, vip) -> targets.putIfAbsent(target, vip.datacenter().name());
        catalog.wideIps().forEach(wideIp -> {
            if (seen.add(wideIp.settings())) {
                shared(wideIp.settings(), add);
            }
            own(wideIp.name(), wideIp.settings(), add);
        });
        return targets;
    }

    /** The targets that all wide IPs of these settings share. */
    static void shared(WideIpSettings settings, BiConsumer<Target, Vip> action) {
        for (MemberAddress address : MemberAddress.of(settings.choices())) {
            Target vip = vipCheck(address);
            Target application = sharedApplicationCheck(settings, address);
            if (vip != null) {
                action.accept(vip, address.vip());
            }
            if (application != null) {
                action.accept(application, address.vip());
            }
        }
    }

    /** The targets that all wide IPs of these settings share, each once, with the name of its datacenter. */
    static Map<Target, String> sharedOnce(WideIpSettings settings) {
        Map<Target, String> once = new LinkedHashMap<>();
        shared(
                settings,
                (target, vip) -> once.putIfAbsent(target, vip.datacenter().name()));
        return once;
    }

    /** The targets that only the wide IP of this name has, likewise. */
    static Map<Target, String> ownOnce(DomainName name, WideIpSettings settings) {
        Map<Target, String> once = new LinkedHashMap<>();
        own(
                name,
                settings,
                (target, vip) -> once.putIfAbsent(target, vip.datacenter().name()));
        return once;
    }

    /** The targets that only the wide IP of this name has. */
    static void own(DomainName name, WideIpSettings settings, BiConsumer<Target, Vip> action) {
        for (MemberAddress address : MemberAddress.of(settings.choices())) {
            HealthCheck check = ownCheck(settings, address);
            if (check != null) {
                action.accept(ownTarget(name, check, address), address.vip());
            }
        }
    }

    /** The check of the VIP itself, or null where it has none. */
    static @Nullable Target vipCheck(MemberAddress address) {
        HealthCheck check = address.vip().healthCheck();
        if (check == null) {
            return null;
        }
        String host = check.probe().host();
        return new Target(address.text(), check, host == null ? address.text() : host);
    }

    /** The application's check, where it asks for one host name whatever the wide IP's; else null. */
    static @Nullable Target sharedApplicationCheck(WideIpSettings settings, MemberAddress address) {
        HealthCheck check = applicationCheck(settings, address.member());
        String host = check == null ? null : check.probe().host();
        return check == null || host == null ? null : new Target(address.text(), check, host);
    }

    /** The application's check, where it asks for the wide IP's own name; else null. */
    static @Nullable HealthCheck ownCheck(WideIpSettings settings, MemberAddress address) {
        HealthCheck check = applicationCheck(settings, address.member());
        return check == null || check.probe().host() != null ? null : check;
    }

    /** What the application's check asks of this wide IP there; null where there is none. */
    static @Nullable Target applicationTarget(DomainName name, WideIpSettings settings, MemberAddress address) {
        HealthCheck own = ownCheck(settings, address);
        return own == null ? sharedApplicationCheck(settings, address) : ownTarget(name, own, address);
    }

    /** The member's own, else the wide IP's; null where neither has one. */
    public static @Nullable HealthCheck applicationCheck(WideIpSettings settings, Member member) {
        return member.healthCheck() == null ? settings.healthCheck() : member.healthCheck();
    }

    static Target ownTarget(DomainName name, HealthCheck check, MemberAddress address) {
        return new Target(address.text(), check, name.text());
    }

    /** The wide IP whose own target it is, if it is one's; null where it can't be. */
    static @Nullable DomainName owner(Target target) {
        boolean asksForOneName = target.check().probe().host() != null;
        boolean asksForAnIpv6Address = target.host().indexOf(':') >= 0;
        return asksForOneName || asksForAnIpv6Address ? null : new DomainName(target.host());
    }

    static String hostname(Vip vip) {
        return Objects.requireNonNull(vip.hostname()).text();
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
}
