package io.wideip.app.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wideip.app.Dig;
import io.wideip.app.Gslb;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.xbill.DNS.Type;

/** What is exported is what docs/metrics.md lists, and the other way round. */
@Timeout(60)
final class MetricsIT {
    private static final Path DOCUMENT = Path.of("..", "docs", "metrics.md");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([a-z0-9_]+)` \\|.*$");
    private static final Pattern NAME = Pattern.compile("\\b(?:wideip|process|jvm)_[a-z0-9_]+\\b");
    /** What a histogram or a summary gives besides. */
    private static final Pattern SAMPLE_OF = Pattern.compile("_(?:bucket|sum|count)$");

    private static final Pattern TYPE = Pattern.compile("(?m)^# TYPE (\\S+) ");

    @TempDir
    Path directory;

    @Test
    void isAsDocumented() throws Exception {
        Files.writeString(directory.resolve("wideip.yaml"), """
                version: 1
                server: {dns: {listen: ["127.0.0.1:0"], threads: 1, cookies: {secrets: cookie.secrets}}, admin: {listen: "127.0.0.1:0"}}
                zones:
                  apps.example.com: {hostmaster: dns-admin@example.com, nameservers: {ns1: [127.0.0.1]}}
                datacenters: {east: {}}
                healthChecks: {port: {type: tcp, port: 9}}
                vips: {ltm-east: {datacenter: east, addresses: [127.0.0.2], healthCheck: port}}
                clusters: {east-1: {datacenter: east, vip: ltm-east, server: "https://127.0.0.1:9"}}
                drains: {old: {wideIps: none*, reason: change 4711, from: 2020-01-01T00:00:00Z}}
                wideIps: {shop.apps.example.com: {policy: failover, members: [ltm-east]}}
                """);
        Files.writeString(directory.resolve("cookie.secrets"), "00".repeat(16));
        try (Gslb gslb = Gslb.start(directory, (target, status) -> {})) {
            Dig dig = new Dig(gslb.serving().get(20, TimeUnit.SECONDS).get(0));
            dig.a("shop.apps.example.com");
            dig.byTcp().a("shop.apps.example.com");
            System.gc();
            Set<String> always = documented(false);
            await().untilAsserted(() -> assertThat(exported(gslb)).containsAll(always));

            assertThat(documented(true)).containsAll(exported(gslb));
            assertThat(scrape(gslb))
                    .contains("wideip_wide_ips 1.0", "wideip_zones 1.0", "wideip_vips 1.0", "wideip_ready 1.0")
                    .contains("wideip_vip_state{datacenter=\"east\",state=\"down\",vip=\"ltm-east\"} 1.0")
                    .contains("wideip_members{datacenter=\"east\",state=\"vip-down\"} 1.0")
                    .contains("wideip_wide_ips_served{datacenters=\"none\"} 1.0")
                    .contains(
                            "wideip_wide_ip_members{datacenter=\"east\",state=\"vip-down\",wide_ip=\"shop.apps.example.com\"} 1.0")
                    .contains("wideip_dns_zone_queries_total{type=\"A\",zone=\"apps.example.com\"} 2.0")
                    .contains("wideip_drains{source=\"yaml\"} 1.0", "wideip_drains{source=\"operator\"} 0.0")
                    .contains("wideip_drain_age_seconds{id=\"old\",source=\"yaml\"} ")
                    .contains("wideip_catalog_refused 0.0")
                    .contains("wideip_probe_failures_total{cause=\"refused\",check=\"port\"} ")
                    .contains("wideip_verdict_changes_total{check=\"port\",verdict=\"down\"} 1.0")
                    .contains("wideip_probe_duration_seconds_bucket{check=\"port\",le=\"0.001\"} ")
                    .contains("wideip_probe_lateness_seconds_bucket{check=\"port\",le=\"0.001\"} ")
                    .contains("wideip_cluster_live{cluster=\"east-1\"} 0.0")
                    .contains("wideip_routes{cluster=\"east-1\",outcome=\"serving\"} 0.0")
                    .contains("wideip_dns_cookie_secrets_loads_total{outcome=\"accepted\"} 1.0")
                    .contains("wideip_dns_cookie_secrets_loads_total{outcome=\"refused\"} 0.0")
                    .contains("wideip_dns_queries_total{rcode=\"NOERROR\",transport=\"udp\"} 1.0")
                    .contains("wideip_dns_queries_total{rcode=\"NOERROR\",transport=\"tcp\"} 1.0");
            String serial = dig.data("apps.example.com", Type.SOA).get(0).split(" ", -1)[2];
            assertThat(scrape(gslb))
                    .contains("wideip_zone_serial{zone=\"apps.example.com\"} " + Double.parseDouble(serial));
        }
    }

    /** No page, rule or dashboard names what is not exported. */
    @Test
    void nothingElseIsAskedFor() throws IOException {
        Set<String> known = documented(true);
        List<Path> files = new ArrayList<>();
        for (String folder : List.of("docs", "deploy")) {
            try (Stream<Path> all = Files.walk(Path.of("..", folder))) {
                all.filter(Files::isRegularFile).forEach(files::add);
            }
        }
        Set<String> unknown = new TreeSet<>();
        for (Path file : files) {
            Matcher name = NAME.matcher(Files.readString(file));
            while (name.find()) {
                String metric = SAMPLE_OF.matcher(name.group()).replaceFirst("");
                if (!known.contains(name.group()) && !known.contains(metric)) {
                    unknown.add(file + ": " + name.group());
                }
            }
        }
        assertThat(unknown).isEmpty();
    }

    /** @param all with those that appear only once something has happened, or is configured, as their rows say */
    private static Set<String> documented(boolean all) throws IOException {
        Set<String> names = new TreeSet<>();
        Matcher row = ROW.matcher(Files.readString(DOCUMENT));
        while (row.find()) {
            if (all
                    || !row.group().contains("(after the first")
                            && !row.group().contains("(with a listener")
                            && !row.group().contains("(with `server.geo")) {
                names.add(row.group(1));
            }
        }
        return names;
    }

    private static Set<String> exported(Gslb gslb) throws IOException {
        Set<String> names = new TreeSet<>();
        Matcher type = TYPE.matcher(scrape(gslb));
        while (type.find()) {
            names.add(type.group(1));
        }
        return names;
    }

    private static String scrape(Gslb gslb) throws IOException {
        try (var body = URI.create("http://127.0.0.1:" + gslb.adminAddress().getPort() + "/metrics")
                .toURL()
                .openStream()) {
            return new String(body.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
