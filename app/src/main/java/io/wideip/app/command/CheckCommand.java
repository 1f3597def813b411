package io.wideip.app.command;

import io.wideip.app.CatalogSummary;
import io.wideip.app.Gslb;
import io.wideip.config.section.Place;
import io.wideip.config.section.Problem;
import io.wideip.config.yaml.Loaded;
import io.wideip.config.yaml.Loader;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Says what is wrong with a directory of YAML. */
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        header = "Say what is wrong with a directory of YAML.",
        description = {
            "Every problem as file:line:column: what is wrong, and the mend. So are those of certificates and cookie secrets "
                    + "that it names; where these are missing or may not be read here, that is a warning.",
            ""
        },
        footerHeading = "%nExamples:%n",
        footer = {"  wideip check /etc/wideip", "  wideip check -o json /etc/wideip    the same for programs"})
final class CheckCommand implements Callable<Integer> {
    /** Who the output is for. */
    enum Output {
        TEXT,
        JSON
    }

    private final PrintWriter out;

    @Mixin
    private ConfigDirectoryOption directory = new ConfigDirectoryOption();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "text|json",
            description = "For people (the default) or for programs.")
    private Output output = Output.TEXT;

    CheckCommand(PrintWriter out) {
        this.out = out;
    }

    @Override
    public Integer call() {
        FileReview files = new FileReview();
        Loaded loaded = new Loader(Gslb.vocabulary(), files).load(directory.path());
        List<Problem> warnings = new ArrayList<>(files.warnings());
        if (loaded instanceof Loaded.Good good) {
            good.merged()
                    .warnings()
                    .forEach(warning -> warnings.add(new Problem((Place) warning.origin(), warning.what())));
        }
        if (output == Output.TEXT) {
            warnings.forEach(warning -> out.println(warning.place() + ": warning: " + warning.what()));
        }
        if (loaded instanceof Loaded.Good good) {
            CatalogSummary summary = CatalogSummary.of(good.catalog());
            out.println(
                    output == Output.JSON
                            ? CheckReport.json(summary, warnings)
                            : summary + ": no problems" + hint(summary));
            return Main.FINE;
        }
        List<Problem> problems = ((Loaded.Bad) loaded).problems();
        if (output == Output.JSON) {
            out.println(CheckReport.json(problems, warnings));
        } else {
            problems.forEach(out::println);
        }
        return Main.FAILED;
    }

    private static String hint(CatalogSummary summary) {
        return summary.zones() == 0 ? ", but without a zone every query is refused" : "";
    }
}
