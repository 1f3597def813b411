package io.wideip.dns.snapshot;

import io.wideip.config.DomainName;
import io.wideip.config.Zone;
import io.wideip.dns.snapshot.Answer.Reply;
import io.wideip.dns.wire.ExtendedError;
import io.wideip.dns.wire.Wire;
import io.wideip.dns.zone.RecordSet;
import io.wideip.dns.zone.StaticRecords;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Compiles what a zone answers by itself: its denials, its apex and, by {@link StaticAnswers}, its static records. */
final class ZoneAnswers {
    /** Secondary servers read these; there are none, so the values are those of RIPE-203. */
    private static final int REFRESH = 86_400;

    private static final int RETRY = 7_200;
    private static final int EXPIRE = 3_600_000;

    private final Zone zone;
    private final byte[] apex;
    private final int number;
    private final Reply noData;
    private final Reply nameError;
    private final Reply any;
    private final StaticAnswers records;
    private final ClusterNodes clusterNodes;

    /**
     * Compiles them.
     *
     * @param number of the zone, by which a snapshot gives its serial
     * @param clusterNodes of the zone's names that are no wide IPs
     * @param isComplete whether a name that is not known does not exist
     */
    ZoneAnswers(Zone zone, int number, Apexes apexes, ClusterNodes clusterNodes, boolean isComplete) {
        this.zone = zone;
        this.clusterNodes = clusterNodes;
        records = new StaticAnswers(zone, apexes);
        this.number = number;
        apex = zone.name().wire();
        noData = denial(Wire.NOERROR, null);
        nameError = isComplete ? denial(Wire.NXDOMAIN, null) : serverFailure(ExtendedError.NOT_READY);
        any = new Reply(writer().answer(Wire.HINFO, ttl(), rfc8482()), Wire.NOERROR, true);
    }

    RecordWriter writer() {
        return new RecordWriter(apex);
    }

    byte[] apex() {
        return apex;
    }

    /** Of the zone's names that are no wide IPs. */
    ClusterNodes clusterNodes() {
        return clusterNodes;
    }

    /** The name exists and has nothing of the type asked for (RFC 2308 section 2.2). */
    Reply noData() {
        return noData;
    }

    /** The name does not exist (RFC 2308 section 2.1), or nobody can say so yet. */
    Reply nameError() {
        return nameError;
    }

    /** One HINFO in place of all records (RFC 8482 section 4.2). */
    Reply any() {
        return any;
    }

    Reply noData(@Nullable ExtendedError error) {
        return error == null ? noData : denial(Wire.NOERROR, error);
    }

    private Reply denial(int rcode, @Nullable ExtendedError error) {
        return new Reply(soa(false), rcode, true, null, error, number);
    }

    Reply serverFailure(ExtendedError error) {
        return new Reply(writer(), Wire.SERVFAIL, false, null, error);
    }

    /** Addresses of one family. */
    Reply addresses(List<InetAddress> addresses, long ttl, @Nullable ExtendedError error) {
        RecordWriter writer = writer();
        addresses.forEach(address -> writer.address(address, ttl));
        return new Reply(writer, Wire.NOERROR, true, null, error);
    }

    Reply alias(DomainName target, long ttl, @Nullable ExtendedError error) {
        return records.alias(target.wire(), ttl, error);
    }

    /** The apex and the static records, but for those at or below a delegation. */
    List<NamedReply> replies() {
        List<NamedReply> replies = new ArrayList<>();
        replies.add(new NamedReply(apex, Wire.SOA, new Reply(soa(true), Wire.NOERROR, true, null, null, number)));
        replies.add(new NamedReply(apex, Wire.NS, nameservers()));
        replies.addAll(nameserverAddresses());
        for (RecordSet set : ((StaticRecords) zone.records()).sets()) {
            replies.add(named(set));
        }
        return replies;
    }

    /** Replies for the name servers that lie in the zone, or in one below it. */
    List<NamedReply> nameserverAddresses() {
        List<NamedReply> replies = new ArrayList<>();
        zone.nameservers().forEach((name, glue) -> {
            addAddresses(replies, name, glue, 4, Wire.A);
            addAddresses(replies, name, glue, 16, Wire.AAAA);
        });
        return replies;
    }

    /**
     * A reply to questions for one name and type.
     *
     * @param below to questions for every name below, whatever the type; null for what says nothing of them
     */
    record NamedReply(
            byte[] owner, int type, Reply reply, @Nullable Reply below) {
        NamedReply(byte[] owner, int type, Reply reply) {
            this(owner, type, reply, null);
        }
    }

    private NamedReply named(RecordSet set) {
        if (set.type() == Wire.NS && set.owner().length > apex.length) {
            Reply referral = records.referral(set);
            return new NamedReply(set.owner(), Wire.NS, referral, referral);
        }
        Reply below = set.type() == Wire.DNAME ? records.substitution(set) : null;
        return new NamedReply(set.owner(), set.type(), records.positive(set), below);
    }

    private Reply nameservers() {
        RecordWriter writer = writer();
        for (DomainName target : zone.nameservers().keySet()) {
            writer.answerName(Wire.NS, ttl(), target.wire());
        }
        zone.nameservers().forEach((target, glue) -> {
            for (InetAddress address : glue) {
                byte[] octets = address.getAddress();
                writer.additional(target.wire(), octets.length == 4 ? Wire.A : Wire.AAAA, octets, ttl());
            }
        });
        return new Reply(writer, Wire.NOERROR, true);
    }

    private void addAddresses(List<NamedReply> replies, DomainName name, List<InetAddress> glue, int octets, int type) {
        RecordWriter writer = writer();
        for (InetAddress address : glue) {
            if (address.getAddress().length == octets) {
                writer.address(address, ttl());
            }
        }
        if (writer.answers() > 0) {
            replies.add(new NamedReply(name.wire(), type, new Reply(writer, Wire.NOERROR, true)));
        }
    }

    private RecordWriter soa(boolean asAnswer) {
        int negativeTtl = (int) zone.negativeTtl().toSeconds();
        // RFC 2308 section 5: in a denial, the SOA's own TTL is the smaller of its TTL and its minimum.
        long ttl = asAnswer ? ttl() : Math.min(ttl(), negativeTtl);
        byte[] primary = zone.nameservers().keySet().iterator().next().wire();
        int[] numbers = {0, REFRESH, RETRY, EXPIRE, negativeTtl};
        return writer().soa(asAnswer, ttl, primary, zone.hostmaster().wire(), numbers);
    }

    private long ttl() {
        return zone.ttl().toSeconds();
    }

    private static byte[] rfc8482() {
        byte[] cpu = "RFC8482".getBytes(StandardCharsets.US_ASCII);
        byte[] rdata = new byte[cpu.length + 2];
        rdata[0] = (byte) cpu.length;
        System.arraycopy(cpu, 0, rdata, 1, cpu.length);
        return rdata;
    }
}
