package io.wideip.dns.explain;

import io.wideip.config.DomainName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Why one name answers as it does.
 *
 * @param answering the name whose records or wide IP answer: the name itself, a wildcard, the wide IP of a cluster-specific name, or
 *     the closest name that exists; null where the name lies in no zone
 * @param wideIp that answers the type; null where records or the zone do
 * @param clients in groups that get the same; none where the name lies in no zone
 */
public record ExplainedName(
        DomainName name,
        int type,
        NameMatch match,
        @Nullable DomainName answering,
        @Nullable ExplainedWideIp wideIp,
        List<ClientGroup> clients) {}
