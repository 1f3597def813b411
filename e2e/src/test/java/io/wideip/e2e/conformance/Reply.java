package io.wideip.e2e.conformance;

import static io.wideip.e2e.conformance.Octets.u16;

import io.wideip.e2e.conformance.Layout.Place;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.xbill.DNS.Record;
import org.xbill.DNS.Type;

/** What came back, and for what. */
record Reply(byte[] query, byte[] bytes, Transport by) {
    int flags() {
        return u16(bytes, 2);
    }

    boolean has(int flag) {
        return (flags() & flag) != 0;
    }

    /** With the upper bits that OPT carries (RFC 6891 section 6.1.3). */
    int rcode() {
        int upper = opt().map(opt -> bytes[opt.ttlAt()] & 0xff).orElse(0);
        return upper << 4 | flags() & 0xf;
    }

    Layout layout() {
        return Layout.of(bytes);
    }

    /** The question's octets; none where there is none. */
    byte[] question() {
        return Arrays.copyOfRange(bytes, Layout.HEADER, layout().questionEnd());
    }

    Optional<Place> opt() {
        return layout().records().stream()
                .filter(place -> place.type() == Type.OPT)
                .findFirst();
    }

    int optSize() {
        return opt().orElseThrow().recordClass();
    }

    int optVersion() {
        return bytes[opt().orElseThrow().ttlAt() + 1] & 0xff;
    }

    int optFlags() {
        return u16(bytes, opt().orElseThrow().ttlAt() + 2);
    }

    /** EDNS options by code, in their order; a code that comes twice fails. */
    Map<Integer, byte[]> options() {
        Map<Integer, byte[]> options = new LinkedHashMap<>();
        opt().ifPresent(opt -> {
            int end = opt.data() + opt.length();
            int at = opt.data();
            while (at < end) {
                int next = at + 4 + u16(bytes, at + 2);
                if (next > end || options.put(u16(bytes, at), Arrays.copyOfRange(bytes, at + 4, next)) != null) {
                    throw new AssertionError("an option that is cut off or comes twice, at octet " + at);
                }
                at = next;
            }
        });
        return options;
    }

    /** The data of an option that must be there. */
    byte[] option(int code) {
        byte[] data = options().get(code);
        if (data == null) {
            throw new AssertionError(
                    "no option " + code + " in the reply, but " + options().keySet());
        }
        return data;
    }

    org.xbill.DNS.Message parsed() {
        try {
            return new org.xbill.DNS.Message(withFamily());
        } catch (IOException e) {
            throw new UncheckedIOException("dnsjava can't read the reply", e);
        }
    }

    /** dnsjava knows no client subnet without a family, as who opts out may send it. */
    private byte[] withFamily() {
        byte[] noFamily = Octets.hex("0008 0004 0000 0000");
        return opt().filter(opt -> Arrays.equals(bytes, opt.data(), bytes.length, noFamily, 0, noFamily.length))
                .map(opt -> {
                    byte[] copy = bytes.clone();
                    copy[opt.data() + 5] = 1;
                    return copy;
                })
                .orElse(bytes);
    }

    /** Records as {@code owner TTL type data}, without OPT. */
    List<String> section(int section) {
        return parsed().getSection(section).stream()
                .filter(record -> record.getType() != Type.OPT)
                .map(Reply::text)
                .toList();
    }

    private static String text(Record record) {
        return "%s %d %s %s"
                .formatted(
                        record.getName(),
                        record.getTTL(),
                        Type.string(record.getType()),
                        record.rdataToString().replaceAll("\\s+", " "));
    }

    /** For whoever reads a failure. */
    @Override
    public String toString() {
        String fault = Layout.fault(bytes);
        String shown = fault == null ? parsed().toString() : fault;
        return by + "\nquery " + HexFormat.of().formatHex(query) + "\nreply "
                + HexFormat.of().formatHex(bytes) + "\n" + shown;
    }
}
