package io.wideip.app.command;

import io.wideip.app.api.ExplanationReport;
import io.wideip.app.client.ServerRequest;
import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Why a client gets what it gets. */
@Command(
        name = "explain",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        header = "Say why a name is answered as it is, to one client or to all.",
        description = {
            "Where the client is and which rule says so, what was chosen among and why, how each member stands, and every "
                    + "reply that is possible with its share of the queries.",
            ""
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  wideip explain shop.apps.example.com                         for all clients",
            "  wideip explain shop.apps.example.com --client 203.0.113.9    for this one",
            "  wideip explain shop.apps.example.com --type AAAA -o json     for programs"
        })
final class ExplainCommand extends AskingCommand {
    @Parameters(paramLabel = "NAME", description = "What is asked for.")
    private String name = "";

    @Option(
            names = "--client",
            paramLabel = "ADDRESS",
            description = "Who asks: the client where its resolver tells (EDNS Client Subnet), else the resolver.")
    private @Nullable String client;

    @Option(names = "--type", paramLabel = "TYPE", description = "The type of records. If not given, A and AAAA.")
    private @Nullable String type;

    ExplainCommand(PrintWriter out) {
        super(out);
    }

    @Override
    public Integer call() {
        ServerRequest request = ServerRequest.get("/explain")
                .with("name", name)
                .with("client", client)
                .with("type", type);
        return ask(request, ExplanationReport.class, ExplanationText::of);
    }
}
