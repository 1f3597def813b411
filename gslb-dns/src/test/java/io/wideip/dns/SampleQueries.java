package io.wideip.dns;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Queries of every kind for the names of one zone, and some that are no queries: what fuzzing begins with. Each with a word for
 * what it is. {@code bench/mutants} compiles this class by itself: it needs no library.
 */
public final class SampleQueries {
    public static final String ZONE = "apps.example.com";

    private static final int OPT = 41;
    private static final int IN = 1;
    private static final int CHAOS = 3;

    /** What the zone of {@link #ZONE} has of each shape. */
    private static final List<String> NAMES = List.of(
            "",
            "turns.",
            "near.",
            "kept.",
            "first.",
            "drawn.",
            "alias.",
            "pools.",
            "down.",
            "servfail.",
            "east--turns.",
            "www.",
            "chain.",
            "loop.",
            "out.",
            "x.moved.",
            "moved.",
            "any.",
            "wild.any.",
            "x.sub.",
            "sub.",
            "large.",
            "huge.",
            "svc.",
            "empty.",
            "ns1.");

    private static final int[] TYPES = {1, 2, 5, 6, 12, 13, 15, 16, 28, 33, 39, 43, 46, 47, 64, 65, 99, 255, 65_280};

    private final Map<String, byte[]> queries = new LinkedHashMap<>();

    private SampleQueries() {
        namesAndTypes();
        edns();
        headers();
        sections();
    }

    /** Each of them, in the same order always. */
    public static Collection<byte[]> all() {
        return new SampleQueries().queries.values();
    }

    private void namesAndTypes() {
        for (int i = 0; i < NAMES.size(); i++) {
            String name = NAMES.get(i) + ZONE;
            add(name + " A", Packet.query(name, 1, 0));
            int type = TYPES[i % TYPES.length];
            add(name + " type " + type, Packet.query(name, type, 1).opt(1232, 0, i % 2 << 15, 0));
        }
        for (int type : TYPES) {
            add("type " + type, Packet.query("turns." + ZONE, type, 0));
        }
        for (int meta = 249; meta < 255; meta++) {
            add("meta " + meta, Packet.query(ZONE, meta, 0));
        }
        add("the root", Packet.query("", 2, 0));
        add("outside", Packet.query("www.example.net", 1, 0));
        add("in both cases", Packet.query("tUrNs.ApPs.eXaMpLe.CoM", 1, 0));
        add("a long name", Packet.query("x.".repeat(110) + ZONE, 1, 0));
        add("long labels", Packet.query(("y".repeat(63) + ".").repeat(3) + ZONE, 28, 0));
        add("of a nested zone", Packet.query("nested." + ZONE, 6, 0));
        add("in a nested zone", Packet.query("turns.nested." + ZONE, 1, 0));
    }

    private void edns() {
        for (int size : new int[] {0, 511, 512, 513, 700, 1232, 1233, 4096, 65_535}) {
            add("EDNS " + size, Packet.query("large." + ZONE, 16, 1).opt(size, 0, 0, 0));
        }
        add("EDNS and DO", Packet.query("turns." + ZONE, 1, 1).opt(1232, 0, 0x8000, 0));
        add("EDNS and every flag", Packet.query("turns." + ZONE, 1, 1).opt(1232, 0, 0xffff, 0));
        add("EDNS version 1", Packet.query("turns." + ZONE, 1, 1).opt(1232, 1, 0, 0));
        add("subnet IPv4", Packet.query("near." + ZONE, 1, 1).ecs(1, 24, 0, 10, 1, 2));
        add("subnet IPv6", Packet.query("near." + ZONE, 28, 1).ecs(2, 56, 0, 0x20, 1, 0xd, 0xb8, 0, 0, 0));
        add("subnet of all", Packet.query("near." + ZONE, 1, 1).ecs(1, 32, 0, 10, 1, 2, 3));
        add("subnet of nobody", Packet.query("near." + ZONE, 1, 1).ecs(1, 0, 0));
        add("subnet of no family", Packet.query("near." + ZONE, 1, 1).ecs(0, 0, 0));
        add("subnet with bits too many", Packet.query("near." + ZONE, 1, 1).ecs(1, 20, 0, 10, 1, 255));
        add("subnet with a scope", Packet.query("near." + ZONE, 1, 1).ecs(1, 24, 24, 10, 1, 2));
        add("cookie of a client", with(10, 1, 2, 3, 4, 5, 6, 7, 8));
        add(
                "cookie of both",
                with(10, 1, 2, 3, 4, 5, 6, 7, 8, 1, 0, 0, 0, 0x6b, 0x49, 0xd2, 0, 9, 9, 9, 9, 9, 9, 9, 9));
        add("cookie too short", with(10, 1, 2, 3, 4));
        add("cookie too long", with(10, new int[41]));
        add("name server identifier", with(3));
        add("keepalive", with(11));
        add("keepalive of a server", with(11, 0, 100));
        add("padding", with(12, new int[300]));
        add("extended error", with(15, 0, 22, 'd', 'o', 'w', 'n'));
        add("unknown option", with(65_001, 1, 2, 3));
        add("empty option 0", with(0));
        add(
                "several options",
                Packet.query("kept." + ZONE, 1, 1)
                        .opt(1232, 0, 0x8000, 12 + 4 + 11 + 4)
                        .u16(10)
                        .u16(8)
                        .octets(new byte[8])
                        .u16(3)
                        .u16(0)
                        .ecsOption(1, 24, 0, 10, 1, 2)
                        .u16(12)
                        .u16(0));
        add(
                "two OPT records",
                Packet.query("turns." + ZONE, 1, 2).opt(1232, 0, 0, 0).opt(1232, 0, 0, 0));
        add(
                "an option longer than its record",
                Packet.query("turns." + ZONE, 1, 1).opt(1232, 0, 0, 4).u16(10).u16(8));
    }

    private static Packet with(int option, int... data) {
        Packet packet = Packet.query("near." + ZONE, 1, 1)
                .opt(1232, 0, 0, 4 + data.length)
                .u16(option)
                .u16(data.length);
        for (int octet : data) {
            packet.u8(octet);
        }
        return packet;
    }

    private void headers() {
        for (int opcode = 1; opcode < 16; opcode++) {
            add("opcode " + opcode, question(Packet.header(opcode << 11, 1, 0, 0, 0), 6, IN));
        }
        add("every flag but QR", question(Packet.header(0x07ff, 1, 0, 0, 0), 1, IN));
        add("a response", question(Packet.header(0x8180, 1, 0, 0, 0), 1, IN));
        add("a header", Packet.header(0, 0, 0, 0, 0));
        add("a header that promises", Packet.header(0, 1, 0, 0, 1));
        add("two questions", question(question(Packet.header(0, 2, 0, 0, 0), 1, IN), 28, IN));
        for (int queryClass : new int[] {2, CHAOS, 4, 254, 255, 0}) {
            add("class " + queryClass, question(Packet.header(0, 1, 0, 0, 0), 1, queryClass));
        }
        for (String name : List.of("version.bind", "version.server", "id.server", "hostname.bind", "authors.bind")) {
            add(name, Packet.header(0, 1, 0, 0, 0).name(name).u16(16).u16(CHAOS));
        }
        add(
                "a pointer to the header",
                Packet.header(0, 1, 0, 0, 0).u16(0xC000).u16(1).u16(IN));
        add(
                "a pointer to itself",
                Packet.header(0, 1, 0, 0, 0).u16(0xC00C).u16(1).u16(IN));
        add(
                "a pointer behind a label",
                Packet.header(0, 1, 0, 0, 0).u8(1).u8('a').u16(0xC00C).u16(1).u16(IN));
    }

    private static Packet question(Packet packet, int type, int queryClass) {
        return packet.name("turns." + ZONE).u16(type).u16(queryClass);
    }

    private void sections() {
        add(
                "IXFR",
                Packet.header(0, 1, 0, 1, 0)
                        .name(ZONE)
                        .u16(251)
                        .u16(IN)
                        .u16(0xC00C)
                        .u16(6)
                        .u16(IN)
                        .u16(0)
                        .u16(0)
                        .u16(22)
                        .u8(0)
                        .u8(0)
                        .octets(new byte[20]));
        add(
                "a key before OPT",
                Packet.query("www." + ZONE, 2, 2)
                        .name("key")
                        .u16(250)
                        .u16(255)
                        .u16(0)
                        .u16(0)
                        .u16(1)
                        .u8(7)
                        .opt(4096, 0, 0, 0));
        add(
                "an answer in the query",
                Packet.header(0, 1, 1, 0, 0)
                        .name("turns." + ZONE)
                        .u16(1)
                        .u16(IN)
                        .u16(0xC00C)
                        .u16(1)
                        .u16(IN)
                        .u16(0)
                        .u16(0)
                        .u16(4)
                        .octets(new byte[4]));
        add(
                "OPT among the answers",
                Packet.header(0, 1, 1, 0, 0)
                        .name("turns." + ZONE)
                        .u16(1)
                        .u16(IN)
                        .opt(1232, 0, 0, 0));
        add("an octet too many", Packet.query("turns." + ZONE, 1, 0).u8(0));
        add("counts that lie", question(Packet.header(0, 1, 0xffff, 0xffff, 0xffff), 1, IN));
        add(
                "OPT with a name",
                Packet.query("turns." + ZONE, 1, 1)
                        .name("x")
                        .u16(OPT)
                        .u16(512)
                        .u16(0)
                        .u16(0)
                        .u16(0));
    }

    private void add(String what, Packet packet) {
        if (queries.put(what, packet.bytes()) != null) {
            throw new IllegalStateException("two of '" + what + "'");
        }
    }
}
