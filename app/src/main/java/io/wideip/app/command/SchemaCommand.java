package io.wideip.app.command;

import io.wideip.config.yaml.Schema;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Prints the JSON Schema. */
@Command(
        name = "schema",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        header = "Print the JSON Schema of the YAML.",
        description = {"For editors, which complete and check by it.", ""},
        footerHeading = "%nExample:%n",
        footer = "  wideip schema > wideip.schema.json")
final class SchemaCommand implements Callable<Integer> {
    private final PrintWriter out;

    SchemaCommand(PrintWriter out) {
        this.out = out;
    }

    @Override
    public Integer call() {
        out.println(Schema.load().text().stripTrailing());
        return Main.FINE;
    }
}
