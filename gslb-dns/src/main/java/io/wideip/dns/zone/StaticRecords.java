package io.wideip.dns.zone;

import io.wideip.config.DomainName;
import io.wideip.config.Doubt;
import io.wideip.config.ZoneRecords;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.Type;

/** A zone's static records, each set once. Equal when they were read from the same text. */
public final class StaticRecords implements ZoneRecords {
    private final String text;
    private final List<RecordSet> sets;
    private final List<Doubt> doubts;
    /** By owner in wire form, an octet a character. */
    private final Map<String, List<RecordSet>> byOwner;

    StaticRecords(String text, List<RecordSet> sets, List<Doubt> doubts) {
        this.text = text;
        this.doubts = List.copyOf(doubts);
        this.sets = List.copyOf(sets);
        byOwner = sets.stream().collect(Collectors.groupingBy(set -> text(set.owner())));
    }

    public List<RecordSet> sets() {
        return sets;
    }

    /** The sets of a name and of every name above it, from the name to the root. */
    List<RecordSet> atOrAbove(DomainName name) {
        if (byOwner.isEmpty()) {
            return List.of();
        }
        List<RecordSet> found = new ArrayList<>();
        for (String at = text(name.wire()); !at.isEmpty(); at = at.substring(1 + at.charAt(0))) {
            found.addAll(byOwner.getOrDefault(at, List.of()));
        }
        return found;
    }

    private static String text(byte[] wire) {
        return new String(wire, StandardCharsets.ISO_8859_1);
    }

    @Override
    public List<Doubt> doubts() {
        return doubts;
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
    public Set<DomainName> names() {
        Set<DomainName> names = new LinkedHashSet<>();
        for (RecordSet set : sets) {
            DomainName name = name(set.owner());
            if (name != null) {
                names.add(name);
            }
        }
        return names;
    }

    /** Null for octets that no wide IP's name has. */
    private static @Nullable DomainName name(byte[] owner) {
        try {
            return DomainName.ofWire(owner);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    @Override
    public @Nullable String conflict(DomainName wideIp, boolean answersCname) {
        for (RecordSet set : atOrAbove(wideIp)) {
            String conflict = conflict(set, wideIp, answersCname);
            if (conflict != null) {
                return conflict;
            }
        }
        return null;
    }

    /** @param set of the wide IP's name or of one above it */
    private static @Nullable String conflict(RecordSet set, DomainName wideIp, boolean answersCname) {
        boolean same = Arrays.equals(set.owner(), wideIp.wire());
        if (set.type() == Type.NS) {
            return "the zone's records delegate '" + MasterFile.owner(set).toString(true)
                    + "' to other servers by NS: remove the NS records or the wide IP";
        }
        if (set.type() == Type.DNAME && !same) {
            return "the zone's records redirect every name below '"
                    + MasterFile.owner(set).toString(true)
                    + "' by DNAME (RFC 6672 section 2.4): remove the DNAME record or the wide IP";
        }
        if (!same) {
            return null;
        }
        if (set.type() == Type.A || set.type() == Type.AAAA || set.type() == Type.CNAME) {
            return "the zone's records give '" + wideIp + "' a record of type " + Type.string(set.type())
                    + " already: remove the record or the wide IP";
        }
        return answersCname
                ? "'" + wideIp
                        + "' has members with a host name, so it answers CNAME, which can't stand beside the"
                        + " zone's record of type " + Type.string(set.type()) + " (RFC 1034 section 3.6.2): give the"
                        + " members addresses or remove the record"
                : null;
    }

    @Override
    public @Nullable String conflict(DomainName nestedZone) {
        return atOrAbove(nestedZone).stream()
                .filter(set -> set.type() == Type.DNAME && !Arrays.equals(set.owner(), nestedZone.wire()))
                .findFirst()
                .map(set -> "the zone '" + nestedZone + "' lies below '"
                        + MasterFile.owner(set).toString(true)
                        + "', whose DNAME in the enclosing zone redirects every name below it (RFC 6672 section 2.4):"
                        + " remove the DNAME record or the zone")
                .orElse(null);
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
