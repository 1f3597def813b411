package io.wideip.routes.source;

import io.wideip.config.DomainName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Names that a namespace has though no Route claims them any more, because a YAML has taken a rule or a cluster away. They stay its own
 * for a while, since that may have been a mistake. Ages are of this process; times are in nanoseconds, of a clock that only goes forward.
 * Not thread-safe.
 */
final class UnclaimedNames {
    static final Duration LONGEST = Duration.ofDays(7);

    private final int most;
    /** Since when, the oldest first. */
    private final Map<DomainName, Long> since = new LinkedHashMap<>();

    UnclaimedNames(int most) {
        this.most = most;
    }

    /** These are all that are unclaimed now. */
    void are(Set<DomainName> names, long now) {
        since.keySet().retainAll(names);
        names.forEach(name -> since.putIfAbsent(name, now));
    }

    /** Takes those which have been for too long, and the oldest where there are too many. */
    List<DomainName> takeOld(long now) {
        List<DomainName> old = new ArrayList<>();
        Iterator<Map.Entry<DomainName, Long>> oldest = since.entrySet().iterator();
        while (oldest.hasNext()) {
            Map.Entry<DomainName, Long> each = oldest.next();
            if (since.size() <= most && now - each.getValue() < LONGEST.toNanos()) {
                break;
            }
            old.add(each.getKey());
            oldest.remove();
        }
        return old;
    }
}
