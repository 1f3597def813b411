package io.wideip.dns.snapshot;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.wideip.config.Zone;
import java.util.zip.CRC32;

/** The serial in a zone's SOA. */
public final class Serial {
    private Serial() {}

    /**
     * A checksum of what the zone's YAML says, so that all servers with the same YAML give the same serial, whenever they
     * read it. It changes with the zone but does not grow: no server transfers a zone from this one.
     */
    public static int of(Zone zone) {
        CRC32 checksum = new CRC32();
        checksum.update(zone.toString().getBytes(UTF_8));
        return (int) checksum.getValue();
    }
}
