package io.wideip.config.files;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * What tells one state of a file from the next without reading it, looked at through symbolic links. The swap of a mounted
 * ConfigMap changes the identity, whatever the times say; a right to read that is given or taken away changes {@code ctime} alone.
 */
public record FileState(Map<String, Object> attributes) {
    private static final String BASIC = "size,lastModifiedTime,fileKey";
    private static final String LOOKED_AT =
            FileSystems.getDefault().supportedFileAttributeViews().contains("unix") ? "unix:ctime," + BASIC : BASIC;

    /**
     * Looks at a file.
     *
     * @throws IOException where it is not there, or can't be looked at
     */
    public static FileState of(Path file) throws IOException {
        return new FileState(Files.readAttributes(file, LOOKED_AT));
    }
}
