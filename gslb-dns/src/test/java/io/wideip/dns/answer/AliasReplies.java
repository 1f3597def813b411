package io.wideip.dns.answer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/** How the tests of aliases look at replies. */
final class AliasReplies {
    static final String ZONE = "apps.example.com";

    private AliasReplies() {}

    /**
     * Holds an authoritative reply against what is expected of it.
     *
     * @param answers the answer section as {@link #shown}; null for none
     * @param authority the one record there, as {@code name TYPE}; null for none
     */
    static void assertReply(Message reply, String rcode, @Nullable String answers, @Nullable String authority) {
        assertThat(Rcode.string(reply.getRcode())).isEqualTo(rcode);
        assertThat(shown(reply, Section.ANSWER)).isEqualTo(answers == null ? "" : answers);
        assertThat(reply.getSection(Section.AUTHORITY).stream()
                        .map(record -> shortened(record.getName() + " " + Type.string(record.getType()))))
                .isEqualTo(authority == null ? List.of() : List.of(authority));
        assertThat(reply.getHeader().getFlag(Flags.AA)).isTrue();
    }

    /** Each record as {@code name TYPE data}. */
    static String shown(Message reply, int section) {
        return reply.getSection(section).stream()
                .filter(record -> record.getType() != Type.OPT)
                .map(record -> shortened(
                        record.getName() + " " + Type.string(record.getType()) + " " + record.rdataToString()))
                .collect(Collectors.joining("; "));
    }

    /** Without the zone's name; the zone itself as {@code @}, and what lies outside with its last dot. */
    private static String shortened(String record) {
        return record.replace("." + ZONE + ".", "").replaceAll("\\b" + ZONE + "\\.", "@");
    }
}
