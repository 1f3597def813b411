package io.wideip.dns.snapshot;

import io.wideip.config.DomainName;
import io.wideip.config.standing.Constellation;
import io.wideip.dns.change.ChangeKeys;
import io.wideip.dns.change.ChangedGroup;
import io.wideip.dns.change.ChangedName;
import io.wideip.dns.change.ServedBy;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Wide IPs that change alike, while they are found. Not thread-safe. */
final class ChangeGroup {
    /** Names that are told. */
    private static final int MOST_NAMES = 20;
    /** Of wide IPs that have nobody left each is sought after. */
    private static final int MOST_NAMES_OF_NOBODY = 2_000;
    /** Wide IPs, or kinds of them, that are found again. */
    static final int MOST_KEYS = 4_096;

    private final Kind kind;
    private final List<ChangedName> names = new ArrayList<>();
    private final List<Long> ofNames = new ArrayList<>();
    private final List<Long> ofShared = new ArrayList<>();
    private boolean areAll = true;
    private int wideIps;

    /**
     * What they have in common.
     *
     * @param before what they shared, where each changed by itself
     */
    record Kind(ServedBy from, ServedBy to, ChangedGroup.Trend trend, boolean hasNobody, long before) {}

    ChangeGroup(Kind kind) {
        this.kind = kind;
    }

    /** Takes in all wide IPs of a constellation; some of their names may be given later. */
    void add(Constellation constellation, int count, SharedKeys keys) {
        wideIps += count;
        if (ofShared.size() < MOST_KEYS) {
            ofShared.add(keys.of(constellation));
        } else {
            areAll = false;
        }
    }

    /** Takes in a wide IP. */
    void add(DomainName name, @Nullable String origin) {
        wideIps++;
        if (ofNames.size() < MOST_KEYS) {
            ofNames.add(SharedKeys.of(name));
        } else {
            areAll = false;
        }
        if (names.size() < mostNames()) {
            names.add(new ChangedName(name.text(), origin));
        }
    }

    private int mostNames() {
        if (kind.hasNobody) {
            return MOST_NAMES_OF_NOBODY;
        }
        return kind.trend == ChangedGroup.Trend.UNCHANGED ? 0 : MOST_NAMES;
    }

    boolean needsNames() {
        return names.size() < mostNames() && names.size() < wideIps;
    }

    /** Of one that is in already. */
    void name(DomainName name) {
        names.add(new ChangedName(name.text(), null));
    }

    ChangedGroup changed() {
        return new ChangedGroup(
                wideIps,
                kind.from,
                kind.to,
                kind.trend,
                kind.hasNobody,
                List.copyOf(names),
                new ChangeKeys(array(ofNames), array(ofShared), areAll, kind.before));
    }

    private static long[] array(List<Long> keys) {
        return keys.stream().mapToLong(Long::longValue).toArray();
    }
}
