package io.wideip.config.catalog;

/** A definition of a wide IP that was not taken, without its place: that may move and leave this as it is. */
record Refused(String source, WideIpMerge.Fault fault) {}
