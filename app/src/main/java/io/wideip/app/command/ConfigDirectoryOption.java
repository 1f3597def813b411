package io.wideip.app.command;

import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The directory of YAML that a command is for: with {@code --config}, or without. */
final class ConfigDirectoryOption {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec command = CommandSpec.create();

    @Option(
            names = {"-c", "--config"},
            paramLabel = "DIR",
            description = "The directory of *.yaml files; DIR alone says the same.")
    private @Nullable Path option;

    @Parameters(arity = "0..1", paramLabel = "DIR", description = "The directory of *.yaml files.")
    private @Nullable Path parameter;

    /** @throws ParameterException where it was not given, or is a file: a part of a configuration alone would be full of problems */
    Path path() {
        if (option != null && parameter != null) {
            throw misuse("the directory is given twice, as " + option + " and as " + parameter + ": keep one");
        }
        Path given = option == null ? parameter : option;
        if (given == null) {
            throw misuse("Missing the directory of YAML: " + command.qualifiedName() + " /etc/wideip");
        }
        if (Files.isRegularFile(given)) {
            Path directory = given.toAbsolutePath().normalize().getParent();
            throw misuse(given + " is a file, and all files of a directory are read together: "
                    + command.qualifiedName() + " " + directory);
        }
        return given;
    }

    private ParameterException misuse(String what) {
        return new ParameterException(command.commandLine(), what);
    }
}
