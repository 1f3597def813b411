package io.wideip.routes.mapping;

import io.wideip.config.DomainName;
import java.util.List;

/** A wide IP that a Route has a part in. */
public record ServedName(DomainName name, List<Member> members) {
    /**
     * A member of it.
     *
     * @param check what is asked of the application behind it, and why this, for people
     */
    public record Member(String vip, int weight, boolean drained, String check) {}
}
