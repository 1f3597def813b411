package io.wideip.config;

/**
 * What a reload may do.
 *
 * @param mayRemove in percent, 0 to 100: how much of what is served one reload may take away
 */
public record ReloadOptions(int mayRemove) {
    public static final ReloadOptions DEFAULT = new ReloadOptions(10);
}
