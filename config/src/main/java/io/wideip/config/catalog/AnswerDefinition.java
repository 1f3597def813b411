package io.wideip.config.catalog;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What a wide IP's answers look like, whatever its policy. Null stands for what was not given. */
public record AnswerDefinition(
        @Nullable Duration ttl,
        @Nullable Integer maxAnswers,
        @Nullable WhenAllDownDefinition whenAllDown) {}
