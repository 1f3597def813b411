package io.wideip.prober;

/**
 * An attempt under way.
 *
 * @param nanos when it began, as {@link System#nanoTime}
 * @param waited in nanoseconds, from when it was due
 * @param patient whether it comes after one that failed while its loop was late
 */
record Begun(long nanos, long waited, boolean patient) {}
