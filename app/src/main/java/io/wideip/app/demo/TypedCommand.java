package io.wideip.app.demo;

import java.util.Locale;

/** What somebody typed. */
sealed interface TypedCommand {
    record Down(String datacenter) implements TypedCommand {}

    record Up(String datacenter) implements TypedCommand {}

    record Toggle(String datacenter) implements TypedCommand {}

    record Status() implements TypedCommand {}

    record Help() implements TypedCommand {}

    record Quit() implements TypedCommand {}

    record Nothing() implements TypedCommand {}

    record Unknown(String typed) implements TypedCommand {}

    static TypedCommand parse(String line) {
        String typed = line.strip().toLowerCase(Locale.ROOT).replaceAll("\\s+", " ");
        return switch (typed) {
            case "" -> new Nothing();
            case "e" -> new Toggle("east");
            case "w" -> new Toggle("west");
            case "down east" -> new Down("east");
            case "down west" -> new Down("west");
            case "up east" -> new Up("east");
            case "up west" -> new Up("west");
            case "s", "status" -> new Status();
            case "h", "?", "help" -> new Help();
            case "q", "quit", "exit" -> new Quit();
            default -> new Unknown(line.strip());
        };
    }
}
