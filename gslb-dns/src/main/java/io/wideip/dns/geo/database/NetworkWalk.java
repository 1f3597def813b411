package io.wideip.dns.geo.database;

import com.maxmind.db.Metadata;
import com.maxmind.db.Reader;
import io.wideip.config.Subnet;
import io.wideip.dns.address.AddressMap;
import io.wideip.dns.address.AddressMapWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Walks the search tree of a MaxMind DB in the order of the addresses. Each record is decoded once, by the vendor's reader, however
 * many networks have it. IPv4 networks lie in ::/96 of an IPv6 tree; other ways to them (2002::/16, ::ffff:0:0/96) are not taken.
 *
 * @see <a href="https://maxmind.github.io/MaxMind-DB/">MaxMind DB File Format Specification</a>
 */
final class NetworkWalk {
    private static final int IPV4_BITS = 32;
    private static final int IPV6_BITS = 128;

    private final Path file;
    private final byte[] tree;
    private final Reader reader;
    private final Metadata metadata;
    private final long nodes;
    private final int nodeOctets;
    private final AddressMapWriter writer = new AddressMapWriter();
    private final LongIntTable byPointer = new LongIntTable();
    private final Map<GeoRecord, Integer> numbers = new HashMap<>();
    private final List<GeoRecord> records = new ArrayList<>();
    private long visited;
    private long ipv4Start;

    NetworkWalk(Path file, byte[] tree, Reader reader) {
        this.file = file;
        this.tree = tree;
        this.reader = reader;
        metadata = reader.getMetadata();
        nodes = metadata.nodeCount();
        nodeOctets = metadata.recordSize() / 4;
    }

    GeoDatabase read() throws IOException {
        number(GeoRecord.NOTHING);
        if (metadata.recordSize() != 24 && metadata.recordSize() != 28 && metadata.recordSize() != 32) {
            throw new UnknownLayoutException("nodes of " + metadata.recordSize() + " bits, which nobody has defined");
        }
        boolean hasIpv6 = metadata.ipVersion() == 6;
        int depth = hasIpv6 ? 0 : AddressMap.MAPPED_BITS;
        while (depth < AddressMap.MAPPED_BITS && ipv4Start < nodes) {
            ipv4Start = child(ipv4Start, false);
            depth++;
        }
        ipv4(ipv4Start, 0, 0);
        if (hasIpv6) {
            ipv6(0, 0, 0, 0);
        }
        if (records.size() == 1) {
            throw new UnknownLayoutException("no country, AS number or coordinates in its records (its type is '"
                    + metadata.databaseType() + "'): use a database of countries, cities or ASNs");
        }
        return new GeoDatabase(
                file,
                String.valueOf(metadata.databaseType()),
                metadata.buildTime(),
                writer.map(),
                List.copyOf(records));
    }

    private void ipv4(long node, int depth, int start) throws IOException {
        if (node >= nodes) {
            writer.ipv4(start, record(node, true, (long) start << 32, 0));
            return;
        }
        visit(depth, IPV4_BITS);
        ipv4(child(node, false), depth + 1, start);
        ipv4(child(node, true), depth + 1, start | 1 << IPV4_BITS - 1 - depth);
    }

    private void ipv6(long node, int depth, long high, long low) throws IOException {
        if (depth == AddressMap.MAPPED_BITS && high == 0 && (low == 0 || AddressMap.isMapped(high, low))
                || depth > 0 && node == ipv4Start && node < nodes) {
            writer.ipv6(high, low, 0);
            return;
        }
        if (node >= nodes) {
            writer.ipv6(high, low, record(node, false, high, low));
            return;
        }
        visit(depth, IPV6_BITS);
        ipv6(child(node, false), depth + 1, high, low);
        if (depth < Long.SIZE) {
            ipv6(child(node, true), depth + 1, high | 1L << Long.SIZE - 1 - depth, low);
        } else {
            ipv6(child(node, true), depth + 1, high, low | 1L << IPV6_BITS - 1 - depth);
        }
    }

    /** Of a tree each node is passed once. */
    private void visit(int depth, int bits) throws IOException {
        if (depth >= bits || ++visited > nodes) {
            throw new IOException("its search tree runs in a circle");
        }
    }

    private long child(long node, boolean second) throws IOException {
        long at = node * nodeOctets;
        if (at + nodeOctets > tree.length) {
            throw new IOException("its search tree is longer than the file");
        }
        int from = (int) at;
        if (nodeOctets == 7) {
            int middle = tree[from + 3] & 0xff;
            return second
                    ? (long) (middle & 0x0f) << 24 | number(from + 4, 3)
                    : (long) (middle >>> 4) << 24 | number(from, 3);
        }
        int half = nodeOctets / 2;
        return number(second ? from + half : from, half);
    }

    private long number(int at, int count) {
        long number = 0;
        for (int i = 0; i < count; i++) {
            number = number << 8 | tree[at + i] & 0xff;
        }
        return number;
    }

    /** The number of the record that all addresses of a network have. */
    private int record(long pointer, boolean ipv4, long high, long low) throws IOException {
        if (pointer == nodes) {
            return 0;
        }
        int known = byPointer.get(pointer);
        if (known == LongIntTable.NONE) {
            Subnet first = new Subnet(ipv4, high, low, ipv4 ? IPV4_BITS : IPV6_BITS);
            GeoRecord record = RecordLayout.read(reader, first.address());
            known = record == null ? 0 : number(record);
            byPointer.put(pointer, known);
        }
        return known;
    }

    private int number(GeoRecord record) {
        Integer number = numbers.putIfAbsent(record, records.size());
        if (number == null) {
            records.add(record);
        }
        return Objects.requireNonNull(numbers.get(record));
    }
}
