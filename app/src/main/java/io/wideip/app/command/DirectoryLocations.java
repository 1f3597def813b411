package io.wideip.app.command;

import io.wideip.app.Gslb;
import io.wideip.app.explain.ClientLocations;
import io.wideip.config.CatalogChange;
import io.wideip.config.catalog.Merged;
import io.wideip.config.names.NameHash;
import io.wideip.config.standing.TargetStatus;
import io.wideip.config.yaml.Loaded;
import io.wideip.config.yaml.Loader;
import io.wideip.dns.snapshot.SnapshotCompiler;
import java.io.PrintWriter;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/** Where clients would be if a directory were served, with all targets up. */
final class DirectoryLocations {
    private DirectoryLocations() {}

    /** Null where the directory has problems, which are told. */
    static @Nullable ClientLocations read(Path directory, CommandSpec command) {
        PlanCommand.requireDirectory(directory, command);
        FileReview files = new FileReview();
        Loaded loaded = new Loader(Gslb.vocabulary(), files).load(directory);
        PrintWriter err = command.commandLine().getErr();
        files.warnings().forEach(err::println);
        if (loaded instanceof Loaded.Bad bad) {
            bad.problems().forEach(err::println);
            return null;
        }
        Merged merged = ((Loaded.Good) loaded).merged();
        SnapshotCompiler compiler = new SnapshotCompiler(target -> TargetStatus.NEVER_JUDGED, NameHash.drawn());
        compiler.databases(files.databases());
        compiler.drain(PlanCommand.drains(merged.catalog()));
        compiler.catalog(CatalogChange.between(null, merged.catalog()));
        return new ClientLocations(compiler, () -> merged);
    }
}
