package io.wideip.config;

/**
 * What is surely not meant, though it is legal.
 *
 * @param code of the warning
 * @param key where it was written, of the section that it is in
 * @param line of the key's text, from 1; 0 where the text is one line
 * @param what it is and its mend, for people
 */
public record Doubt(WarningCode code, String key, int line, String what) {}
