package io.wideip.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

final class OrderTest {
    @Test
    void understandsWhatIsTyped() {
        Map<String, Order> orders = Map.ofEntries(
                Map.entry("down east", new Order.Down("east")),
                Map.entry("  DOWN   West ", new Order.Down("west")),
                Map.entry("up west", new Order.Up("west")),
                Map.entry("up east", new Order.Up("east")),
                Map.entry("e", new Order.Toggle("east")),
                Map.entry("W", new Order.Toggle("west")),
                Map.entry("status", new Order.Status()),
                Map.entry("?", new Order.Help()),
                Map.entry("quit", new Order.Quit()),
                Map.entry("", new Order.Nothing()),
                Map.entry("down north ", new Order.Unknown("down north")));

        assertThat(orders)
                .allSatisfy((typed, order) -> assertThat(Order.parse(typed)).isEqualTo(order));
    }
}
