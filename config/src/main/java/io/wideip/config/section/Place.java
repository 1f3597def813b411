package io.wideip.config.section;

import io.wideip.config.catalog.Origin;

/**
 * Where something was written.
 *
 * @param file as given by whoever named the directory
 * @param line from 1
 * @param column from 1
 */
public record Place(String file, int line, int column) implements Origin {
    @Override
    public String toString() {
        return file + ":" + line + ":" + column;
    }
}
