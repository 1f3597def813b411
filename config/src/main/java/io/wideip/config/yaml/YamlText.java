package io.wideip.config.yaml;

/**
 * The text of a file that is on another machine.
 *
 * @param name by which its places are told
 */
public record YamlText(String name, String text) {}
