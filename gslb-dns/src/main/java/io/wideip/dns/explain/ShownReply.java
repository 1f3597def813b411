package io.wideip.dns.explain;

import io.wideip.config.DomainName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A reply as a client reads it that has asked for some name: records as {@code name ttl type data}.
 *
 * @param rcode as the registry names it: {@code NOERROR}, {@code NXDOMAIN}
 * @param authoritative false for a referral and for a failure
 * @param target where an alias or a DNAME leads to in this zone, which is looked up next; null where there is none
 * @param extendedError why it is as it is (RFC 8914), or null
 */
public record ShownReply(
        String rcode,
        boolean authoritative,
        List<String> answers,
        List<String> authorities,
        @Nullable DomainName target,
        @Nullable String extendedError) {}
