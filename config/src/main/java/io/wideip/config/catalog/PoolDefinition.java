package io.wideip.config.catalog;

import io.wideip.config.PolicyOptions;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An entry of {@code pools}, or a pool that belongs to one wide IP. */
public record PoolDefinition(@Nullable PolicyOptions policy, List<MemberDefinition> members) {}
