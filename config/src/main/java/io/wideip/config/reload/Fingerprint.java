package io.wideip.config.reload;

import io.wideip.config.files.FileState;
import io.wideip.config.yaml.Loader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What tells one state of a directory from the next: the names and states of its files. */
record Fingerprint(List<String> files) {
    static Fingerprint of(Path directory) {
        List<String> files = new ArrayList<>();
        try {
            for (Path file : Loader.files(directory)) {
                files.add(file + " " + stateOf(file));
            }
        } catch (IOException e) {
            files.add(e.toString());
        }
        return new Fingerprint(List.copyOf(files));
    }

    private static String stateOf(Path file) {
        try {
            return FileState.of(file).toString();
        } catch (IOException e) {
            return e.toString();
        }
    }
}
