package io.wideip.dns.plan;

import java.util.List;

/**
 * What some clients get, and what they would get.
 *
 * @param clients at least one class of them
 * @param before in the order in which they are found, each once
 * @param after likewise
 */
public record ClientsChange(List<ClientClass> clients, List<PlannedReply> before, List<PlannedReply> after) {}
