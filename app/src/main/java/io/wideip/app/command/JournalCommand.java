package io.wideip.app.command;

import io.wideip.app.api.JournalPage;
import io.wideip.app.api.JournalPage.JournalChange;
import io.wideip.app.client.ServerReply;
import io.wideip.app.client.ServerRequest;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Lists changes of the answers of running servers. */
@Command(
        name = "journal",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        header = "List the changes of the answers of running servers, with their causes.",
        description = {"The oldest first; those of several servers by their time.", ""},
        footerHeading = "%nExamples:%n",
        footer = {
            "  wideip journal --since 1h                      what has changed in the last hour",
            "  wideip journal shop.apps.example.com           what has changed for this name",
            "  wideip journal --cause order -o json           by drains, for programs"
        })
final class JournalCommand implements Callable<Integer> {
    private final PrintWriter out;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private ServersOption servers = new ServersOption();

    @Parameters(arity = "0..1", paramLabel = "NAME", description = "Only changes of this wide IP.")
    private @Nullable String name;

    @Option(
            names = "--since",
            paramLabel = "TIME",
            description = "Only changes since then: 2026-11-28T22:00+01:00, or 1h for the last hour.")
    private @Nullable String since;

    @Option(
            names = "--cause",
            paramLabel = "CAUSE",
            description = "Only changes by: verdict, order, yaml, routes, database or start.")
    private @Nullable String cause;

    @Option(
            names = "--limit",
            paramLabel = "NUMBER",
            description = "The last so many of each server, 100 if not given.")
    private int limit = 100;

    private record OfServer(String server, JournalChange change) {}

    JournalCommand(PrintWriter out) {
        this.out = out;
    }

    @Override
    public Integer call() {
        ServerRequest request = ServerRequest.get("/journal")
                .with("name", name)
                .with("since", since)
                .with("cause", cause)
                .with("limit", Integer.toString(limit));
        ServerReplies<JournalPage> replies = servers.ask(request, JournalPage.class);
        PrintWriter err = spec.commandLine().getErr();
        if (servers.output() == Output.JSON) {
            return replies.print(Output.JSON, out, err, page -> "");
        }
        List<OfServer> changes = new ArrayList<>();
        for (ServerReply<JournalPage> reply : replies.replies()) {
            if (reply instanceof ServerReply.Answered<JournalPage> answered) {
                String server = replies.replies().size() > 1 ? answered.server().toString() : "";
                answered.result().changes().forEach(change -> changes.add(new OfServer(server, change)));
                tell(server, answered.result(), err);
            }
        }
        changes.sort(
                Comparator.comparing((OfServer each) -> each.change.at()).thenComparingLong(each -> each.change.id()));
        changes.forEach(this::print);
        out.flush();
        return replies.printFailures(err);
    }

    private void print(OfServer of) {
        List<String> lines = JournalText.lines(of.change);
        out.println((of.server.isEmpty() ? "" : of.server + ": ") + lines.get(0));
        lines.stream().skip(1).forEach(out::println);
    }

    /** What is not in the list. */
    private void tell(String server, JournalPage page, PrintWriter err) {
        String of = server.isEmpty() ? "" : server + ": ";
        Instant certain = page.certainSince();
        if (page.changes().isEmpty()) {
            err.println(of + "no change is known"
                    + (page.keptSince() == null ? "" : "; the journal begins at " + page.keptSince()));
        }
        if (page.next() != null) {
            err.println(of + "there are older changes: --limit has more of them");
        }
        if (certain != null) {
            err.println(of + "before " + certain
                    + " there may have been changes of this name that the journal does not know");
        }
    }
}
