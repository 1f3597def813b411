package io.wideip.dns.snapshot;

import io.wideip.config.CatalogChange;
import io.wideip.config.CatalogChange.WideIpChange;
import io.wideip.config.DomainName;
import io.wideip.config.WideIpSettings;
import io.wideip.config.WideIps;
import io.wideip.config.standing.Outdated;
import io.wideip.config.standing.Standings;
import io.wideip.config.standing.Verdicts;
import io.wideip.dns.change.AnswersChange;
import io.wideip.dns.change.ChangeCause;
import io.wideip.dns.change.ChangeKeys;
import io.wideip.dns.change.ChangeKeys.WideIpKeys;
import io.wideip.dns.snapshot.ChangeRecorder.Side;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What was compiled last, until somebody has been told what that has changed. Not thread-safe. */
final class UntoldChange {
    private final Standings standings;
    private final WideIpNodes nodes;
    private final SharedKeys keys;
    private final Verdicts verdicts;

    private Outdated outdated = new Outdated();
    private final Map<DomainName, Side> were = new HashMap<>();
    private final List<Edited> edited = new ArrayList<>();

    private record Edited(
            DomainName name, @Nullable Side was, @Nullable Side is) {}

    /**
     * Why, and what defines wide IPs that were changed themselves.
     *
     * @param causes at least one
     */
    record Reasons(List<ChangeCause> causes, Function<DomainName, @Nullable String> origins) {
        /** For those that are too many to be told one by one. */
        static Reasons ofVerdicts() {
            return of(List.of(new ChangeCause(ChangeCause.Kind.VERDICT, "many verdicts at once")));
        }

        static Reasons of(List<ChangeCause> causes) {
            return new Reasons(causes, nowhere -> null);
        }
    }

    UntoldChange(Standings standings, WideIpNodes nodes, SharedKeys keys, Verdicts verdicts) {
        this.standings = standings;
        this.nodes = nodes;
        this.keys = keys;
        this.verdicts = verdicts;
    }

    /** This was outdated, and is compiled. */
    void compiled(Outdated now) {
        outdated = now;
    }

    /** To be called while these stand as before. */
    void before(List<WideIpChange> changes) {
        changes.forEach(change -> {
            if (change.before() != null) {
                were.put(change.name(), side(change.name(), change.before()));
            }
        });
    }

    /** To be called when they stand as after. */
    void after(List<WideIpChange> changes) {
        changes.forEach(change -> edited.add(new Edited(
                change.name(),
                were.get(change.name()),
                change.after() == null ? null : side(change.name(), change.after()))));
    }

    private Side side(DomainName name, WideIpSettings settings) {
        return new Side(standings.constellation(name, settings));
    }

    /** What it has changed for clients; forgets it. */
    List<AnswersChange> take(Snapshot snapshot, WideIps wideIps, Reasons reasons) {
        ChangeRecorder recorder = new ChangeRecorder(nodes, nodes, snapshot, keys, verdicts);
        try {
            recorder.record(outdated, standings, wideIps);
            edited.forEach(each -> recorder.record(each.name, each.was, each.is, Set.of(), reasons.origins));
            return recorder.result(reasons.causes);
        } finally {
            forget();
        }
    }

    void forget() {
        outdated = new Outdated();
        were.clear();
        edited.clear();
    }

    /**
     * What differs for clients from another catalog, which served before.
     *
     * @param size how many wide IPs there are
     */
    List<AnswersChange> since(UntoldChange before, CatalogChange change, Snapshot snapshot, int size, Reasons reasons) {
        ChangeRecorder recorder = new ChangeRecorder(before.nodes, nodes, snapshot, keys, verdicts);
        List<WideIpChange> compared =
                change.wideIps().stream().limit(ChangeRecorder.MOST_COMPARED).toList();
        for (WideIpChange each : compared) {
            recorder.record(
                    each.name(),
                    each.before() == null ? null : before.side(each.name(), each.before()),
                    each.after() == null ? null : side(each.name(), each.after()),
                    Set.of(),
                    reasons.origins);
        }
        int may = change.isBaseChanged() ? size : change.wideIps().size();
        recorder.recordFurther(Math.max(0, may - compared.size()));
        return recorder.result(reasons.causes);
    }

    /** @param settings of the wide IP; null where there is none */
    WideIpKeys keys(DomainName name, @Nullable WideIpSettings settings) {
        long shared = settings == null ? ChangeKeys.NOTHING : keys.of(standings.constellation(name, settings));
        keys.clear();
        return new WideIpKeys(SharedKeys.of(name), shared);
    }
}
