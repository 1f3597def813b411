package io.wideip.config;

/** A zone's static records as {@code gslb-dns} has read them; opaque here, because master-file syntax is not ours to know. */
public interface ZoneRecords {}
