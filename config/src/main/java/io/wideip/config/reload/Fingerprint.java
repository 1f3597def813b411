package io.wideip.config.reload;

import io.wideip.config.yaml.Loader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;

/**
 * What tells one state of a directory from the next without reading the files: each file's name, size, time of change and
 * identity, all looked at through symbolic links. A ConfigMap's swap changes the identities, whatever the times say.
 */
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
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return attributes.size() + " " + attributes.lastModifiedTime().toInstant() + " " + attributes.fileKey();
        } catch (IOException e) {
            return e.toString();
        }
    }
}
