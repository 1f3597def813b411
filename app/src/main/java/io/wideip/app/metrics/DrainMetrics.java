package io.wideip.app.metrics;

import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import io.wideip.config.orders.Order;
import io.wideip.config.orders.Orders;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** The drains in force. Thread-safe. */
final class DrainMetrics implements MultiCollector {
    private final Orders orders;

    DrainMetrics(Orders orders) {
        this.orders = orders;
    }

    @Override
    public MetricSnapshots collect() {
        List<Order> inForce = orders.inForce();
        GaugeRows counts = new GaugeRows("wideip_drains", "Drains in force, by who gave them", "source");
        for (Order.Source source : Order.Source.values()) {
            int count = (int)
                    inForce.stream().filter(order -> order.source() == source).count();
            counts.add(count, word(source));
        }
        GaugeRows ages = new GaugeRows(
                "wideip_drain_age_seconds", "For how long each drain that has a beginning is in force", "id", "source");
        for (Order order : inForce) {
            if (order.from() != null) {
                Duration age = Duration.between(order.from(), orders.now());
                ages.add(age.toMillis() / 1000.0, order.id(), word(order.source()));
            }
        }
        return new MetricSnapshots(counts.build(), ages.build());
    }

    private static String word(Order.Source source) {
        return source.name().toLowerCase(Locale.ROOT);
    }
}
