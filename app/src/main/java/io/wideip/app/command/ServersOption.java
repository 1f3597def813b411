package io.wideip.app.command;

import io.wideip.app.client.ServerRequest;
import java.time.Duration;
import picocli.CommandLine.Option;

/** The servers that a command is for, and who its output is for. */
final class ServersOption extends AtOption {
    /** A server that hangs must not hold up for long what the others say. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    /** An order may have to wait for a reload that is compiled. */
    private static final Duration PATIENCE_FOR_ORDERS = Duration.ofSeconds(30);

    @Option(
            names = {"-o", "--output"},
            paramLabel = "text|json",
            description = "For people (the default) or for programs.")
    private Output output = Output.TEXT;

    Output output() {
        return output;
    }

    /** Asks all of them, and waits for all. */
    <T> ServerReplies<T> ask(ServerRequest request, Class<T> type) {
        return ask(request, type, request.method().equals("GET") ? PATIENCE : PATIENCE_FOR_ORDERS);
    }
}
