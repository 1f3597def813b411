package io.wideip.config.catalog;

import io.wideip.config.PolicyOptions;

/**
 * What holds where a definition says nothing.
 *
 * @param policy with its own defaults: a policy's options are read where it is used
 * @param checkTimes over {@link CheckTimes#BUILT_IN}
 * @param answers over the built-in ones
 */
public record Defaults(PolicyOptions policy, CheckTimes checkTimes, AnswerDefinition answers) {}
