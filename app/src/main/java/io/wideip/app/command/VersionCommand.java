package io.wideip.app.command;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Prints what {@code --version} does, for those who type it as a command. */
@Command(
        name = "version",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        header = "Print the version.",
        footerHeading = "%nExample:%n",
        footer = "  wideip version")
final class VersionCommand implements Callable<Integer> {
    private final PrintWriter out;

    VersionCommand(PrintWriter out) {
        this.out = out;
    }

    @Override
    public Integer call() {
        for (String line : new Version().getVersion()) {
            out.println(line);
        }
        return Main.FINE;
    }
}
