package io.wideip.config;

import java.util.List;

/**
 * How much one client network may get by UDP. Clients with a valid cookie and those on loopback are always exempt.
 *
 * @param responses a second
 * @param amplified octets a second that records may have beyond half of their queries, or replies beyond twice their queries
 * @param slip of the responses above the limit one in so many, by chance, is sent, empty and with "ask by TCP"; 0 for none
 * @param prefix4 leading bits of an IPv4 address that make a network
 * @param prefix6 leading bits of an IPv6 address that make a network
 * @param exempt networks without limit
 */
public record RateLimitOptions(
        Mode mode, int responses, int amplified, int slip, int prefix4, int prefix6, List<Subnet> exempt) {
    public static final RateLimitOptions DEFAULT = new RateLimitOptions(Mode.ENFORCE, 1000, 4000, 2, 24, 56, List.of());

    /** What becomes of responses above the limit. */
    public enum Mode {
        /** They are not sent, or cut short. */
        ENFORCE,
        /** They are counted, and sent. */
        COUNT,
        /** Nothing is counted. */
        OFF
    }
}
