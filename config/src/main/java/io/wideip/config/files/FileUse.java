package io.wideip.config.files;

import org.jspecify.annotations.Nullable;

/**
 * What some files are for: how they are looked at and read, and what becomes of what they hold. One call at a time.
 *
 * @param <V> what they hold
 * @param <F> what is wrong with them, for people
 */
public interface FileUse<V, F> {
    /** The state of the files as it is now; what {@code equals} calls the same is not read again. */
    Object look();

    /**
     * Reads the files.
     *
     * @param whenRead to be run once they are read, before anything is made of what they hold
     */
    FileReading<V, F> read(Runnable whenRead);

    /** Puts to use what is new. If this throws, the value counts as refused and is tried again after a pause. */
    void accepted(V value);

    /**
     * Tells of a fault that is not the one before; what was accepted last stays.
     *
     * @param thrown where the files are not to blame
     */
    void refused(F fault, @Nullable Throwable thrown);

    /** The words for what was thrown while the files were looked at, read or put to use. */
    F fault(Throwable thrown);
}
