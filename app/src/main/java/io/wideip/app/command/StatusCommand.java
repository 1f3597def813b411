package io.wideip.app.command;

import io.wideip.app.api.StatusReport;
import io.wideip.app.client.ServerRequest;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** How servers stand. */
@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        header = "Say how running servers stand.",
        description = {
            "Whether they answer, with which catalog, how datacenters stand, and which wide IPs are in trouble. Says so where "
                    + "the servers do not have the same catalog.",
            ""
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  wideip status",
            "  wideip status --at https://gslb1.example.net:8053 --at https://gslb2.example.net:8053"
        })
final class StatusCommand implements Callable<Integer> {
    private final PrintWriter out;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private ServersOption servers = new ServersOption();

    StatusCommand(PrintWriter out) {
        this.out = out;
    }

    @Override
    public Integer call() {
        ServerReplies<StatusReport> replies = servers.ask(ServerRequest.get("/status"), StatusReport.class);
        int code = replies.print(servers.output(), out, spec.commandLine().getErr(), StatusText::of);
        if (replies.results().stream()
                        .map(each -> each.catalog().checksum())
                        .distinct()
                        .count()
                > 1) {
            spec.commandLine().getErr().println("the servers have different catalogs: compare their checksums");
        }
        return code;
    }
}
