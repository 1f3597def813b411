package io.wideip.config;

import java.util.List;

/** What a wide IP answers when no member is available. */
public sealed interface WhenAllDown {
    /** As if every member were up, but for drained ones (unless every one is drained). */
    record All() implements WhenAllDown {}

    /** These VIPs, in this order, whatever their health. */
    record Fallback(List<Vip> vips) implements WhenAllDown {}

    /** The name exists and has no address (RFC 2308 section 2.2). */
    record NoData() implements WhenAllDown {}

    /** SERVFAIL, so that a resolver asks the next server. */
    record ServFail() implements WhenAllDown {}
}
