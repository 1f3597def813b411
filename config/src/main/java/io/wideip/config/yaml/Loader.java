package io.wideip.config.yaml;

import io.wideip.config.section.DidYouMean;
import io.wideip.config.section.Problem;
import io.wideip.config.section.Vocabulary;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads the YAML of a directory into a catalog, or finds every problem of it at once. Never throws for what it reads.
 * Thread-safe where its vocabulary is, and who looks at the files.
 */
public final class Loader {
    private final Vocabulary vocabulary;
    private final NamedFiles files;

    /** Makes a loader that reads YAML alone, not the files that it names. */
    public Loader(Vocabulary vocabulary) {
        this(vocabulary, NamedFiles.UNSEEN);
    }

    /** Makes a loader that has the files looked at, too, which the YAML names. */
    public Loader(Vocabulary vocabulary, NamedFiles files) {
        this.vocabulary = vocabulary;
        this.files = files;
    }

    /**
     * Loads every file that {@link #files} names.
     *
     * @param directory or a single file, whatever its name
     */
    public Loaded load(Path directory) {
        return load(directory, () -> {});
    }

    /**
     * Loads likewise, for who wants to know whether the files changed under the reading.
     *
     * @param whenRead runs once they are read, before anything is made of them
     */
    public Loaded load(Path directory, Runnable whenRead) {
        Reading reading = new Reading();
        List<Source> sources = SourceFiles.read(directory, reading);
        whenRead.run();
        return load(sources, reading);
    }

    /** Loads files of which only the texts are here; in the order of their names. */
    public Loaded load(Collection<YamlText> texts) {
        Reading reading = new Reading();
        return load(SourceFiles.of(texts, reading), reading);
    }

    /**
     * The files that make up a directory's configuration, sorted: {@code *.yaml} and {@code *.yml} directly in it, symbolic
     * links followed, hidden names left out (a mounted ConfigMap keeps its data behind {@code ..data}).
     *
     * @throws IOException where the directory is missing or can't be read
     */
    public static List<Path> files(Path directory) throws IOException {
        return SourceFiles.list(directory);
    }

    /**
     * The keys that loading this directory asks for, whether they are given or not, by the path of their section: {@code *}
     * stands for a name and {@code []} for an item of a list, as in {@code wideIps.*.members[]}; the empty path is the
     * document. What {@link Schema} has to list, if the directory uses everything there is.
     */
    public Map<String, Set<String>> keysAskedFor(Path directory) {
        Reading reading = new Reading();
        load(SourceFiles.read(directory, reading), reading);
        return reading.keysAskedFor();
    }

    Loaded load(List<Source> sources) {
        return load(sources, new Reading());
    }

    Loaded load(List<Source> sources, Reading reading) {
        List<YamlSection> documents = new ArrayList<>();
        for (Source source : sources) {
            Value document = Documents.compose(source, reading);
            YamlSection section = document == null ? null : document.section();
            if (section != null && isReadableVersion(section)) {
                documents.add(section);
            } else {
                reading.markIncomplete();
            }
        }
        Loaded.Good good = new Loaded.Good(new CatalogReader(vocabulary, files, reading).read(documents));
        documents.forEach(document -> document.likelyKeys().forEach(reading::markUnread));
        reading.reportUnknownKeys();
        List<Problem> problems = reading.sorted();
        return problems.isEmpty() ? good : new Loaded.Bad(problems);
    }

    private static boolean isReadableVersion(YamlSection document) {
        if (!document.has("version")) {
            String foreign = ForeignText.manifest(document);
            document.problemAtStart(foreign == null ? "no 'version': write version: 1" : foreign);
        } else {
            String version = document.text("version", null);
            if (version == null || version.equals("1")) {
                return version != null;
            }
            document.problem(
                    "version", "'version' is '" + DidYouMean.shortened(version) + "': this server reads version 1");
        }
        document.tolerateUnknownKeys();
        return false;
    }
}
