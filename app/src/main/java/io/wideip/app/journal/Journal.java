package io.wideip.app.journal;

import io.wideip.config.state.StateDirectory;
import io.wideip.dns.change.AnswersChange;
import io.wideip.dns.change.ChangeCause;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** The last changes of answers. Bounded in entries and in octets, so the oldest go. Thread-safe; to add to it blocks nobody. */
public final class Journal implements AnswersChange.Listener, AutoCloseable {
    private static final int MOST_ENTRIES = 10_000;
    private static final long MOST_OCTETS = 16L * 1024 * 1024;

    private final InstantSource clock;
    private final Deque<JournalEntry> entries = new ArrayDeque<>();
    private final Map<ChangeCause.Kind, LongAdder> changed = new EnumMap<>(ChangeCause.Kind.class);
    private final List<Runnable> followers = new CopyOnWriteArrayList<>();
    private long octets;
    private long last;
    /** The id of the newest one that has gone; 0 for none. */
    private long forgotten;

    private @Nullable JournalDisk disk;

    public Journal(InstantSource clock) {
        this.clock = clock;
        for (ChangeCause.Kind kind : ChangeCause.Kind.values()) {
            changed.put(kind, new LongAdder());
        }
    }

    @Override
    public void changed(AnswersChange change) {
        synchronized (this) {
            Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
            last = Math.max(last + 1, ChronoUnit.MICROS.between(Instant.EPOCH, now));
            put(new JournalEntry(last, now, change));
        }
        changed.getOrDefault(change.kind(), new LongAdder()).add(change.wideIps());
        followers.forEach(Runnable::run);
    }

    /** Takes in what was kept before the restart, and keeps there what comes. To be called once, before answers change. */
    public void remember(StateDirectory directory) {
        disk = new JournalDisk(this, directory);
        changed(new AnswersChange(0, List.of(ChangeCause.START), 0, List.of(), 0));
    }

    /** Takes in what was there before. */
    synchronized void remember(Collection<JournalEntry> before) {
        before.stream().filter(entry -> entry.id() > last).forEach(entry -> {
            last = entry.id();
            put(entry);
        });
    }

    private void put(JournalEntry entry) {
        entries.addLast(entry);
        octets += entry.size();
        while (entries.size() > MOST_ENTRIES || octets > MOST_OCTETS && entries.size() > 1) {
            JournalEntry oldest = entries.removeFirst();
            octets -= oldest.size();
            forgotten = oldest.id();
        }
    }

    /** To be told of each new entry, on a thread that must not be held up. */
    void follow(Runnable follower) {
        followers.add(follower);
    }

    void unfollow(Runnable follower) {
        followers.remove(follower);
    }

    /** The id of the newest one; 0 for none. */
    synchronized long last() {
        return last;
    }

    synchronized boolean contains(long id) {
        return entries.stream().anyMatch(entry -> entry.id() == id);
    }

    /** The id of the newest one that there was no room for any more; 0 for none. */
    synchronized long forgotten() {
        return forgotten;
    }

    /** All, the oldest first. */
    synchronized List<JournalEntry> all() {
        return List.copyOf(entries);
    }

    /** The first entries after this one, the oldest first. */
    synchronized List<JournalEntry> after(long id, int most) {
        List<JournalEntry> after = new ArrayList<>();
        for (Iterator<JournalEntry> each = entries.descendingIterator(); each.hasNext(); ) {
            JournalEntry entry = each.next();
            if (entry.id() <= id) {
                break;
            }
            after.add(entry);
        }
        Collections.reverse(after);
        return after.size() > most ? List.copyOf(after.subList(0, most)) : after;
    }

    /** How many changes of single wide IPs' answers there were since the start. */
    public long count(ChangeCause.Kind cause) {
        LongAdder count = changed.get(cause);
        return count == null ? 0 : count.sum();
    }

    /** Waits for the disk, within bounds. */
    @Override
    public void close() {
        if (disk != null) {
            disk.close();
        }
    }
}
