package io.wideip.app.metrics;

import io.prometheus.metrics.model.registry.Collector;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.wideip.config.DomainName;
import io.wideip.dns.answer.Carrier;
import io.wideip.dns.answer.QueryCounts;
import io.wideip.dns.server.DnsServer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.xbill.DNS.Type;

/** Queries for names of each zone, by type: those that there have been. Thread-safe. */
final class ZoneQueryMetrics implements Collector {
    private static final String OTHERS = "other";

    private final DnsServer dns;
    private final Supplier<Map<DomainName, Integer>> numbers;

    /** @param numbers by which the zones are counted */
    ZoneQueryMetrics(DnsServer dns, Supplier<Map<DomainName, Integer>> numbers) {
        this.dns = dns;
        this.numbers = numbers;
    }

    @Override
    public MetricSnapshot collect() {
        CounterSnapshot.Builder counter =
                CounterSnapshot.builder().name("wideip_dns_zone_queries").help("Queries for names of a zone, by type");
        Map<Integer, String> zones = new TreeMap<>();
        numbers.get()
                .forEach((zone, number) -> zones.merge(
                        Math.min(number, QueryCounts.MOST_ZONES),
                        number < QueryCounts.MOST_ZONES ? zone.toString() : OTHERS,
                        (one, same) -> one));
        List<QueryCounts> counts = new ArrayList<>();
        for (Carrier carrier : Carrier.values()) {
            counts.addAll(dns.queryCounts(carrier));
        }
        zones.forEach((number, zone) -> {
            for (int place = 0; place <= QueryCounts.TYPES.size(); place++) {
                int type = place;
                long queries = counts.stream()
                        .mapToLong(each -> each.questions(number, type))
                        .sum();
                if (queries > 0) {
                    counter.dataPoint(CounterDataPointSnapshot.builder()
                            .labels(Labels.of("zone", zone, "type", type(place)))
                            .value((double) queries)
                            .build());
                }
            }
        });
        return counter.build();
    }

    private static String type(int place) {
        return place < QueryCounts.TYPES.size() ? Type.string(QueryCounts.TYPES.get(place)) : OTHERS;
    }
}
