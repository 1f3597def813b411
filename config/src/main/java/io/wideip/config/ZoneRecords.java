package io.wideip.config;

import java.util.Map;

/** A zone's static records as {@code gslb-dns} has read them; opaque here, because master-file syntax is not ours to know. */
public interface ZoneRecords {
    /** How many records each name has of each type, the two as people write them: {@code www.example.com A}. */
    Map<String, Integer> counts();
}
