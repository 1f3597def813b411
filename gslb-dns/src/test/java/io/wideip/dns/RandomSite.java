package io.wideip.dns;

import io.wideip.config.Catalog;
import io.wideip.config.Glob;
import io.wideip.config.WhenAllDown;
import io.wideip.config.standing.Drain;
import io.wideip.config.standing.Target;
import io.wideip.config.standing.TargetStatus;
import io.wideip.config.standing.Verdict;
import io.wideip.dns.policy.PolicyTypes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;

/** A catalog with something of everything, with verdicts and drains, by a seed; and what may be asked of it. */
public final class RandomSite {
    public static final List<String> TYPES = List.of("A", "AAAA", "TXT", "CNAME", "ANY", "SOA", "NS", "DS", "MX");
    private static final String ZONE = "apps.example.com";
    private static final List<String> LABELS = List.of("shop", "pay", "x.shop", "*", "*.pay", "static", "in");
    private static final List<String> OTHERS = List.of(
            "alias",
            "loop",
            "far",
            "a.below",
            "x.cut",
            "b.c",
            "z.wild",
            "y",
            "z.pay",
            "host",
            "deep.in",
            "shop--west-1",
            "pay--east",
            "q--west");
    private static final List<String> POLICIES = List.of("failover", "round-robin", "weighted", "geo", "hash");
    private static final List<String> CLIENTS =
            List.of("198.51.100.1", "198.51.100.129", "203.0.113.9", "2001:db8:c::1");
    private static final Map<String, List<String>> VIPS = Map.of(
            "e1", List.of("192.0.2.1", "2001:db8::1"),
            "e2", List.of("192.0.2.2", "192.0.2.3", "192.0.2.4"),
            "w1", List.of("192.0.2.5"),
            "w2", List.of("2001:db8::6", "2001:db8::7"),
            "n1", List.of("192.0.2.1", "2001:db8::9"),
            "far", List.of("lb.cdn.example"),
            "near", List.of("pay.apps.example.com"),
            "inner", List.of("host.apps.example.com"));
    private static final List<String> NAMES =
            List.copyOf(VIPS.keySet().stream().sorted().toList());
    private static final String RECORDS = """
            static   TXT   written
            host     A     192.0.2.99
            alias    CNAME shop
            loop     CNAME loop2
            loop2    CNAME loop
            far      CNAME www.example.net.
            below    DNAME pay
            cut      NS    ns.example.net.
            a.b.c    MX    10 mail.example.net.
            *.wild   CNAME shop
            """;

    private final Random random;
    private final Catalog catalog;
    private final List<Drain> drains = new ArrayList<>();
    private final Set<String> down = new HashSet<>();

    public RandomSite(long seed) {
        // Random begins alike for seeds that follow each other.
        random = new Random(seed * 0x9E3779B97F4A7C15L);
        TestCatalog made = new TestCatalog().zone(ZONE, RECORDS);
        if (random.nextInt(3) == 0) {
            made.zone("in.apps.example.com", "deep TXT far");
        }
        NAMES.forEach(vip -> made.vip(
                vip, datacenter(vip), Objects.requireNonNull(VIPS.get(vip)).toArray(String[]::new)));
        made.cluster("west-1", "west", "w1", "w2");
        topology(made);
        made.pool("one", pick(POLICIES), members()).pool("two", pick(POLICIES), members());
        for (String label : LABELS) {
            if (random.nextInt(3) != 0) {
                wideIp(made, label + "." + ZONE);
            }
        }
        catalog = made.build();
        breakDown();
    }

    public Catalog catalog() {
        return catalog;
    }

    public List<Drain> drains() {
        return drains;
    }

    public TargetStatus status(Target target) {
        boolean fails = down.contains(target.address()) || down.contains(target.host());
        return new TargetStatus(fails ? Verdict.DOWN : Verdict.UP, !fails, fails ? "refused" : "ok", Instant.EPOCH);
    }

    /** A name that is there, or is not. */
    public String name() {
        String name = random.nextBoolean() ? pick(LABELS) : pick(OTHERS);
        return random.nextInt(50) == 0 ? "www.example.net" : random.nextInt(30) == 0 ? ZONE : name + "." + ZONE;
    }

    public String type() {
        return random.nextInt(3) == 0 ? pick(TYPES) : pick(TYPES.subList(0, 2));
    }

    public String client() {
        return pick(CLIENTS);
    }

    private static String datacenter(String vip) {
        return switch (vip.charAt(0)) {
            case 'e' -> "east";
            case 'w' -> "west";
            case 'n' -> "north";
            default -> "cloud";
        };
    }

    private void topology(TestCatalog made) {
        List<String> orders = List.of("east", "west", "north", "cloud");
        for (String subnet : List.of("198.51.100.0/24", "198.51.100.128/25", "2001:db8::/32", "203.0.113.0/28")) {
            if (random.nextBoolean()) {
                made.prefer(subnet, pick(orders), pick(List.of("west", "north")));
            }
        }
    }

    private void wideIp(TestCatalog made, String name) {
        if (random.nextInt(3) == 0) {
            made.wideIpOverPools(name, pick(POLICIES), "one=" + random.nextInt(4), "two=" + random.nextInt(3));
        } else {
            made.wideIp(name, pick(POLICIES), members());
        }
        if (random.nextInt(4) == 0) {
            made.policy(new PolicyTypes()
                    .read("hash", new MapSection(Map.of("prefix4", pick(List.of("16", "24", "32")), "prefix6", "48"))));
        }
        made.maxAnswers(1 + random.nextInt(3)).ttl(30 + random.nextInt(3));
        switch (random.nextInt(6)) {
            case 0 -> made.fallback(random.nextBoolean() ? "e2" : "far");
            case 1 -> made.whenAllDown(new WhenAllDown.NoData());
            case 2 -> made.whenAllDown(new WhenAllDown.ServFail());
            default -> made.whenAllDown(new WhenAllDown.All());
        }
    }

    /** Mostly of addresses, and no member twice. */
    private String[] members() {
        List<String> left = new ArrayList<>(NAMES);
        if (random.nextInt(3) != 0) {
            left.removeAll(List.of("far", "near", "inner"));
        }
        return IntStream.rangeClosed(0, 1 + random.nextInt(4))
                .mapToObj(any -> left.remove(random.nextInt(left.size())) + "=" + random.nextInt(4)
                        + (random.nextInt(12) == 0 ? "?live,drained" : ""))
                .toArray(String[]::new);
    }

    private void breakDown() {
        int share = pick(List.of(0, 0, 20, 50, 100));
        for (List<String> addresses : VIPS.values()) {
            for (String address : addresses) {
                if (random.nextInt(100) < share) {
                    down.add(address);
                }
            }
        }
        if (random.nextInt(10) == 0) {
            down.add("shop." + ZONE);
        }
        switch (random.nextInt(8)) {
            case 0 -> drains.add(Drain.ofDatacenter("east"));
            case 1 -> drains.add(Drain.ofVip(pick(NAMES)));
            case 2 -> drains.add(new Drain(new Glob("shop.*"), pick(List.of("east", "west")), null));
            case 3 -> drains.addAll(List.of(Drain.ofDatacenter("west"), new Drain(new Glob("*"), null, "e1")));
            default -> {}
        }
    }

    private <T> T pick(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }
}
