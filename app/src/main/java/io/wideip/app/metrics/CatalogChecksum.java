package io.wideip.app.metrics;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.wideip.config.DomainName;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32;

/** One number for what a catalog can answer: the same on all servers whose zones have the same serials. */
final class CatalogChecksum {
    private CatalogChecksum() {}

    /** From 0 to 2^32 - 1, which a double holds exactly. */
    static long of(Map<DomainName, Integer> serials) {
        Map<String, Integer> sorted = new TreeMap<>();
        serials.forEach((zone, serial) -> sorted.put(zone.text(), serial));
        CRC32 checksum = new CRC32();
        sorted.forEach((zone, serial) ->
                checksum.update((zone + " " + Integer.toUnsignedString(serial) + "\n").getBytes(US_ASCII)));
        return checksum.getValue();
    }
}
