package io.wideip.app.command;

import io.wideip.config.Catalog;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
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
    private static final String RESOURCE = "/io/wideip/config/wideip.schema.json";

    private final PrintWriter out;

    SchemaCommand(PrintWriter out) {
        this.out = out;
    }

    @Override
    public Integer call() throws IOException {
        try (InputStream schema = Catalog.class.getResourceAsStream(RESOURCE)) {
            if (schema == null) {
                throw new IllegalStateException(RESOURCE + " is missing from the jar");
            }
            out.println(new String(schema.readAllBytes(), StandardCharsets.UTF_8).stripTrailing());
        }
        return Main.FINE;
    }
}
