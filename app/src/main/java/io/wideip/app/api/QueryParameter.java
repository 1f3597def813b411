package io.wideip.app.api;

/** What may stand behind the question mark of an operation's URL. */
public record QueryParameter(String name, String description) {}
