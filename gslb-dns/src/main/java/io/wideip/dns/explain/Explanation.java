package io.wideip.dns.explain;

import java.util.List;

/**
 * Why a question is answered as it is.
 *
 * @param names the name that was asked for, then those that aliases lead to in the zones of this server, each once
 * @param furtherNames whether aliases lead to more names than are told
 */
public record Explanation(List<ExplainedName> names, boolean furtherNames) {}
