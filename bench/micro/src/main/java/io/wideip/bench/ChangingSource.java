package io.wideip.bench;

import io.wideip.config.DomainName;
import io.wideip.config.catalog.Defined;
import io.wideip.config.catalog.Part;
import io.wideip.config.catalog.Sources;
import io.wideip.config.catalog.WideIpDefinition;
import io.wideip.config.names.NameMapEdit;
import io.wideip.config.standing.TargetUse;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;

/** A source of a site's wide IPs that changes one of them, again and again: each change is merged, compared, compiled and swapped in. */
final class ChangingSource {
    private static final long SECOND = 1_000_000_000;

    private final Sources sources;
    private final int names;
    private final SplittableRandom random = new SplittableRandom(1);
    private Part part;
    private long changes;

    /** @param names how many wide IPs the site has */
    ChangingSource(Site site, int names) {
        this.names = names;
        part = site.part();
        TargetUse targets = new TargetUse();
        sources = new Sources(change -> {
            targets.change(change);
            site.compiler().catalog(change);
        });
        sources.put(part);
    }

    /** How many have been made, ever. To be asked when nobody changes it. */
    long changes() {
        return changes;
    }

    /** Changes it at a steady rate. Where it can't keep the rate, there are fewer changes. */
    void change(int seconds, int rate) {
        long start = System.nanoTime();
        for (int i = 0; i < seconds * rate; i++) {
            await(start + i * SECOND / rate);
            if (System.nanoTime() - start > seconds * SECOND) {
                return;
            }
            changeOne();
            changes++;
        }
    }

    /** Gives some wide IP the definition of another, which has the same or other VIPs. */
    private void changeOne() {
        Defined<WideIpDefinition> other = Objects.requireNonNull(part.wideIps().get(name()));
        NameMapEdit<Defined<WideIpDefinition>> edit = part.wideIps().edit();
        edit.put(name(), other);
        part = new Part(part.source(), part.precedence(), part.base(), edit.apply());
        sources.put(part);
    }

    private byte[] name() {
        return new DomainName("w" + random.nextInt(names) + "." + Site.ZONE).wire();
    }

    /** Until a time of {@link System#nanoTime}. */
    static void await(long nanos) {
        for (long left = nanos - System.nanoTime(); left > 0; left = nanos - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }
}
