package io.wideip.config.standing;

import io.wideip.config.HealthCheck;
import java.util.Comparator;

/**
 * What is probed: one VIP address with one health check for one host name. Equal targets are probed once, whoever needs them.
 *
 * <p>Comparable so that hash tables stay quick where host names were chosen to have one hash.
 *
 * @param address an IP address as text, or the host name of a VIP that has one
 * @param host the name asked for (HTTP Host and TLS SNI): the wide IP's for an application's check
 */
public record Target(String address, HealthCheck check, String host) implements Comparable<Target> {
    private static final Comparator<Target> ORDER =
            Comparator.comparing(Target::host).thenComparing(Target::address);

    /** By host and address, which few targets share. Checks have no order. */
    @Override
    public int compareTo(Target other) {
        return ORDER.compare(this, other);
    }
}
