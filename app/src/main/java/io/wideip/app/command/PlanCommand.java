package io.wideip.app.command;

import io.wideip.app.Gslb;
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
import io.wideip.dns.snapshot.CatalogComparison;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
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
            "Compares what two directories answer, name by name, for each class of clients, with all targets up and the drains "
                    + "that each of them has in force now. What is only reworded does not show. Ends with 3 where an answer "
                    + "would change, and with 1 where a directory has problems. Routes of clusters are not looked at.",
            ""
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  wideip plan /tmp/new --against /etc/wideip",
            "  wideip plan new --against old -o markdown    for a pull request"
        })
final class PlanCommand implements Callable<Integer> {
    /** Who the output is for. */
    enum Form {
        TEXT,
        JSON,
        MARKDOWN
    }

    private final PrintWriter out;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "NEW_DIR", description = "The directory of *.yaml files as it would be.")
    private Path later = Path.of("");

    @Option(names = "--against", required = true, paramLabel = "DIR", description = "The one to compare it with.")
    private Path earlier = Path.of("");

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
        Catalog before = read(earlier);
        Catalog after = read(later);
        if (before == null || after == null) {
            return Main.FAILED;
        }
        PlanReport plan = PlanReport.of(CatalogComparison.between(
                before, drains(before), after, drains(after), target -> TargetStatus.NEVER_JUDGED));
        switch (form) {
            case TEXT -> out.print(PlanText.of(plan));
            case JSON -> out.println(JsonMapping.pretty(plan));
            case MARKDOWN -> out.print(PlanText.markdown(plan));
        }
        out.flush();
        return plan.changes().isEmpty() ? Main.FINE : Main.CHANGES;
    }

    /** Null where it has problems, which are told. */
    private @Nullable Catalog read(Path directory) {
        if (Files.isRegularFile(directory)) {
            throw new ParameterException(
                    spec.commandLine(),
                    directory + " is a file, and all files of a directory are read together: name the directory");
        }
        Loaded loaded = new Loader(Gslb.vocabulary()).load(directory);
        if (loaded instanceof Loaded.Bad bad) {
            for (Problem problem : bad.problems()) {
                spec.commandLine().getErr().println(problem);
            }
            return null;
        }
        return ((Loaded.Good) loaded).catalog();
    }

    private static List<Drain> drains(Catalog catalog) {
        Orders orders = new Orders(InstantSource.system());
        orders.plan(catalog.drains());
        return orders.inForce().stream().map(Order::drain).toList();
    }
}
