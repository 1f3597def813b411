package io.wideip.app.command;

import io.wideip.app.Gslb;
import io.wideip.app.TopologyReview;
import io.wideip.app.status.CatalogSummary;
import io.wideip.config.WarningCode;
import io.wideip.config.catalog.Merged;
import io.wideip.config.catalog.Warning;
import io.wideip.config.review.CatalogReview;
import io.wideip.config.section.Problem;
import io.wideip.config.yaml.Loaded;
import io.wideip.config.yaml.Loader;
import io.wideip.dns.server.Engines;
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
            "Of what is legal and surely not meant, a warning with its code. 'warnings: {ignore: [CODE]}' in the YAML silences "
                    + "those of a code.",
            ""
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  wideip check /etc/wideip",
            "  wideip check --strict /etc/wideip   warnings count, too",
            "  wideip check -o json /etc/wideip    the same for programs"
        })
final class CheckCommand implements Callable<Integer> {
    private final PrintWriter out;

    @Mixin
    private ConfigDirectoryOption directory = new ConfigDirectoryOption();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "text|json",
            description = "For people (the default) or for programs.")
    private Output output = Output.TEXT;

    @Option(names = "--strict", description = "End with 1 where there are warnings, too.")
    private boolean strict;

    CheckCommand(PrintWriter out) {
        this.out = out;
    }

    @Override
    public Integer call() {
        FileReview files = new FileReview();
        Loaded loaded = new Loader(Gslb.vocabulary(), files).load(directory.path());
        return loaded instanceof Loaded.Good good
                ? good(good.merged(), files)
                : bad(((Loaded.Bad) loaded).problems(), files.warnings());
    }

    private int bad(List<Problem> problems, List<Warning> warnings) {
        if (output == Output.JSON) {
            out.println(CheckReport.bad(problems, warnings).json());
        } else {
            print(warnings);
            problems.forEach(out::println);
        }
        return Main.FAILED;
    }

    private int good(Merged merged, FileReview files) {
        CatalogSummary summary = CatalogSummary.of(merged.catalog());
        ManifestReview manifests = ManifestReview.of(merged, Gslb.vocabulary());
        List<Warning> warnings = warnings(merged, files, manifests);
        boolean isFine = !manifests.hasProblems();
        if (output == Output.JSON) {
            out.println(CheckReport.good(summary, warnings, manifests).json());
        } else {
            print(warnings);
            manifests.problems().forEach(out::println);
            manifests.outcomes().forEach((route, outcome) -> {
                out.println(route + ": " + outcome.serves());
                outcome.problems().forEach(out::println);
            });
            CatalogOutline.of(merged.catalog()).forEach(out::println);
            out.println(summary
                    + (isFine ? ": no problems" + hint(summary) : ": problems of Routes, see above")
                    + (strict && !warnings.isEmpty() ? ", but " + plural(warnings.size()) : ""));
        }
        return isFine && (!strict || warnings.isEmpty()) ? Main.FINE : Main.FAILED;
    }

    private static List<Warning> warnings(Merged merged, FileReview files, ManifestReview manifests) {
        List<Warning> warnings = new ArrayList<>(files.warnings());
        warnings.addAll(EngineReview.of(merged, Engines.nativeObstacle()));
        warnings.addAll(CatalogReview.of(merged));
        warnings.addAll(TopologyReview.of(merged, files.databases()));
        manifests
                .warnings()
                .forEach(problem ->
                        warnings.add(new Warning(WarningCode.FILE_UNREADABLE, problem.place(), problem.what())));
        warnings.removeIf(warning -> merged.ignoredWarnings().contains(warning.code()));
        return warnings;
    }

    private static String plural(int warnings) {
        return warnings + (warnings == 1 ? " warning" : " warnings");
    }

    private void print(List<Warning> warnings) {
        warnings.forEach(warning -> out.println(warning.origin() + ": warning: " + warning.what() + " ("
                + warning.code().text() + ")"));
    }

    private static String hint(CatalogSummary summary) {
        return summary.zones() == 0 ? ", but without a zone every query is refused" : "";
    }
}
