package io.wideip.config.yaml;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** One load: the problems found so far, the sections opened, and the keys that were asked for. */
final class Reading {
    /** A usual file takes some 40 bytes of memory for each of its own while it is read. */
    private static final long MEMORY_PER_CHARACTER = 64;

    private final Problems problems = new Problems();
    private final List<YamlSection> sections = new ArrayList<>();
    private final long most;
    private long taken;
    private boolean incomplete;

    Reading() {
        this(Runtime.getRuntime().maxMemory() / MEMORY_PER_CHARACTER);
    }

    /** @param most characters that there is memory for */
    Reading(long most) {
        this.most = most;
    }

    long most() {
        return most;
    }

    /** Counts what is to be read; false where that makes more than there is memory for. */
    boolean takes(long characters) {
        taken += characters;
        return taken <= most;
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
