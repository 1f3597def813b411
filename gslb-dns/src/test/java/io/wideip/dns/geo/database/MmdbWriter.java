package io.wideip.dns.geo.database;

import io.wideip.config.Subnet;
import io.wideip.dns.Subnets;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Writes small files of MaxMind DB format, good and bad ones. */
public final class MmdbWriter {
    private static final byte[] METADATA_MARK = {
        (byte) 0xab, (byte) 0xcd, (byte) 0xef, 'M', 'a', 'x', 'M', 'i', 'n', 'd', '.', 'c', 'o', 'm'
    };
    private static final int SEPARATOR = 16;

    private final Node root = new Node();
    private final boolean ipv6;
    private int recordSize = 28;
    private String type = "Test-Country";
    private long epoch = 1_780_000_000;
    private final Map<Object, Integer> offsets = new LinkedHashMap<>();
    private final ByteArrayOutputStream data = new ByteArrayOutputStream();

    private static final class Node {
        @Nullable
        Node zero;

        @Nullable
        Node one;

        /** Where the record is in the data; -1 for none. */
        int record = -1;
    }

    /** Octets that stand in a record as they are. */
    public record Raw(List<Integer> octets) {}

    private MmdbWriter(boolean ipv6) {
        this.ipv6 = ipv6;
    }

    /** With IPv4 networks in ::/96. */
    public static MmdbWriter both() {
        return new MmdbWriter(true);
    }

    public static MmdbWriter ipv4Only() {
        return new MmdbWriter(false);
    }

    public MmdbWriter recordSize(int bits) {
        recordSize = bits;
        return this;
    }

    public MmdbWriter type(String text) {
        type = text;
        return this;
    }

    public MmdbWriter built(long epochSecond) {
        epoch = epochSecond;
        return this;
    }

    /** Longer prefixes after the shorter ones that hold them. */
    public MmdbWriter put(String network, Object record) {
        int offset = offsets.computeIfAbsent(record, any -> {
            int at = data.size();
            encode(any, data);
            return at;
        });
        return place(Subnets.of(network), node -> node.record = offset);
    }

    /** A way to the IPv4 networks, as large databases have it. */
    public MmdbWriter alias(String network) {
        Node ipv4 = root;
        for (int i = 0; i < 96; i++) {
            ipv4 = Objects.requireNonNull(ipv4.zero, "put an IPv4 network first");
        }
        Node target = ipv4;
        Subnet subnet = Subnets.of(network);
        Node parent = find(new Subnet(false, subnet.high(), subnet.low(), subnet.length() - 1));
        if (bit(subnet, subnet.length() - 1)) {
            parent.one = target;
        } else {
            parent.zero = target;
        }
        return this;
    }

    private interface Placement {
        void at(Node node);
    }

    private MmdbWriter place(Subnet subnet, Placement placement) {
        Subnet inTree =
                subnet.ipv4() && ipv6 ? new Subnet(false, 0, subnet.high() >>> 32, subnet.length() + 96) : subnet;
        placement.at(find(inTree));
        return this;
    }

    private Node find(Subnet subnet) {
        Node node = root;
        for (int depth = 0; depth < subnet.length(); depth++) {
            if (node.record >= 0) { // Its halves have its record, until they get another.
                node.zero = new Node();
                node.one = new Node();
                node.zero.record = node.record;
                node.one.record = node.record;
                node.record = -1;
            }
            node.zero = node.zero == null ? new Node() : node.zero;
            node.one = node.one == null ? new Node() : node.one;
            node = bit(subnet, depth) ? node.one : node.zero;
        }
        return node;
    }

    private static boolean bit(Subnet subnet, int depth) {
        return (depth < 64 ? subnet.high() >>> (63 - depth) & 1 : subnet.low() >>> (127 - depth) & 1) != 0;
    }

    public void write(Path file) {
        try {
            Files.write(file, octets());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public byte[] octets() {
        List<Node> nodes = new ArrayList<>();
        Map<Node, Integer> numbers = new HashMap<>();
        number(root, nodes, numbers);
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        for (Node node : nodes) {
            writeNode(pointer(node.zero, nodes, numbers), pointer(node.one, nodes, numbers), file);
        }
        file.writeBytes(new byte[SEPARATOR]);
        file.writeBytes(data.toByteArray());
        file.writeBytes(METADATA_MARK);
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put("binary_format_major_version", 2);
        metadata.put("binary_format_minor_version", 0);
        metadata.put("build_epoch", epoch);
        metadata.put("database_type", type);
        metadata.put("description", Map.of("en", "for tests"));
        metadata.put("ip_version", ipv6 ? 6 : 4);
        metadata.put("languages", List.of("en"));
        metadata.put("node_count", nodes.size());
        metadata.put("record_size", recordSize);
        encode(metadata, file);
        return file.toByteArray();
    }

    private static void number(@Nullable Node node, List<Node> nodes, Map<Node, Integer> numbers) {
        if (node == null || node.zero == null || numbers.containsKey(node)) {
            return;
        }
        numbers.put(node, nodes.size());
        nodes.add(node);
        number(node.zero, nodes, numbers);
        number(node.one, nodes, numbers);
    }

    private static int pointer(@Nullable Node node, List<Node> nodes, Map<Node, Integer> numbers) {
        if (node == null || node.zero == null && node.record < 0) {
            return nodes.size();
        }
        return node.zero == null ? nodes.size() + SEPARATOR + node.record : Objects.requireNonNull(numbers.get(node));
    }

    private void writeNode(int left, int right, ByteArrayOutputStream file) {
        ByteBuffer node = ByteBuffer.allocate(8);
        switch (recordSize) {
            case 24 -> {
                node.putInt(left << 8).position(3);
                node.putInt(right << 8);
            }
            case 28 -> {
                node.putInt(left << 8 | left >>> 24 << 4 | right >>> 24);
                node.putInt(right << 8);
            }
            default -> node.putInt(left).putInt(right);
        }
        file.write(node.array(), 0, recordSize / 4);
    }

    private static void encode(Object value, ByteArrayOutputStream out) {
        if (value instanceof String text) {
            byte[] octets = text.getBytes(StandardCharsets.UTF_8);
            control(2, octets.length, out);
            out.writeBytes(octets);
        } else if (value instanceof Double number) {
            control(3, 8, out);
            out.writeBytes(ByteBuffer.allocate(8).putDouble(number).array());
        } else if (value instanceof Float number) {
            control(15, 4, out);
            out.writeBytes(ByteBuffer.allocate(4).putFloat(number).array());
        } else if (value instanceof Integer number) {
            control(6, 4, out);
            out.writeBytes(ByteBuffer.allocate(4).putInt(number).array());
        } else if (value instanceof Long number) {
            control(9, 8, out);
            out.writeBytes(ByteBuffer.allocate(8).putLong(number).array());
        } else if (value instanceof Boolean flag) {
            control(14, flag ? 1 : 0, out);
        } else if (value instanceof Map<?, ?> map) {
            control(7, map.size(), out);
            map.forEach((key, item) -> {
                encode(key, out);
                encode(item, out);
            });
        } else if (value instanceof List<?> list) {
            control(11, list.size(), out);
            list.forEach(item -> encode(item, out));
        } else if (value instanceof Raw raw) {
            raw.octets().forEach(out::write);
        } else {
            throw new IllegalArgumentException(String.valueOf(value));
        }
    }

    private static void control(int type, int size, ByteArrayOutputStream out) {
        int small = size < 29 ? size : 29;
        if (type < 8) {
            out.write(type << 5 | small);
        } else {
            out.write(small);
            out.write(type - 7);
        }
        if (size >= 29) {
            out.write(size - 29);
        }
    }
}
