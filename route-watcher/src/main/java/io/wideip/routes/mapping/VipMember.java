package io.wideip.routes.mapping;

import io.wideip.config.SharedValues;
import io.wideip.config.Vip;
import io.wideip.config.catalog.MemberDefinition;
import io.wideip.routes.check.DerivedCheck;
import org.jspecify.annotations.Nullable;

/**
 * A member of a wide IP: a VIP, by however many routers and clusters it is reached.
 *
 * @param priority the first of those given; null where none is
 */
record VipMember(Vip vip, int weight, @Nullable Integer priority, boolean drained, DerivedCheck check) {
    MemberDefinition definition() {
        return new MemberDefinition(vip.name(), weight, check.check(), drained);
    }

    ServedName.Member served(SharedValues<String> texts) {
        return new ServedName.Member(vip.name(), weight, drained, texts.of(check.why()));
    }
}
