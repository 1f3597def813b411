package io.wideip.dns.explain;

import io.wideip.config.DomainName;
import io.wideip.config.WideIpSettings;
import io.wideip.config.standing.MemberReasons;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A wide IP as it stands.
 *
 * @param members of each address of each member, pool after pool
 * @param outage what it does because no member is available; null where one is
 * @param isCurrent false where the last change could not be compiled, so that an earlier state is served
 */
public record ExplainedWideIp(
        DomainName name,
        WideIpSettings settings,
        List<MemberReasons> members,
        @Nullable String outage,
        boolean isCurrent) {}
