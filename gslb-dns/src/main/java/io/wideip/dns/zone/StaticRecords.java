package io.wideip.dns.zone;

import io.wideip.config.DomainName;
import io.wideip.config.ZoneRecords;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.xbill.DNS.Type;

/** A zone's static records, each set once. Equal when they were read from the same text. */
public final class StaticRecords implements ZoneRecords {
    private final String text;
    private final List<RecordSet> sets;
    /** By owner in wire form, an octet a character. */
    private final Map<String, List<RecordSet>> byOwner;

    StaticRecords(String text, List<RecordSet> sets) {
        this.text = text;
        this.sets = List.copyOf(sets);
        byOwner = sets.stream().collect(Collectors.groupingBy(set -> text(set.owner())));
    }

    public List<RecordSet> sets() {
        return sets;
    }

    /** The sets of a name and of every name above it, from the name to the root. */
    Stream<RecordSet> atOrAbove(DomainName name) {
        return Stream.iterate(text(name.wire()), at -> !at.isEmpty(), at -> at.substring(1 + at.charAt(0)))
                .flatMap(at -> byOwner.getOrDefault(at, List.of()).stream());
    }

    private static String text(byte[] wire) {
        return new String(wire, StandardCharsets.ISO_8859_1);
    }

    @Override
    public Map<String, Integer> counts() {
        Map<String, Integer> counts = new LinkedHashMap<>();
        for (RecordSet set : sets) {
            String name = MasterFile.owner(set).toString(true);
            counts.put(name + " " + Type.string(set.type()), set.rdata().size());
        }
        return counts;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof StaticRecords records && text.equals(records.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }
}
