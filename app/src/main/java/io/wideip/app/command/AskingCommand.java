package io.wideip.app.command;

import io.wideip.app.client.ServerRequest;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** One that asks servers one thing and prints what they say. */
abstract class AskingCommand implements Callable<Integer> {
    private final PrintWriter out;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private ServersOption servers = new ServersOption();

    AskingCommand(PrintWriter out) {
        this.out = out;
    }

    /**
     * Asks all of them.
     *
     * @param text of a result, for people; ends with a line break
     * @return the exit code
     */
    final <T> int ask(ServerRequest request, Class<T> type, Function<T, String> text) {
        return servers.ask(request, type)
                .print(servers.output(), out, spec.commandLine().getErr(), text);
    }

    final ParameterException misused(String what) {
        return new ParameterException(spec.commandLine(), what);
    }
}
