package io.wideip.app.command;

import ch.qos.logback.classic.Level;
import io.wideip.app.StartFailure;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;

/** The program {@code wideip}. */
@Command(
        name = "wideip",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = {
            "A GSLB: an authoritative DNS server that sends each client to a datacenter that can serve it now.",
            ""
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  wideip demo                        two datacenters on this machine, to dig at",
            "  wideip check /etc/wideip           what is wrong with the YAML",
            "  wideip serve /etc/wideip           serve it",
            "  wideip help check                  what a command does"
        })
public final class Main {
    static final int FINE = 0;
    static final int FAILED = 1;
    static final int USAGE = 2;
    /** What {@code plan} was asked about changes an answer. */
    static final int CHANGES = 3;
    /** Some of the servers asked. */
    static final int UNREACHED = 4;

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final String LEAK_DETECTION = "io.netty.leakDetection.level";
    private static final String KEPT_OBJECTS = "io.netty.recycler.maxCapacityPerThread";

    private Main() {}

    /** Runs one command and ends the process with its exit code. */
    public static void main(String[] arguments) {
        LogFormat.TEXT.install(Level.WARN);
        // Netty would take a stack trace of every 128th buffer, to tell where one was lost.
        setDefault(LEAK_DETECTION, "disabled");
        // Netty keeps small objects to use them again, which costs a query more than new ones do.
        setDefault(KEPT_OBJECTS, "0");
        // The JVM's own handler prints, and waits where nobody reads.
        Thread.setDefaultUncaughtExceptionHandler((thread, failure) ->
                LoggerFactory.getLogger("wideip").error("the thread {} has ended", thread.getName(), failure));
        PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        PrintWriter err = new PrintWriter(new ExitMessage(System.err, PATIENCE), true, StandardCharsets.UTF_8);
        int code = run(commandLine(System.in, out, err, arguments), arguments);
        LogFormat.end();
        System.exit(code);
    }

    private static void setDefault(String property, String value) {
        System.setProperty(property, System.getProperty(property, value));
    }

    /** The exit code, whatever happens: without an exit the event loops would serve on, and nobody would hear a signal. */
    static int run(CommandLine command, String... arguments) {
        try {
            return command.execute(arguments);
        } catch (Error failure) { // A jar that was overwritten while it ran, for one, lacks classes at the end.
            failure.printStackTrace(command.getErr());
            return FAILED;
        }
    }

    /** With all commands. */
    static CommandLine commandLine(InputStream in, PrintWriter out, PrintWriter err) {
        Map<String, Supplier<Object>> commands = commands(in, out);
        commands.put("help", CommandLine.HelpCommand::new); // It looks at the other ones.
        return commandLine(commands, out, err);
    }

    /**
     * With the command alone that the arguments name first, if they do: picocli looks at every annotation of each, and the server
     * would begin a quarter of a second later on one processor.
     */
    static CommandLine commandLine(InputStream in, PrintWriter out, PrintWriter err, String... arguments) {
        Supplier<Object> named =
                arguments.length == 0 ? null : commands(in, out).get(arguments[0]);
        return named == null ? commandLine(in, out, err) : commandLine(Map.of(arguments[0], named), out, err);
    }

    private static Map<String, Supplier<Object>> commands(InputStream in, PrintWriter out) {
        Map<String, Supplier<Object>> commands = new LinkedHashMap<>(); // The help has this order.
        commands.put("serve", ServeCommand::new);
        commands.put("check", () -> new CheckCommand(out));
        commands.put("plan", () -> new PlanCommand(out));
        commands.put("demo", () -> new DemoCommand(in, out));
        commands.put("status", () -> new StatusCommand(out));
        commands.put("explain", () -> new ExplainCommand(out));
        commands.put("locate", () -> new LocateCommand(out));
        commands.put("journal", () -> new JournalCommand(out));
        commands.put("drain", () -> new DrainCommand(out));
        commands.put("resume", () -> new ResumeCommand(out));
        commands.put("drains", () -> new DrainsCommand(out));
        commands.put("drill", () -> new DrillCommand(out));
        commands.put("schema", () -> new SchemaCommand(out));
        commands.put("version", () -> new VersionCommand(out));
        return commands;
    }

    private static CommandLine commandLine(Map<String, Supplier<Object>> commands, PrintWriter out, PrintWriter err) {
        CommandLine root = new CommandLine(new Main());
        commands.forEach((name, command) -> root.addSubcommand(name, command.get()));
        root.setOut(out);
        root.setErr(err);
        root.setCaseInsensitiveEnumValuesAllowed(true);
        root.setParameterExceptionHandler(Main::misused);
        root.setExecutionExceptionHandler(Main::failed);
        describeExitCodes(root);
        root.getSubcommands().values().forEach(Main::describeExitCodes);
        return root;
    }

    private static void describeExitCodes(CommandLine command) {
        Map<String, String> codes = new LinkedHashMap<>();
        codes.put(" " + FINE, "fine");
        codes.put(" " + FAILED, "problems in the YAML, or the server could not start, or refuses");
        codes.put(" " + USAGE, "the command line can't be understood");
        codes.put(" " + CHANGES, "plan: an answer would change");
        codes.put(" " + UNREACHED, "some servers are not reached");
        command.getCommandSpec()
                .usageMessage()
                .exitCodeListHeading("%nExit codes:%n")
                .exitCodeList(codes);
    }

    private static int misused(ParameterException mistake, String[] arguments) {
        CommandLine command = mistake.getCommandLine();
        command.getErr().println("wideip: " + mistake.getMessage());
        CommandLine.UnmatchedArgumentException.printSuggestions(mistake, command.getErr());
        command.getErr().println("'" + command.getCommandSpec().qualifiedName() + " --help' lists what is possible");
        return USAGE;
    }

    private static int failed(Exception failure, CommandLine command, CommandLine.ParseResult arguments)
            throws Exception {
        if (failure instanceof StartFailure reasons) {
            command.getErr().println("wideip can't start:");
            reasons.reasons().forEach(command.getErr()::println);
            return FAILED;
        }
        throw failure;
    }
}
