package io.wideip.dns.zone;

import io.wideip.dns.wire.Wire;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Name;
import org.xbill.DNS.RRset;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/**
 * Decides which records may stand where in one zone: beside, above and below which others. Gathers those that may in
 * sets.
 */
final class Placement {
    /** Of one delegation: so many fit in a message, whatever their names. */
    private static final int MOST_NAMESERVERS = 100;

    private static final int POINTER_OCTETS = 2;
    /** From here to 255 types are for questions and messages alone (RFC 6895 section 3.1). */
    private static final int FIRST_META_TYPE = 128;

    private static final int LAST_META_TYPE = 255;
    /** What only a signer can make from the whole zone. Without their signatures, or beside other names, they are untrue. */
    private static final Set<Integer> MADE_BY_A_SIGNER = Set.of(Type.RRSIG, Type.NSEC, Type.NSEC3, Type.NSEC3PARAM);

    private final Name origin;
    private final List<Name> nameservers;
    private final Map<Name, Map<Integer, Gathered>> byOwner = new LinkedHashMap<>();
    private final Set<Name> redirecting = new HashSet<>();

    private static final class Gathered {
        final RRset set = new RRset();
        int octets;
    }

    /** @param nameservers of the zone itself, as far as they lie in it */
    Placement(Name origin, List<Name> nameservers) {
        this.origin = origin;
        this.nameservers = nameservers;
    }

    /** Takes a record; or says why it can't stand where it does, with the mend. */
    @Nullable
    String add(Record record) {
        String fault = misplaced(record);
        if (fault == null) {
            fault = aboveNameserver(record);
        }
        Map<Integer, Gathered> beside = byOwner.getOrDefault(record.getName(), Map.of());
        if (fault == null) {
            fault = beside(record, beside.keySet());
        }
        if (fault != null) {
            return fault;
        }
        Gathered of = byOwner.computeIfAbsent(record.getName(), any -> new LinkedHashMap<>())
                .computeIfAbsent(record.getType(), any -> new Gathered());
        if (record.getType() == Type.NS && of.set.size() == MOST_NAMESERVERS) {
            return shown(record.getName()) + " has more than " + MOST_NAMESERVERS + " records of type NS: remove some";
        }
        boolean fitted = of.octets <= Wire.LONGEST_SECTIONS;
        of.octets += record.toWire(Section.ANSWER).length - record.getName().length() + POINTER_OCTETS;
        if (of.octets > Wire.LONGEST_SECTIONS) {
            return fitted ? tooLarge(record) : null;
        }
        of.set.addRR(record);
        if (record.getType() == Type.DNAME) {
            redirecting.add(record.getName());
        }
        return null;
    }

    /** When all records are known: why this one is never answered, or null. */
    @Nullable
    String redirected(Record record) {
        Name at = record.getName();
        while (at.labels() > origin.labels()) {
            at = new Name(at, 1);
            if (redirecting.contains(at)) {
                return shown(record.getName()) + " lies below " + shown(at)
                        + ", whose DNAME redirects every name below it (RFC 6672 section 2.4): remove one of the two";
            }
        }
        return null;
    }

    List<RRset> sets() {
        return byOwner.values().stream()
                .flatMap(beside -> beside.values().stream())
                .map(of -> of.set)
                .toList();
    }

    private @Nullable String misplaced(Record record) {
        Name owner = record.getName();
        int type = record.getType();
        if (!owner.subdomain(origin)) {
            return shown(owner) + " is outside the zone " + origin.toString(true) + ": move the record to its own zone";
        }
        if (record.getDClass() != DClass.IN) {
            return shown(owner) + " has class " + DClass.string(record.getDClass()) + ": only IN is served";
        }
        if (type == 0 || type == Type.OPT || type >= FIRST_META_TYPE && type <= LAST_META_TYPE) {
            return Type.string(type) + " is no type that a name can have (RFC 6895 section 3.1): remove the record";
        }
        if (MADE_BY_A_SIGNER.contains(type)) {
            return Type.string(type)
                    + " is made when a zone is signed, which this version does not do: remove the record";
        }
        if (type == Type.SOA) {
            return "SOA is made from the zone's keys hostmaster, nameservers, ttl and negativeTtl: remove the record";
        }
        if (type == Type.NS && owner.equals(origin)) {
            return "the zone's own NS records are made from its key nameservers: remove the record";
        }
        if (type == Type.CNAME && owner.equals(origin)) {
            return "CNAME at the zone's own name, which has SOA and NS (RFC 1034 section 3.6.2): use A and AAAA, or a wide IP";
        }
        if (type == Type.DS && owner.equals(origin)) {
            return "DS at the zone's own name is the enclosing zone's to tell (RFC 4035 section 3.1.4.1): move the record there";
        }
        if (owner.isWild() && (type == Type.NS || type == Type.DNAME)) {
            return Type.string(type) + " at the wildcard " + shown(owner)
                    + ", which has no meaning that all servers agree on (RFC 4592 section 4): write a record for each name";
        }
        return null;
    }

    private @Nullable String aboveNameserver(Record record) {
        Name owner = record.getName();
        int type = record.getType();
        for (Name nameserver : nameservers) {
            boolean same = nameserver.equals(owner);
            if (same && (type == Type.A || type == Type.AAAA || type == Type.CNAME)) {
                return shown(owner) + " is a name server of the zone, and has its addresses from the key nameservers:"
                        + " remove the record";
            }
            if (type == Type.DNAME && !same && nameserver.subdomain(owner)) {
                return "DNAME at " + shown(owner) + " redirects the zone's own name server " + shown(nameserver)
                        + ", too (RFC 6672 section 2.4): give the name server another name or remove the record";
            }
        }
        return null;
    }

    private static @Nullable String beside(Record record, Set<Integer> types) {
        String owner = shown(record.getName());
        int type = record.getType();
        for (int beside : types) {
            if (type == Type.CNAME || beside == Type.CNAME) {
                int other = type == Type.CNAME ? beside : type;
                return owner + " has a CNAME beside " + (other == Type.CNAME ? "another one" : Type.string(other))
                        + " (RFC 1034 section 3.6.2): remove one of them";
            }
            if (type == Type.DNAME && (beside == Type.DNAME || beside == Type.NS)
                    || type == Type.NS && beside == Type.DNAME) {
                return owner + " has a DNAME beside " + (type == beside ? "another one" : "NS")
                        + " (RFC 6672 section 2.4): remove one of them";
            }
        }
        return null;
    }

    private static String tooLarge(Record record) {
        return shown(record.getName()) + " has records of type " + Type.string(record.getType()) + " of more than "
                + Wire.LONGEST_SECTIONS + " octets, which fit in no message: remove some";
    }

    private static String shown(Name name) {
        return "'" + name.toString(true) + "'";
    }
}
