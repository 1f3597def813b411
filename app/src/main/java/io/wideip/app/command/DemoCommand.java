package io.wideip.app.command;

import ch.qos.logback.classic.Level;
import io.wideip.app.demo.Demo;
import io.wideip.app.journal.ChangeLog;
import java.io.InputStream;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Something to try in a minute. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        header = "Run the server over two datacenters on this machine.",
        description = {
            "The real server, with the datacenters east (127.0.0.2) and west (127.0.0.3), whose load balancers are small "
                    + "local HTTP servers. Take one down by a command, and see the answers follow.",
            ""
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  wideip demo",
            "  wideip demo --port 5300 --admin-port 8300    where the ports are taken",
            "  dig @127.0.0.1 -p 5353 shop.apps.example.com +short    in another terminal"
        })
final class DemoCommand implements Callable<Integer> {
    private final InputStream in;
    private final PrintWriter out;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            description = "For DNS; ${DEFAULT-VALUE} if not given, 0 for a free one.")
    private int port = 5353;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--admin-port",
            paramLabel = "PORT",
            description = "For the admin HTTP; ${DEFAULT-VALUE} if not given, 0 for a free one.")
    private int adminPort = 8053;

    DemoCommand(InputStream in, PrintWriter out) {
        this.in = in;
        this.out = out;
    }

    @Override
    public Integer call() throws Exception {
        requirePort("--port", port);
        requirePort("--admin-port", adminPort);
        LogFormat.TEXT.install(Level.WARN);
        // The screen shows what the log would tell of them.
        LogFormat.silence(ChangeLog.SUBJECT);
        Signals.ignore("USR1");
        Signals.ignore("USR2");
        try (Demo demo = Demo.start(port, adminPort, out)) {
            Signals.on("TERM", demo::end);
            Signals.on("INT", demo::end);
            demo.obey(in);
            demo.awaitEnd();
        }
        return Main.FINE;
    }

    private void requirePort(String option, int number) {
        if (number < 0 || number > 65_535) {
            throw new ParameterException(
                    spec.commandLine(), "Invalid value for option '" + option + "': " + number + " is no port");
        }
    }
}
