package io.wideip.dns.snapshot;

import static io.wideip.dns.snapshot.Apexes.parent;
import static io.wideip.dns.snapshot.Apexes.text;

import io.wideip.dns.snapshot.Answer.Reply;
import io.wideip.dns.snapshot.Snapshot.Node;
import io.wideip.dns.wire.NameHash;
import io.wideip.dns.wire.Wire;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Gathers every name that exists, with all that it has: a name exists, too, when only names below it do (RFC 8020). Then numbers
 * them. For one compilation, then done.
 */
final class Names {
    /** By name in wire form, an octet a character: strings keep their hash. */
    private final Map<String, Draft> drafts = new LinkedHashMap<>();

    private final Map<String, ZoneAnswers> zones;
    private final Apexes apexes;

    /** A name while it is put together. */
    private static final class Draft {
        final ZoneAnswers zone;
        final int number;
        final Map<Integer, Reply> replies = new LinkedHashMap<>();
        int wildcard = NameTable.ABSENT;
        /** The referral, where this name is delegated. */
        @Nullable
        Reply referral;
        /** What names below have in place of NXDOMAIN, where this one has a DNAME. */
        @Nullable
        Reply substitution;

        Draft(ZoneAnswers zone, int number) {
            this.zone = zone;
            this.number = number;
        }
    }

    Names(List<ZoneAnswers> all, Apexes apexes) {
        this.apexes = apexes;
        zones = new LinkedHashMap<>();
        all.forEach(zone -> zones.put(text(zone.apex()), zone));
        all.forEach(zone -> draft(text(zone.apex()), zone));
        all.forEach(this::hangBelowItsParent);
        for (ZoneAnswers zone : all) {
            for (ZoneAnswers.NamedReply named : zone.replies()) {
                addReply(zone, named);
            }
        }
        all.forEach(zone -> zone.nameserverAddresses().forEach(this::keepReachable));
        all.forEach(this::referBelowACut);
    }

    /**
     * A name server may lie in a zone below its own, which does not know of it: were it denied there, resolvers would lose the zone
     * above. Below a DNAME it can't be kept from that: the zone itself says that there is no such name.
     */
    private void keepReachable(ZoneAnswers.NamedReply address) {
        String name = text(address.owner());
        ZoneAnswers zone = deepestZone(name);
        if (zone != null && !isRedirected(name, zone)) {
            draft(name, zone).replies.putIfAbsent(address.type(), address.reply());
        }
    }

    /** Whether the name lies below a DNAME of its zone. */
    private boolean isRedirected(String name, ZoneAnswers zone) {
        String at = name;
        while (at.length() > zone.apex().length) {
            at = parent(at);
            Draft above = drafts.get(at);
            if (above != null && above.substitution != null) {
                return true;
            }
        }
        return false;
    }

    /** Where the enclosing zone has delegated a name above the zone's, the DS is that delegated zone's to answer. */
    private void referBelowACut(ZoneAnswers zone) {
        String apex = text(zone.apex());
        Draft above = apex.length() == 1 ? null : drafts.get(parent(apex));
        Reply referral = above == null ? null : referral(parent(apex), above);
        if (referral != null) {
            draft(apex, zone).replies.put(Wire.DS, referral);
        }
    }

    /**
     * In a zone that encloses it, a zone's name exists, and so do the names between: were they denied, resolvers would take the
     * zone for missing (RFC 8020). Its DS is the enclosing zone's to answer (RFC 4035 section 3.1.4.1).
     */
    private void hangBelowItsParent(ZoneAnswers zone) {
        String apex = text(zone.apex());
        ZoneAnswers enclosing = apex.length() == 1 ? null : deepestZone(parent(apex));
        if (enclosing != null) {
            draft(parent(apex), enclosing);
            draft(apex, zone).replies.put(Wire.DS, enclosing.noData());
        }
    }

    private void addReply(ZoneAnswers zone, ZoneAnswers.NamedReply named) {
        String name = text(named.owner());
        if (named.type() == Wire.DS
                && name.length() > 1
                && zones.containsKey(name)
                && deepestZone(parent(name)) == zone) {
            draft(name, zone).replies.put(Wire.DS, named.reply());
            return;
        }
        // What a parent zone holds at or below the apex of a zone served here is that zone's to answer.
        if (deepestZone(name) == zone) {
            Draft draft = draft(name, zone);
            draft.replies.putIfAbsent(named.type(), named.reply());
            if (named.type() == Wire.DNAME) {
                draft.substitution = named.below();
            } else if (named.below() != null) {
                draft.referral = named.below();
            }
        }
    }

    /**
     * Adds a wide IP's name.
     *
     * @return its number
     */
    int add(byte[] name, ZoneAnswers zone) {
        return draft(text(name), zone).number;
    }

    private @Nullable ZoneAnswers deepestZone(String name) {
        String apex = apexes.nearest(name);
        return apex == null ? null : zones.get(apex);
    }

    /** The draft of a name, made with those of all names between it and the apex where they are missing. */
    private Draft draft(String name, ZoneAnswers zone) {
        Draft known = drafts.get(name);
        if (known != null) {
            return known;
        }
        Draft draft = new Draft(zone, drafts.size());
        drafts.put(name, draft);
        if (name.length() > zone.apex().length) {
            Draft parent = draft(parent(name), zone);
            if (name.startsWith("\1*")) {
                parent.wildcard = draft.number;
            }
        }
        return draft;
    }

    NameTable table(NameHash hash) {
        List<byte[]> names = drafts.keySet().stream()
                .map(name -> name.getBytes(StandardCharsets.ISO_8859_1))
                .toList();
        return new NameTable(names, hash);
    }

    /** What each name answers without wide IPs, by number. */
    Node[] nodes() {
        List<Node> nodes = new ArrayList<>(drafts.size());
        drafts.forEach((name, draft) -> nodes.add(node(name, draft)));
        return nodes.toArray(Node[]::new);
    }

    private Node node(String name, Draft draft) {
        Reply referral = referral(name, draft);
        if (referral != null) {
            Map<Integer, Reply> ownDs = new LinkedHashMap<>();
            // DS lives on the parent's side of the cut (RFC 4035 section 3.1.4.1).
            if (draft.referral == referral) {
                ownDs.put(Wire.DS, draft.replies.getOrDefault(Wire.DS, draft.zone.noData()));
            }
            return node(referral, referral, ownDs, referral, NameTable.ABSENT);
        }
        Reply alias = draft.replies.get(Wire.CNAME);
        if (alias != null) {
            return node(alias, alias, Map.of(), draft.zone.nameError(), draft.wildcard);
        }
        // A name that exists only through names below it has nothing to say to ANY.
        Reply any = draft.replies.isEmpty() ? draft.zone.noData() : draft.zone.any();
        Reply missing = draft.substitution == null ? draft.zone.nameError() : draft.substitution;
        return node(draft.zone.noData(), any, draft.replies, missing, draft.wildcard);
    }

    private static Node node(Reply other, Reply any, Map<Integer, Reply> replies, Reply missing, int wildcard) {
        Map<Integer, Reply> further = new LinkedHashMap<>(replies);
        further.remove(Wire.A);
        further.remove(Wire.AAAA);
        return new Node(
                replies.getOrDefault(Wire.A, other),
                replies.getOrDefault(Wire.AAAA, other),
                other,
                any,
                further.keySet().stream().mapToInt(Integer::intValue).toArray(),
                further.values().toArray(Answer[]::new),
                missing,
                wildcard);
    }

    /** The referral of the delegation nearest to the apex that this name is at or below, or null. */
    private @Nullable Reply referral(String name, Draft draft) {
        Reply nearest = draft.referral;
        String at = name;
        while (at.length() > draft.zone.apex().length) {
            Draft above = drafts.get(at);
            if (above != null && above.referral != null) {
                nearest = above.referral;
            }
            at = parent(at);
        }
        return nearest;
    }
}
