package io.wideip.app.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.wideip.app.client.ServerReply;
import io.wideip.app.json.JsonMapping;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What all servers asked say, for standard output, with the exit code that follows. */
record ServerReplies<T>(List<ServerReply<T>> replies) {
    private record Failure(String code, String message) {}

    private record OfServer(
            String at, @Nullable JsonNode result, @Nullable Failure error) {}

    private record All(List<OfServer> servers, @Nullable List<String> differences) {}

    /**
     * Prints all replies. Servers that say the same are named together, and none is where there is only one.
     *
     * @param text of a result, for people; ends with a line break
     * @return the exit code
     */
    int print(Output output, PrintWriter out, PrintWriter err, Function<T, String> text) {
        if (output == Output.JSON) {
            out.println(JsonMapping.pretty(json(null)));
        } else {
            printText(out, err, text);
        }
        out.flush();
        err.flush();
        return exitCode();
    }

    /**
     * All replies, to be written as JSON.
     *
     * @param differences between the servers; null where they are not compared
     */
    Record json(@Nullable List<String> differences) {
        return new All(replies.stream().map(ServerReplies::ofServer).toList(), differences);
    }

    /** As {@link #print}, for people. */
    void printText(PrintWriter out, PrintWriter err, Function<T, String> text) {
        Map<String, List<String>> saying = new LinkedHashMap<>();
        for (ServerReply<T> reply : replies) {
            if (reply instanceof ServerReply.Answered<T> answered) {
                saying.computeIfAbsent(text.apply(answered.result()), any -> new ArrayList<>())
                        .add(answered.server().toString());
            }
        }
        saying.forEach((said, servers) -> {
            if (replies.size() > 1) {
                out.println(String.join(", ", servers) + ":");
            }
            out.print(said);
        });
        out.flush(); // A print does not flush by itself, and failures are told after what is said.
        printFailures(err);
    }

    /** Who has not answered; gives the exit code. */
    int printFailures(PrintWriter err) {
        for (ServerReply<T> reply : replies) {
            if (reply instanceof ServerReply.Refused<T> refused) {
                err.println(refused.server() + " refuses: " + refused.message());
            } else if (reply instanceof ServerReply.Unreached<T> unreached) {
                err.println(unreached.server() + " is not reached: " + unreached.reason());
            }
        }
        err.flush();
        return exitCode();
    }

    private static <T> OfServer ofServer(ServerReply<T> reply) {
        String at = reply.server().toString();
        if (reply instanceof ServerReply.Answered<T> answered) {
            return new OfServer(at, answered.json(), null);
        }
        if (reply instanceof ServerReply.Refused<T> refused) {
            return new OfServer(at, null, new Failure(refused.code(), refused.message()));
        }
        ServerReply.Unreached<T> unreached = (ServerReply.Unreached<T>) reply;
        return new OfServer(at, null, new Failure("unreached", unreached.reason()));
    }

    /** Of those that gave one, by the server's address as it was written. */
    Map<String, T> results() {
        Map<String, T> results = new LinkedHashMap<>();
        for (ServerReply<T> reply : replies) {
            if (reply instanceof ServerReply.Answered<T> answered) {
                results.put(answered.server().toString(), answered.result());
            }
        }
        return results;
    }

    /** What is worst counts: not reached, then refused. */
    int exitCode() {
        if (replies.stream().anyMatch(ServerReply.Unreached.class::isInstance)) {
            return Main.UNREACHED;
        }
        return replies.stream().anyMatch(ServerReply.Refused.class::isInstance) ? Main.FAILED : Main.FINE;
    }
}
