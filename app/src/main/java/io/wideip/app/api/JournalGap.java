package io.wideip.app.api;

/** In the place of changes that a reader of events has missed. */
public record JournalGap(String message) {}
