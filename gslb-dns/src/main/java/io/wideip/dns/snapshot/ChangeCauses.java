package io.wideip.dns.snapshot;

import io.wideip.config.standing.JudgedPlace;
import io.wideip.config.standing.Outdated.Earlier;
import io.wideip.config.standing.Target;
import io.wideip.config.standing.TargetStatus;
import io.wideip.config.standing.Verdicts;
import io.wideip.dns.change.ChangeCause;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which verdicts have changed answers, those on one VIP by one check together. For one change, then done. */
final class ChangeCauses {
    /** What verdicts have in common that are told together. */
    record Alike(boolean ofApplication, String datacenter, String vip, String check, boolean available) {}

    /** The first of them. */
    private static final class Example {
        final Target target;
        final String reason;
        final Set<Target> all = new LinkedHashSet<>();

        Example(Target target, String reason) {
            this.target = target;
            this.reason = reason;
        }
    }

    private final Verdicts verdicts;
    private final Map<Alike, Example> known = new LinkedHashMap<>();

    ChangeCauses(Verdicts verdicts) {
        this.verdicts = verdicts;
    }

    /**
     * Those that changed what stood like this; none where no verdict did. What is said of a VIP explains the applications behind it.
     *
     * @param next what has changed where it is now, if there was anything
     */
    Set<Alike> of(Earlier earlier, @Nullable Earlier next) {
        Set<Alike> causes = new LinkedHashSet<>();
        add(earlier, causes);
        if (next != null) {
            add(next, causes);
        }
        causes.removeIf(cause -> cause.ofApplication
                && causes.stream()
                        .anyMatch(each -> !each.ofApplication
                                && each.vip.equals(cause.vip)
                                && each.available == cause.available));
        return causes;
    }

    private void add(Earlier earlier, Set<Alike> causes) {
        for (Target target : earlier.verdicts()) {
            JudgedPlace place = earlier.constellation().judgedBy(target);
            if (place != null) {
                TargetStatus status = verdicts.of(target);
                Alike cause = new Alike(
                        place.isApplication(),
                        place.vip().datacenter().name(),
                        place.vip().name(),
                        target.check().name(),
                        status.available());
                known.computeIfAbsent(cause, it -> new Example(target, status.reason()))
                        .all
                        .add(target);
                causes.add(cause);
            }
        }
    }

    /** So many of them, for people. */
    List<ChangeCause> told(Collection<Alike> causes, int most) {
        List<ChangeCause> told = new ArrayList<>();
        for (Alike cause : causes) {
            if (told.size() == most) {
                return told;
            }
            told.add(new ChangeCause(
                    ChangeCause.Kind.VERDICT, text(cause, known.get(cause)), cause.datacenter, cause.vip));
        }
        return told;
    }

    private static String text(Alike cause, @Nullable Example example) {
        String what = (cause.ofApplication ? "application at VIP " : "VIP ") + cause.vip + " in datacenter "
                + cause.datacenter + (cause.available ? " is up" : " is down");
        if (example == null) {
            return what;
        }
        Target target = example.target;
        boolean asksForIt = target.host().isEmpty() || target.host().equals(target.address());
        String host = asksForIt ? "" : " of " + target.host();
        int others = example.all.size() - 1;
        return what + ": check " + cause.check + " at " + target.address() + host + ": " + example.reason
                + (others > 0 ? " (and " + others + " more target" + (others == 1 ? "" : "s") + " there)" : "");
    }
}
