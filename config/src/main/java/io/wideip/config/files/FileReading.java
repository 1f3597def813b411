package io.wideip.config.files;

/**
 * What came of reading files.
 *
 * @param <V> what they hold
 * @param <F> what is wrong with them, for people
 */
public sealed interface FileReading<V, F> {
    record Good<V, F>(V value) implements FileReading<V, F> {}

    record Bad<V, F>(F fault) implements FileReading<V, F> {}
}
