package io.wideip.dns.snapshot;

import static io.wideip.dns.snapshot.Apexes.parent;
import static io.wideip.dns.snapshot.Apexes.text;

import io.wideip.dns.snapshot.Answer.Reply;
import io.wideip.dns.snapshot.Snapshot.Node;
import io.wideip.dns.wire.Wire;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The names that exist besides plain wide IPs: those with static records, the zones' own, and those that exist only because names
 * below them do (RFC 8020). A wide IP is here, too, where it has records of its own or a name below. Names are in wire form, an
 * octet a character: strings keep their hash. Not thread-safe.
 */
final class ZoneTree {
    private final Map<String, NameDraft> drafts = new LinkedHashMap<>();

    private final Map<String, ZoneAnswers> zones;
    private final Apexes apexes;

    /** Takes in the zones, and no wide IP yet. */
    ZoneTree(List<ZoneAnswers> all, Apexes apexes) {
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
            NameDraft above = drafts.get(at);
            if (above != null && above.substitution != null) {
                return true;
            }
        }
        return false;
    }

    /** Where the enclosing zone has delegated a name above the zone's, the DS is that delegated zone's to answer. */
    private void referBelowACut(ZoneAnswers zone) {
        String apex = text(zone.apex());
        NameDraft above = apex.length() == 1 ? null : drafts.get(parent(apex));
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
            draft(parent(apex), enclosing).children++;
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
            NameDraft draft = draft(name, zone);
            draft.replies.putIfAbsent(named.type(), named.reply());
            if (named.type() == Wire.DNAME) {
                draft.substitution = named.below();
            } else if (named.below() != null) {
                draft.referral = named.below();
            }
        }
    }

    /** Every name. */
    Set<String> names() {
        return Collections.unmodifiableSet(drafts.keySet());
    }

    boolean contains(String name) {
        return drafts.containsKey(name);
    }

    /** The wide IPs that are here. */
    List<String> wideIps() {
        List<String> wideIps = new ArrayList<>();
        drafts.forEach((name, draft) -> {
            if (draft.isWideIp) {
                wideIps.add(name);
            }
        });
        return wideIps;
    }

    /**
     * Takes in a wide IP. Of several, those with shorter names come first.
     *
     * @param isWideIp of every shorter name
     * @param touched gets the names whose nodes are others than before, besides this one
     */
    void add(String name, ZoneAnswers zone, Predicate<String> isWideIp, Collection<String> touched) {
        NameDraft known = drafts.get(name);
        if (known != null) {
            known.isWideIp = true;
            return;
        }
        boolean existed = false;
        for (String at = name; !existed && at.length() > zone.apex().length; at = parent(at)) {
            String above = parent(at);
            NameDraft draft = drafts.get(above);
            existed = draft != null;
            if (draft == null) {
                draft = new NameDraft(zone);
                draft.isWideIp = isWideIp.test(above);
                existed = draft.isWideIp;
                drafts.put(above, draft);
                touched.add(above);
            }
            draft.children++;
            if (isWildcard(at)) {
                draft.hasWildcard = true;
                touched.add(above);
            }
        }
    }

    /**
     * Takes a wide IP out.
     *
     * @param touched gets the names whose nodes are others than before; this one, too, where it goes on without the wide IP
     */
    void remove(String name, ZoneAnswers zone, Collection<String> touched) {
        NameDraft known = drafts.get(name);
        if (known != null) {
            known.isWideIp = false;
            touched.add(name);
            return;
        }
        for (String at = name; at.length() > zone.apex().length; at = parent(at)) {
            String above = parent(at);
            NameDraft draft = Objects.requireNonNull(drafts.get(above));
            draft.children--;
            if (isWildcard(at)) {
                draft.hasWildcard = false;
                touched.add(above);
            }
            if (!draft.isBare() || above.length() == zone.apex().length) {
                return;
            }
            drafts.remove(above);
            touched.add(above);
            if (draft.isWideIp) {
                return;
            }
        }
    }

    private static boolean isWildcard(String name) {
        return name.startsWith("\1*");
    }

    private @Nullable ZoneAnswers deepestZone(String name) {
        String apex = apexes.nearest(name);
        return apex == null ? null : zones.get(apex);
    }

    /** The draft of a name, made with those of all names between it and the apex where they are missing. */
    private NameDraft draft(String name, ZoneAnswers zone) {
        NameDraft known = drafts.get(name);
        if (known != null) {
            return known;
        }
        NameDraft draft = new NameDraft(zone);
        drafts.put(name, draft);
        if (name.length() > zone.apex().length) {
            NameDraft parent = draft(parent(name), zone);
            parent.children++;
            parent.hasWildcard |= isWildcard(name);
        }
        return draft;
    }

    /**
     * What a name answers.
     *
     * @param wideIp what all wide IPs answer that stand like the one of this name; null where there is none
     */
    Node node(String name, @Nullable Node wideIp) {
        NameDraft draft = drafts.get(name);
        if (draft == null) {
            return Objects.requireNonNull(wideIp);
        }
        Node own = draft.node(referral(name, draft));
        if (wideIp == null) {
            return own;
        }
        // A cluster-specific name of a zone's own name would lie in the zone above.
        boolean isApex = name.length() == draft.zone.apex().length;
        return own.hasOnlyAddresses() ? wideIp : own.withAddresses(wideIp, (isApex ? own : wideIp).clusters());
    }

    /** The referral of the delegation nearest to the apex that this name is at or below, or null. */
    private @Nullable Reply referral(String name, NameDraft draft) {
        Reply nearest = draft.referral;
        String at = name;
        while (at.length() > draft.zone.apex().length) {
            NameDraft above = drafts.get(at);
            if (above != null && above.referral != null) {
                nearest = above.referral;
            }
            at = parent(at);
        }
        return nearest;
    }
}
