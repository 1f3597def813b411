package io.wideip.dns.plan;

import java.util.List;

/**
 * What another catalog would change.
 *
 * @param changes by name; the first of them where there are very many
 * @param answers how many there are
 * @param names how many names have one
 */
public record CatalogDifference(List<AnswerChange> changes, int answers, int names) {}
