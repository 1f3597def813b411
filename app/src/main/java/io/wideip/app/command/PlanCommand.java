package io.wideip.app.command;

import io.wideip.app.Gslb;
import io.wideip.app.api.PlanRequest;
import io.wideip.app.client.ServerRequest;
import io.wideip.app.json.JsonMapping;
import io.wideip.app.plan.PlanReport;
import io.wideip.app.plan.PlanText;
import io.wideip.config.Catalog;
import io.wideip.config.orders.Order;
import io.wideip.config.orders.Orders;
import io.wideip.config.section.Problem;
import io.wideip.config.standing.Drain;
import io.wideip.config.standing.TargetStatus;
import io.wideip.config.yaml.Loaded;
import io.wideip.config.yaml.Loader;
import io.wideip.dns.geo.database.DatabaseFile;
import io.wideip.dns.geo.database.GeoDatabase;
import io.wideip.dns.snapshot.CatalogComparison;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What a change of the YAML would do. */
@Command(
        name = "plan",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        header = "Say which answers another directory of YAML would change.",
        description = {
            "Compares, name by name and for each class of clients, what running servers answer now with what they would answer after "
                    + "a reload of NEW_DIR: under their present verdicts, drains and Routes. With --against, what two directories "
                    + "answer, without a server: with all targets up and without the Routes of clusters. What is only reworded "
                    + "does not show. Ends with 3 where an answer would change, and with 1 where a directory has problems or "
                    + "a reload would be refused.",
            ""
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  wideip plan /tmp/new                         at this machine's server",
            "  wideip plan /tmp/new --at https://gslb1.example.net:8053 --all-up",
            "  wideip plan new --against old -o markdown    for a pull request"
        })
final class PlanCommand implements Callable<Integer> {
    /** Who the output is for. */
    enum Form {
        TEXT,
        JSON,
        MARKDOWN
    }

    /** Large catalogs take long to compile twice. */
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final PrintWriter out;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "NEW_DIR", description = "The directory of *.yaml files as it would be.")
    private Path later = Path.of("");

    @Option(
            names = "--against",
            paramLabel = "DIR",
            description = "The directory to compare it with, without a server.")
    private @Nullable Path earlier;

    @Option(names = "--all-up", description = "As if all targets were up, whatever the servers' verdicts.")
    private boolean allUp;

    @Mixin
    private AtOption servers = new AtOption();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "text|json|markdown",
            description = "For people (the default), for programs, or for a pull request.")
    private Form form = Form.TEXT;

    PlanCommand(PrintWriter out) {
        this.out = out;
    }

    @Override
    public Integer call() {
        if (earlier != null && servers.isGiven()) {
            throw new ParameterException(
                    spec.commandLine(), "--against compares without a server: leave --at or --against out");
        }
        return earlier == null ? online() : offline(earlier);
    }

    private int offline(Path against) {
        Catalog before = read(against);
        Catalog after = read(later);
        if (before == null || after == null) {
            return Main.FAILED;
        }
        PlanReport plan = PlanReport.of(CatalogComparison.between(
                before,
                drains(before),
                after,
                drains(after),
                target -> TargetStatus.NEVER_JUDGED,
                databases(after),
                Integer.MAX_VALUE));
        out.print(form == Form.JSON ? JsonMapping.pretty(plan) + System.lineSeparator() : text(plan));
        out.flush();
        return code(plan);
    }

    /** Those that are here: the plan may be made on another machine than the server's. */
    private List<GeoDatabase> databases(Catalog catalog) {
        List<GeoDatabase> databases = new ArrayList<>();
        for (Path file : catalog.server().geo().databases()) {
            try {
                databases.add(DatabaseFile.read(file));
            } catch (IOException fault) {
                spec.commandLine().getErr().println(fault.getMessage() + "; planned without it");
            }
        }
        return databases;
    }

    private int online() {
        // Here, so that places are told as they are on this machine, and files with problems do not travel.
        if (read(later) == null) {
            return Main.FAILED;
        }
        ServerReplies<PlanReport> replies =
                servers.ask(ServerRequest.post("/plan", request()), PlanReport.class, PATIENCE);
        int code = replies.print(
                form == Form.JSON ? Output.JSON : Output.TEXT,
                out,
                spec.commandLine().getErr(),
                this::text);
        if (code != Main.FINE) {
            return code;
        }
        List<Integer> codes =
                replies.results().values().stream().map(PlanCommand::code).toList();
        return codes.contains(Main.FAILED) ? Main.FAILED : codes.contains(Main.CHANGES) ? Main.CHANGES : Main.FINE;
    }

    private PlanRequest request() {
        List<PlanRequest.YamlFile> files = new ArrayList<>();
        try {
            for (Path file : Loader.files(later)) {
                files.add(new PlanRequest.YamlFile(file.getFileName().toString(), Files.readString(file)));
            }
        } catch (IOException failure) {
            throw new ParameterException(
                    spec.commandLine(), later + " can't be read: " + failure.getMessage(), failure);
        }
        return new PlanRequest(files, allUp);
    }

    private String text(PlanReport plan) {
        return form == Form.MARKDOWN ? PlanText.markdown(plan) : PlanText.of(plan);
    }

    private static int code(PlanReport plan) {
        if (plan.isRefused()) {
            return Main.FAILED;
        }
        return plan.answers() == 0 ? Main.FINE : Main.CHANGES;
    }

    /** Null where it has problems, which are told. */
    private @Nullable Catalog read(Path directory) {
        requireDirectory(directory, spec);
        Loaded loaded = new Loader(Gslb.vocabulary()).load(directory);
        if (loaded instanceof Loaded.Bad bad) {
            for (Problem problem : bad.problems()) {
                spec.commandLine().getErr().println(problem);
            }
            return null;
        }
        return ((Loaded.Good) loaded).catalog();
    }

    /** A part of a configuration alone would be full of problems. */
    static void requireDirectory(Path given, CommandSpec command) {
        if (Files.isRegularFile(given)) {
            throw new ParameterException(
                    command.commandLine(),
                    given + " is a file, and all files of a directory are read together: name the directory");
        }
    }

    /** Those that the YAML plans and that are in force now. */
    static List<Drain> drains(Catalog catalog) {
        Orders orders = new Orders(InstantSource.system());
        orders.plan(catalog.drains());
        return orders.inForce().stream().map(Order::drain).toList();
    }
}
