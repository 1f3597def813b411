package io.wideip.config.yaml;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Keys of other servers and of habit, each with what to write here. A near word would often be a wrong one. */
final class ForeignKeys {
    /** The sections of what a drain can take out of the answers, and of their members. */
    private static final Pattern TRAFFIC_SECTIONS =
            Pattern.compile("(?:datacenters|vips|pools|wideIps)\\.\\*(?:\\.(?:members|pools)\\[\\])?");

    private static final Mend DRAINING =
            new Mend("to take traffic away, write a drain in 'drains', or order one by 'wideip drain'", Set.of());
    private static final List<String> WORDS_FOR_DRAINS = List.of(
            "active", "disable", "disabled", "down", "drain", "drained", "enable", "enabled", "maintenance", "state");

    private static final Mend FALL = called("fall");
    private static final Mend RISE = called("rise");
    private static final Mend INTERVAL = called("interval");
    private static final Mend STATUS =
            new Mend("write it below 'expect', as in expect: {status: 200}", Set.of("expect"));
    private static final Mend PORT = new Mend("ports belong into health checks", Set.of());
    private static final Mend POSITION = new Mend("write 'latitude' and 'longitude'", Set.of());
    private static final Mend STICKY = new Mend("policy: hash sends a client always to the same member", Set.of());
    private static final Mend UNTIL = new Mend("write 'until' with a date, a time and its offset", Set.of("until"));

    private static final Map<String, Map<String, Mend>> BY_SECTION = Map.of(
            "healthChecks.*",
            words(
                    entry(called("path"), "url", "uri", "endpoint"),
                    entry(STATUS, "status", "statusCode", "code", "codes"),
                    entry(
                            new Mend("write it below 'expect', as in expect: {body: OK}", Set.of("expect")),
                            "body",
                            "response"),
                    entry(FALL, "retries", "threshold", "failureThreshold", "unhealthyThreshold", "failures"),
                    entry(RISE, "successThreshold", "healthyThreshold", "successes"),
                    entry(INTERVAL, "period", "periodSeconds", "frequency", "every")),
            "wideIps.*",
            words(
                    entry(called("members"), "vips", "servers", "targets", "addresses"),
                    entry(called("policy"), "lbMethod", "lb_method", "method", "algorithm", "loadBalancing"),
                    entry(
                            new Mend("write whenAllDown: {fallback: [VIP]}", Set.of("whenAllDown")),
                            "fallback",
                            "lastResort"),
                    entry(STICKY, "sticky", "persistence", "persist", "affinity"),
                    entry(new Mend("A and AAAA follow from the VIPs' addresses, leave it out", Set.of()), "type")),
            "pools.*",
            words(
                    entry(called("members"), "vips", "servers", "targets", "addresses"),
                    entry(called("policy"), "lbMethod", "lb_method", "method", "algorithm", "loadBalancing"),
                    entry(new Mend("write it at the VIPs or at the wide IPs", Set.of()), "healthCheck")),
            "vips.*",
            words(
                    entry(called("addresses"), "ip", "ips"),
                    entry(called("hostname"), "fqdn", "cname", "dns"),
                    entry(PORT, "port")),
            "datacenters.*",
            words(
                    entry(called("latitude"), "lat"),
                    entry(called("longitude"), "lon", "lng", "long"),
                    entry(POSITION, "country", "location", "region", "continent")),
            "drains.*",
            words(entry(called("from"), "start", "begin", "at"), entry(UNTIL, "end", "to", "for", "duration")),
            "topology[]",
            words(
                    entry(called("subnets"), "networks", "network", "cidr", "cidrs", "sources", "clients"),
                    entry(called("prefer"), "datacenter", "datacenters", "order")),
            "server",
            words(entry(new Mend("write it below 'dns' or 'admin'", Set.of()), "listen", "tls", "port")),
            "server.dns",
            words(entry(new Mend("write it behind the address in 'listen'", Set.of()), "port")));

    /**
     * What is said, and the keys that are not missed because of it.
     *
     * @param text the mend
     * @param meant keys of the section
     */
    record Mend(String text, Set<String> meant) {}

    private ForeignKeys() {}

    /** What to do about a key that the section has not; null where that can't be told. */
    static @Nullable Mend mend(String path, String key) {
        if (WORDS_FOR_DRAINS.contains(key) && TRAFFIC_SECTIONS.matcher(path).matches()) {
            return DRAINING;
        }
        if (key.contains(".") && (path.isEmpty() || path.equals("wideIps.*"))) {
            return path.isEmpty()
                    ? new Mend("a wide IP stands below 'wideIps'", Set.of())
                    : new Mend("a name below another wide IP, indent it as that one", Set.of());
        }
        int colon = key.indexOf(':');
        if (colon > 0) {
            String before = key.substring(0, colon);
            return new Mend("write a space behind the ':', as in " + before + ": VALUE", Set.of(before));
        }
        return BY_SECTION.getOrDefault(path, Map.of()).get(key);
    }

    private static Mend called(String key) {
        return new Mend("here it is called '" + key + "'", Set.of(key));
    }

    private static Map<String, Mend> entry(Mend mend, String... words) {
        Map<String, Mend> entries = new HashMap<>();
        for (String word : words) {
            entries.put(word, mend);
        }
        return entries;
    }

    @SafeVarargs
    private static Map<String, Mend> words(Map<String, Mend>... entries) {
        Map<String, Mend> words = new HashMap<>();
        for (Map<String, Mend> entry : entries) {
            words.putAll(entry);
        }
        return Map.copyOf(words);
    }
}
