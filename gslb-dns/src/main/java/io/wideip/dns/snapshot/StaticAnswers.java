package io.wideip.dns.snapshot;

import io.wideip.config.Zone;
import io.wideip.dns.snapshot.Answer.Reply;
import io.wideip.dns.wire.ExtendedError;
import io.wideip.dns.wire.Wire;
import io.wideip.dns.zone.RecordSet;
import io.wideip.dns.zone.StaticRecords;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Compiles the records of one zone: what is answered as it stands, what refers to other servers, what leads to other names. */
final class StaticAnswers {
    /** How many targets of one SVCB or HTTPS are looked up: a ceiling for the work of one query. */
    private static final int MOST_SERVICES = 8;
    /** From the beginning of a SVCB's data to its target (RFC 9460 section 2.2). */
    private static final int TARGET_AT = 2;

    private final byte[] apex;
    private final Apexes apexes;
    /** Every address with its name, in lower case, an octet a character. */
    private final Map<String, List<Address>> addresses = new LinkedHashMap<>();

    private record Address(int type, long ttl, byte[] octets) {}

    StaticAnswers(Zone zone, Apexes apexes) {
        this.apexes = apexes;
        apex = zone.name().wire();
        zone.nameservers().forEach((name, glue) -> {
            for (InetAddress address : glue) {
                byte[] octets = address.getAddress();
                int type = octets.length == 4 ? Wire.A : Wire.AAAA;
                add(name.wire(), new Address(type, zone.ttl().toSeconds(), octets));
            }
        });
        for (RecordSet set : ((StaticRecords) zone.records()).sets()) {
            if (set.type() == Wire.A || set.type() == Wire.AAAA) {
                set.rdata().forEach(octets -> add(set.owner(), new Address(set.type(), set.ttl(), octets)));
            }
        }
    }

    private void add(byte[] owner, Address address) {
        addresses.computeIfAbsent(Apexes.text(owner), any -> new ArrayList<>()).add(address);
    }

    /** The answer to a question for the set's name and type. */
    Reply positive(RecordSet set) {
        if (set.type() == Wire.CNAME) {
            return alias(set.rdata().get(0), set.ttl(), null);
        }
        RecordWriter writer = writer();
        for (byte[] rdata : set.rdata()) {
            writer.answer(set.type(), set.ttl(), rdata);
        }
        boolean services = set.type() == Wire.SVCB || set.type() == Wire.HTTPS;
        return new Reply(writer, Wire.NOERROR, true, services ? services(set) : null, null);
    }

    /** A CNAME; what its target answers follows when that lies in this zone. */
    Reply alias(byte[] target, long ttl, @Nullable ExtendedError error) {
        byte[] lower = lower(target);
        FurtherNames furtherNames = apexes.holds(apex, lower) ? new FurtherNames.Alias(lower, Answer.RDATA_AT) : null;
        return new Reply(writer().answerName(Wire.CNAME, ttl, target), Wire.NOERROR, true, furtherNames, error);
    }

    /** What a DNAME answers for every name below its own; the CNAME is made when a query comes (RFC 6672 section 3.1). */
    Reply substitution(RecordSet dname) {
        byte[] target = dname.rdata().get(0);
        byte[] lower = lower(target);
        RecordWriter writer = writer().answerOf(dname.owner(), Wire.DNAME, dname.ttl(), target);
        FurtherNames furtherNames = new FurtherNames.Substitution(
                dname.owner().length,
                lower,
                writer.answersLength() - target.length,
                dname.ttl(),
                apexes.holdsAllBelow(apex, lower));
        return new Reply(writer, Wire.NOERROR, true, furtherNames, null);
    }

    private @Nullable FurtherNames services(RecordSet set) {
        boolean ofOwner = false;
        Map<String, FurtherNames.Service> others = new LinkedHashMap<>();
        int at = 0;
        for (byte[] rdata : set.rdata()) {
            boolean isAliasMode = Wire.u16(rdata, 0) == 0;
            byte[] target = lower(name(rdata, TARGET_AT));
            if (target.length == 1 || Arrays.equals(target, set.owner())) {
                // In AliasMode the root says that there is no such service (RFC 9460 section 2.5.1), and the own name
                // nothing.
                ofOwner |= !isAliasMode;
            } else if (apexes.holds(apex, target) && others.size() < MOST_SERVICES) {
                others.putIfAbsent(
                        Apexes.text(target), new FurtherNames.Service(target, at + Answer.RDATA_AT + TARGET_AT));
            }
            at += Answer.RDATA_AT + rdata.length;
        }
        return ofOwner || !others.isEmpty()
                ? new FurtherNames.Services(ofOwner, others.values().toArray(FurtherNames.Service[]::new))
                : null;
    }

    /** NS in the authority section, with the glue there is (RFC 1034 section 4.3.2, step 3b). */
    Reply referral(RecordSet delegation) {
        RecordWriter writer = writer();
        for (byte[] target : delegation.rdata()) {
            writer.authorityName(delegation.owner(), Wire.NS, delegation.ttl(), target);
        }
        // In-domain glue fits or the reply is truncated; that of siblings may be left out (RFC 9471 sections 3.1 and
        // 3.2).
        for (byte[] target : delegation.rdata()) {
            if (Apexes.isAtOrBelow(lower(target), delegation.owner())) {
                addresses(target).forEach(it -> writer.glue(target, it.type(), it.octets(), it.ttl()));
            }
        }
        for (byte[] target : delegation.rdata()) {
            if (!Apexes.isAtOrBelow(lower(target), delegation.owner())) {
                addresses(target).forEach(it -> writer.additional(target, it.type(), it.octets(), it.ttl()));
            }
        }
        return new Reply(writer, Wire.NOERROR, false);
    }

    private List<Address> addresses(byte[] name) {
        return addresses.getOrDefault(Apexes.text(lower(name)), List.of());
    }

    RecordWriter writer() {
        return new RecordWriter(apex);
    }

    /** A name written out in the midst of other octets. */
    private static byte[] name(byte[] rdata, int from) {
        int to = from;
        while (rdata[to] != 0) {
            to += rdata[to] + 1;
        }
        return Arrays.copyOfRange(rdata, from, to + 1);
    }

    /** A length octet is below 'A', so lowering every octet alike lowers only letters. */
    private static byte[] lower(byte[] name) {
        byte[] lower = name.clone();
        for (int i = 0; i < lower.length; i++) {
            if (lower[i] >= 'A' && lower[i] <= 'Z') {
                lower[i] = (byte) (lower[i] + 'a' - 'A');
            }
        }
        return lower;
    }
}
