package io.wideip.dns.explain;

import java.util.List;

/**
 * A pool or a member, and why it was taken or passed over.
 *
 * @param datacenters where it is available
 * @param share how many of the choices in its tier begin with it, from 0 to 1
 * @param why for people
 */
public record ExplainedCandidate(
        String name, int weight, boolean available, List<String> datacenters, double share, String why) {}
