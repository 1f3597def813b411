package io.wideip.config.orders;

import io.wideip.config.Glob;
import io.wideip.config.standing.Drain;
import io.wideip.config.state.StateLine;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Operators' orders as the text of a state file: a line for each, an empty field for what is null. */
final class OrderText {
    static final int VERSION = 1;
    private static final String DRAIN = "drain";
    /** One more field: in which time the weights go down. */
    private static final String GRADUAL = "gradual-drain";

    private OrderText() {}

    static String format(Collection<Order> orders) {
        StringBuilder text = new StringBuilder();
        for (Order order : orders) {
            Glob wideIps = order.drain().wideIps();
            List<Object> fields = new ArrayList<>(List.of(
                    order.over() == null ? DRAIN : GRADUAL,
                    order.id(),
                    orEmpty(wideIps == null ? null : wideIps.text()),
                    orEmpty(order.drain().datacenter()),
                    orEmpty(order.drain().vip()),
                    order.reason(),
                    order.actor(),
                    orEmpty(order.from()),
                    orEmpty(order.until())));
            if (order.over() != null) {
                fields.add(order.over());
            }
            text.append(StateLine.of(fields.toArray()));
        }
        return text.toString();
    }

    /** @throws RuntimeException of any kind for what {@link #format} does not write */
    static List<Order> parse(String text) {
        return text.lines().map(OrderText::order).toList();
    }

    private static Order order(String line) {
        StateLine fields = new StateLine(line);
        String kind = fields.text();
        if (!kind.equals(DRAIN) && !kind.equals(GRADUAL)) {
            throw new IllegalArgumentException("no order: " + line);
        }
        String id = fields.text();
        String wideIps = orNull(fields.text());
        Drain drain =
                new Drain(wideIps == null ? null : new Glob(wideIps), orNull(fields.text()), orNull(fields.text()));
        return new Order(
                id,
                Order.Source.OPERATOR,
                drain,
                fields.text(),
                fields.text(),
                instant(fields.text()),
                instant(fields.text()),
                kind.equals(GRADUAL) ? Duration.parse(fields.text()) : null);
    }

    private static Object orEmpty(@Nullable Object field) {
        return field == null ? "" : field;
    }

    private static @Nullable String orNull(String field) {
        return field.isEmpty() ? null : field;
    }

    private static @Nullable Instant instant(String field) {
        return field.isEmpty() ? null : Instant.parse(field);
    }
}
