package io.wideip.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

final class TypedCommandTest {
    @Test
    void understandsWhatIsTyped() {
        Map<String, TypedCommand> orders = Map.ofEntries(
                Map.entry("down east", new TypedCommand.Down("east")),
                Map.entry("  DOWN   West ", new TypedCommand.Down("west")),
                Map.entry("up west", new TypedCommand.Up("west")),
                Map.entry("up east", new TypedCommand.Up("east")),
                Map.entry("e", new TypedCommand.Toggle("east")),
                Map.entry("W", new TypedCommand.Toggle("west")),
                Map.entry("status", new TypedCommand.Status()),
                Map.entry("?", new TypedCommand.Help()),
                Map.entry("quit", new TypedCommand.Quit()),
                Map.entry("", new TypedCommand.Nothing()),
                Map.entry("down north ", new TypedCommand.Unknown("down north")));

        assertThat(orders)
                .allSatisfy((typed, command) ->
                        assertThat(TypedCommand.parse(typed)).isEqualTo(command));
    }
}
