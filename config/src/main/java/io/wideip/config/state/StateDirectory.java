package io.wideip.config.state;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one directory for all that must outlast a restart, or none: then nothing is kept. Immutable. */
public final class StateDirectory {
    /** Keeps nothing. */
    public static final StateDirectory NONE = new StateDirectory(null);
    /** Set by systemd, which separates several directories by colons. */
    private static final String VARIABLE = "STATE_DIRECTORY";

    private static final Logger log = LoggerFactory.getLogger(StateDirectory.class);

    private final @Nullable Path path;

    private StateDirectory(@Nullable Path path) {
        this.path = path;
    }

    public static StateDirectory at(Path path) {
        return new StateDirectory(path);
    }

    /**
     * Touches no disk.
     *
     * @param written as in the YAML, if there
     * @param environment where {@code STATE_DIRECTORY} counts if nothing is written
     */
    public static StateDirectory of(@Nullable Path written, Map<String, String> environment) {
        if (written != null) {
            return at(written);
        }
        String variable = environment.getOrDefault(VARIABLE, "").replaceFirst(":.*", "");
        if (variable.isEmpty()) {
            log.info("nothing is kept over a restart: set server.state (or ${}) to a directory", VARIABLE);
            return NONE;
        }
        try {
            return at(Path.of(variable));
        } catch (InvalidPathException e) {
            log.warn("nothing is kept over a restart: ${} is no path: {}", VARIABLE, e.getMessage());
            return NONE;
        }
    }

    /**
     * One text that is kept there.
     *
     * @param name of the file: lower-case letters and hyphens
     * @param version in which it is written; read are this one and those before
     */
    public StateFile file(String name, int version) {
        return new StateFile(path, name, version);
    }

    /**
     * Lines that are kept there, one after the other.
     *
     * @param name of the file: lower-case letters and hyphens
     * @param version in which they are written; read are this one and those before
     */
    public StateLog log(String name, int version) {
        return new StateLog(path, name, version);
    }

    /** Null where nothing is kept. */
    public @Nullable Path path() {
        return path;
    }
}
