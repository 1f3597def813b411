package io.wideip.config.yaml;

import io.wideip.config.section.Place;
import io.wideip.config.section.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;

/** One load: the problems found so far, the sections opened, and the keys that were asked for. */
final class Reading {
    private final Problems problems = new Problems();
    /** Names that stand for nothing, unless what could not be read has them; by the section that should have them. */
    private final Map<String, Problems> unknownNames = new TreeMap<>();

    private final Set<String> unread = new TreeSet<>();
    private final List<YamlSection> sections = new ArrayList<>();
    private final long most;
    private long taken;
    private boolean incomplete;
    private long missing;

    Reading() {
        // The rest is for the catalog that is made of it, and for the one that serves.
        this(Runtime.getRuntime().maxMemory() / 4 * 3);
    }

    /** @param most octets of memory that may be used */
    Reading(long most) {
        this.most = most;
    }

    long most() {
        return most;
    }

    /** Counts memory that is to be used; false where that makes more than there is. */
    boolean takes(long octets) {
        taken += octets;
        return taken <= most;
    }

    boolean isOutOfMemory() {
        return taken > most;
    }

    Problems problems() {
        return problems;
    }

    /** Reports that a section lacks a name, unless it turns out that the name may stand in what was not read. */
    void unknownName(String section, Place place, Supplier<String> what) {
        unknownNames.computeIfAbsent(section, any -> new Problems()).add(place, what);
    }

    /** A section stands under a key that nobody knows. */
    void markUnread(String section) {
        unread.add(section);
    }

    /** A key is missing, which is reported with the unknown keys. */
    void countMissing() {
        missing++;
    }

    /** How many problems were found so far. */
    long found() {
        return missing
                + problems.added()
                + unknownNames.values().stream().mapToLong(Problems::added).sum();
    }

    /** Every problem, to be called when every reader is done. */
    List<Problem> sorted() {
        if (!incomplete || problems.isEmpty()) {
            unknownNames.forEach((section, unknown) -> {
                if (!unread.contains(section)) {
                    problems.addAll(unknown);
                }
            });
        }
        return problems.sorted();
    }

    void opened(YamlSection section) {
        sections.add(section);
    }

    /** How many sections were opened so far. */
    int opened() {
        return sections.size();
    }

    /** Whether one of the sections that were opened after so many has a key that nobody has asked for yet. */
    boolean hasUnknownKeys(int after) {
        return sections.subList(after, sections.size()).stream().anyMatch(YamlSection::hasUnknownKeys);
    }

    /** Something could not be read at all, so a name that seems to be missing may stand there. */
    void markIncomplete() {
        incomplete = true;
    }

    /** To be called when every reader is done: a key is known only by being asked for. */
    void reportUnknownKeys() {
        sections.forEach(YamlSection::reportUnknownKeys);
    }

    Map<String, Set<String>> keysAskedFor() {
        Map<String, Set<String>> byPath = new TreeMap<>();
        for (YamlSection section : sections) {
            byPath.computeIfAbsent(section.path(), path -> new TreeSet<>()).addAll(section.asked());
        }
        byPath.values().removeIf(Set::isEmpty);
        return byPath;
    }
}
