package io.wideip.dns.zone;

import io.wideip.config.ZoneRecords;
import java.util.List;

/** A zone's static records, each set once. Equal when they were read from the same text. */
public final class StaticRecords implements ZoneRecords {
    private final String text;
    private final List<RecordSet> sets;

    StaticRecords(String text, List<RecordSet> sets) {
        this.text = text;
        this.sets = List.copyOf(sets);
    }

    public List<RecordSet> sets() {
        return sets;
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
