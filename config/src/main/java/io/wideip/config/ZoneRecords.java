package io.wideip.config;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A zone's static records as {@code gslb-dns} has read them; opaque here, because master-file syntax is not ours to know. */
public interface ZoneRecords {
    /** How many records each name has of each type, the two as people write them: {@code www.example.com A}. */
    Map<String, Integer> counts();

    /** The names that have records, but for such as no wide IP could have. */
    Set<DomainName> names();

    /** What is surely not meant about them, in the order of their lines. */
    List<Doubt> doubts();

    /** Why a wide IP can't stand beside these records, or null: they hold addresses or an alias of its name. */
    @Nullable
    String conflict(DomainName wideIp, boolean answersCname);

    /** Why no zone can be served below the one that has these records, or null: they redirect its name. */
    @Nullable
    String conflict(DomainName nestedZone);
}
