package io.wideip.dns.snapshot;

import io.wideip.config.AddressText;
import io.wideip.config.DomainName;
import io.wideip.dns.explain.ShownReply;
import io.wideip.dns.snapshot.Answer.Reply;
import io.wideip.dns.wire.ExtendedError;
import io.wideip.dns.wire.Wire;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.Message;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/** Reads compiled replies as clients do. */
final class ReplyReader {
    private ReplyReader() {}

    /** The reply to a question for this name and type. */
    static ShownReply read(Snapshot snapshot, DomainName name, int type, Reply reply) {
        Message message = message(snapshot, name, type, reply);
        ExtendedError error = reply.extendedError();
        return new ShownReply(
                Rcode.string(reply.rcode()),
                reply.authoritativeFlag() != 0,
                shown(message, Section.ANSWER),
                shown(message, Section.AUTHORITY),
                target(name, reply),
                error == null ? null : new String(error.text(), StandardCharsets.UTF_8));
    }

    /** The whole message that answers a question for this name and type. */
    static Message message(Snapshot snapshot, DomainName name, int type, Reply reply) {
        byte[] query = new QueryMessage(name, type).octets();
        byte[] octets = Arrays.copyOf(query, query.length + reply.length());
        reply.write(snapshot, octets, query.length, reply.length());
        return parsed(octets);
    }

    /** Where an alias or a DNAME leads to in this zone; null where there is none. */
    static @Nullable DomainName target(DomainName name, Reply reply) {
        if (reply.furtherNames() instanceof FurtherNames.Alias alias) {
            return DomainName.ofWire(alias.target());
        }
        if (reply.furtherNames() instanceof FurtherNames.Substitution substitution && substitution.inZone()) {
            byte[] wire = name.wire();
            int kept = wire.length - substitution.ownerLength();
            byte[] target = Arrays.copyOf(wire, kept + substitution.target().length);
            System.arraycopy(substitution.target(), 0, target, kept, substitution.target().length);
            return target.length > Wire.LONGEST_NAME ? null : DomainName.ofWire(target);
        }
        return null;
    }

    private static List<String> shown(Message message, int section) {
        return message.getSection(section).stream()
                .map(record -> record.getName().toString(true) + " " + record.getTTL() + " "
                        + Type.string(record.getType()) + " " + rdata(record))
                .toList();
    }

    /** The DNS library writes out each zero of an IPv6 address. */
    private static String rdata(Record record) {
        return record instanceof AAAARecord aaaa ? AddressText.of(aaaa.getAddress()) : record.rdataToString();
    }

    private static Message parsed(byte[] octets) {
        try {
            return new Message(octets);
        } catch (IOException e) {
            throw new IllegalStateException("a compiled reply can't be read", e);
        }
    }
}
