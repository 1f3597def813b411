package io.wideip.app.api;

import java.util.List;
import java.util.Objects;

/**
 * The YAML that a plan is asked for.
 *
 * @param files all of its directory
 * @param allUp as if all targets were up
 */
public record PlanRequest(List<YamlFile> files, boolean allUp) {
    /** A key that is missing is a mistake in the request. */
    public PlanRequest {
        files = List.copyOf(Objects.requireNonNull(files, "no 'files'"));
    }

    /**
     * One of the files.
     *
     * @param name by which its problems are told
     */
    public record YamlFile(String name, String text) {
        /** Likewise. */
        public YamlFile {
            Objects.requireNonNull(name, "a file without 'name'");
            Objects.requireNonNull(text, "a file without 'text'");
        }
    }
}
