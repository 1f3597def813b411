package io.wideip.config.yaml;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** One load: the problems found so far, the sections opened, and the keys that were asked for. */
final class Reading {
    private final Problems problems = new Problems();
    private final List<YamlSection> sections = new ArrayList<>();
    private final long most;
    private long taken;
    private boolean incomplete;

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

    boolean isIncomplete() {
        return incomplete;
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
