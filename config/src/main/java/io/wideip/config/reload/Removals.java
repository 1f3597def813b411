package io.wideip.config.reload;

import io.wideip.config.Catalog;
import io.wideip.config.CatalogChange;
import io.wideip.config.CatalogChange.WideIpChange;
import io.wideip.config.Pool;
import io.wideip.config.WideIp;
import io.wideip.config.WideIp.Choices;
import io.wideip.config.Zone;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * What a new catalog lacks of the one before, where that is more than it may: a file that was cut off at a line's end, or is
 * missing, has no problem of its own. The limit is the new catalog's, so that one change can say both.
 */
final class Removals {
    /** So few may always go: in a small catalog each one is a large share. */
    private static final int FREE = 3;

    private static final int NAMED = 3;
    private static final int SHOWN = 20;

    private final int limit;
    private final List<String> refusals = new ArrayList<>();
    private int others;

    private Removals(int limit) {
        this.limit = limit;
    }

    /** One text each for people; empty where the new catalog may replace the other. */
    static List<String> refusals(Catalog before, Catalog after) {
        Removals removals = new Removals(after.server().reload().mayRemove());
        if (removals.limit < 100) {
            removals.compare(before, after);
        }
        if (removals.others > 0) {
            removals.refusals.add(removals.others + " more such losses");
        }
        return removals.refusals;
    }

    private void compare(Catalog before, Catalog after) {
        compareWholes("zones", before.zones().keySet(), after.zones().keySet());
        compareWholes("clusters", before.clusters().keySet(), after.clusters().keySet());
        if (after.routes().allow().isEmpty()) {
            compareWholes("rules of 'routes.allow'", rules(before).keySet(), Set.of());
        } else {
            compare("rules of 'routes.allow'", rules(before), rules(after));
        }
        List<WideIpChange> changed = CatalogChange.between(before, after).wideIps().stream()
                .sorted(Comparator.comparing(WideIpChange::name))
                .toList();
        compareNames(changed, before.wideIps().size());
        compare("subnets of 'topology'", subnets(before), subnets(after));
        for (Zone zone : before.zones().values()) {
            Zone now = after.zones().get(zone.name());
            if (now != null && !now.records().equals(zone.records())) {
                compare(
                        "records of the zone '" + zone.name() + "'",
                        zone.records().counts(),
                        now.records().counts());
            }
        }
        for (Pool pool : before.pools().values()) {
            Pool now = after.pools().get(pool.name());
            if (now != null) {
                Choices members = new WideIp.Members(now.members());
                compare("pool '" + pool.name() + "'", new WideIp.Members(pool.members()), members);
            }
        }
        for (WideIpChange wideIp : changed) {
            if (wideIp.before() != null && wideIp.after() != null) {
                compare(
                        "wide IP '" + wideIp.name() + "'",
                        wideIp.before().choices(),
                        wideIp.after().choices());
            }
        }
    }

    /** What is all of itself: with a zone go its names, and with a cluster, or with all rules, what its Routes claim. */
    private void compareWholes(String what, Set<?> before, Set<?> after) {
        List<String> gone = before.stream()
                .filter(each -> !after.contains(each))
                .map(Object::toString)
                .toList();
        if (!gone.isEmpty()) {
            refuse(what, gone, gone.size(), before.size(), 100);
        }
    }

    private void compareNames(List<WideIpChange> changed, int before) {
        List<String> gone = changed.stream()
                .filter(change -> change.after() == null)
                .map(change -> change.name().text())
                .toList();
        compare("wide IPs", gone, gone.size(), before);
    }

    private void compare(String where, Choices before, Choices after) {
        if (before instanceof WideIp.Members members && after instanceof WideIp.Members now) {
            compare("members of the " + where, vips(members), vips(now));
        } else if (before instanceof WideIp.Pools pools && after instanceof WideIp.Pools now) {
            compare("pools of the " + where, pools(pools), pools(now));
        }
    }

    /** How many of each there are, before and after. */
    private void compare(String what, Map<String, Integer> before, Map<String, Integer> after) {
        List<String> names = new ArrayList<>();
        int gone = 0;
        int all = 0;
        for (Map.Entry<String, Integer> each : before.entrySet()) {
            int lost = each.getValue() - Objects.requireNonNullElse(after.get(each.getKey()), 0);
            if (lost > 0) {
                names.add(each.getKey());
                gone += lost;
            }
            all += each.getValue();
        }
        compare(what, names, gone, all);
    }

    private void compare(String what, List<String> names, int gone, int all) {
        if (gone <= FREE) {
            return;
        }
        // Rounded up, so that it is a limit that lets this pass.
        int share = (int) ((100L * gone + all - 1) / all);
        if (share > limit) {
            refuse(what, names, gone, all, share);
        }
    }

    private void refuse(String what, List<String> names, int gone, int all, int share) {
        if (refusals.size() == SHOWN) {
            others++;
            return;
        }
        String named = String.join(", ", names.subList(0, Math.min(NAMED, names.size())))
                + (names.size() > NAMED ? " and " + (names.size() - NAMED) + " more" : "");
        refusals.add(gone + " of " + all + " " + what + " would go (" + named + "), a reload may remove " + limit
                + "%: put them back or, if they are to go, write 'mayRemove: " + share + "%' under server.reload");
    }

    private static Map<String, Integer> subnets(Catalog catalog) {
        return counted(catalog.topology().stream()
                .flatMap(rule -> rule.clients().everySubnet().stream())
                .map(Object::toString)
                .toList());
    }

    /** By their zones: a rule that only says something else is none that goes. */
    private static Map<String, Integer> rules(Catalog catalog) {
        return counted(catalog.routes().allow().stream()
                .map(rule -> rule.zone().text())
                .toList());
    }

    private static Map<String, Integer> vips(WideIp.Members choices) {
        return counted(
                choices.members().stream().map(member -> member.vip().name()).toList());
    }

    private static Map<String, Integer> pools(WideIp.Pools choices) {
        return counted(
                choices.pools().stream().map(weighted -> weighted.pool().name()).toList());
    }

    private static Map<String, Integer> counted(List<String> names) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        names.forEach(name -> counts.merge(name, 1, Integer::sum));
        return counts;
    }
}
