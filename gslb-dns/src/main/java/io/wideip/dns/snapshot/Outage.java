package io.wideip.dns.snapshot;

import io.wideip.config.standing.MemberStanding;
import io.wideip.config.standing.MemberState;
import io.wideip.dns.wire.ExtendedError;
import java.util.List;

/**
 * What clients are told when members are missing from an answer. The registry of RFC 8914 has no code for that: number 22, No
 * Reachable Authority, is for resolvers whose authoritative servers are silent.
 */
final class Outage {
    private Outage() {}

    /**
     * Says why none of these can be answered.
     *
     * @param standings of all, none of them available
     * @param whose such as {@code "all members"}
     * @param mended such as {@code ", answering the fallback"}
     */
    static ExtendedError of(List<MemberStanding> standings, String whose, String mended) {
        boolean drained = standings.stream().anyMatch(each -> each.state() == MemberState.DRAINED);
        boolean down = standings.stream().anyMatch(each -> each.state() != MemberState.DRAINED);
        String how = drained && down ? " down or drained" : drained ? " drained" : " down";
        return ExtendedError.other(whose + how + mended);
    }
}
