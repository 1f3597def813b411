package io.wideip.app.command;

import io.wideip.app.Gslb;
import io.wideip.app.status.CatalogSummary;
import io.wideip.config.catalog.Merged;
import io.wideip.config.section.Place;
import io.wideip.config.section.Problem;
import io.wideip.config.yaml.Loaded;
import io.wideip.config.yaml.Loader;
import io.wideip.routes.source.ManifestReview;
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
                    + "that it names; where these are missing or may not be read here, that is a warning. Of clusters whose "
                    + "Routes are read from manifests, what each Route would serve, and its problems.",
            ""
        },
        footerHeading = "%nExamples:%n",
        footer = {"  wideip check /etc/wideip", "  wideip check -o json /etc/wideip    the same for programs"})
final class CheckCommand implements Callable<Integer> {
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
        return loaded instanceof Loaded.Good good
                ? good(good.merged(), files.warnings())
                : bad(((Loaded.Bad) loaded).problems(), files.warnings());
    }

    private int bad(List<Problem> problems, List<Problem> warnings) {
        if (output == Output.JSON) {
            out.println(CheckReport.json(problems, warnings));
        } else {
            print(warnings);
            problems.forEach(out::println);
        }
        return Main.FAILED;
    }

    private int good(Merged merged, List<Problem> ofFiles) {
        CatalogSummary summary = CatalogSummary.of(merged.catalog());
        ManifestReview manifests = ManifestReview.of(merged, Gslb.vocabulary());
        List<Problem> warnings = new ArrayList<>(ofFiles);
        merged.warnings().forEach(warning -> warnings.add(new Problem((Place) warning.origin(), warning.what())));
        warnings.addAll(manifests.warnings());
        boolean isFine = !manifests.hasProblems();
        if (output == Output.JSON) {
            out.println(CheckReport.json(summary, warnings, manifests));
        } else {
            print(warnings);
            manifests.problems().forEach(out::println);
            manifests.outcomes().forEach((route, outcome) -> {
                out.println(route + ": " + outcome.serves());
                outcome.problems().forEach(out::println);
            });
            out.println(summary + (isFine ? ": no problems" + hint(summary) : ": problems of Routes, see above"));
        }
        return isFine ? Main.FINE : Main.FAILED;
    }

    private void print(List<Problem> warnings) {
        warnings.forEach(warning -> out.println(warning.place() + ": warning: " + warning.what()));
    }

    private static String hint(CatalogSummary summary) {
        return summary.zones() == 0 ? ", but without a zone every query is refused" : "";
    }
}
