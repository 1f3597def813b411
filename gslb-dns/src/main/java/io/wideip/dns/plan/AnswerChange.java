package io.wideip.dns.plan;

import io.wideip.config.DomainName;
import java.util.List;

/**
 * A question that would be answered otherwise.
 *
 * @param type as the registry names it, or {@link #OTHER_TYPES} for all that have no records of their own
 * @param clients all for whom that is so, those with the same change together
 */
public record AnswerChange(DomainName name, String type, List<ClientsChange> clients) {
    public static final String OTHER_TYPES = "other types";
}
