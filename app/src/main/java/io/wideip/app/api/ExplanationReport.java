package io.wideip.app.api;

import io.wideip.config.standing.MemberState;
import io.wideip.config.standing.Verdict;
import io.wideip.dns.explain.ExplainedTier;
import io.wideip.dns.explain.NameMatch;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Why a name is answered as it is.
 *
 * @param client whose answers they are; absent for those of all clients
 */
public record ExplanationReport(String name, @Nullable String client, List<QuestionReport> questions) {

    /**
     * One type.
     *
     * @param names the name that was asked for, then those that aliases lead to
     * @param furtherNames whether aliases lead to more names
     */
    public record QuestionReport(String type, List<NameReport> names, boolean furtherNames) {}

    /**
     * One name.
     *
     * @param answering the name whose wide IP or records answer; absent where the name lies in no zone
     * @param origin where these are defined: file, line and column, or cluster, namespace and Route
     * @param clients in groups that get the same
     */
    public record NameReport(
            String name,
            NameMatch match,
            @Nullable String answering,
            @Nullable String origin,
            @Nullable WideIpExplanation wideIp,
            List<ClientGroupReport> clients) {}

    /**
     * A wide IP as it stands.
     *
     * @param outage what it does because no member is available; absent where one is
     * @param current false where the last change could not be compiled, so that an earlier state is served
     */
    public record WideIpExplanation(
            String policy,
            Duration ttl,
            int maxAnswers,
            @Nullable String outage,
            boolean current,
            LastChange lastChange,
            List<MemberExplanation> members) {}

    /**
     * A member at one of its addresses.
     *
     * @param address or the VIP's host name
     * @param drains orders that cover it, for people
     * @param drainedByDefinition whether the YAML or its Route drains it
     */
    public record MemberExplanation(
            String vip,
            String datacenter,
            String address,
            int weight,
            MemberState state,
            @Nullable CheckReport vipCheck,
            @Nullable CheckReport applicationCheck,
            List<String> drains,
            boolean drainedByDefinition) {}

    /**
     * What is known of a target.
     *
     * @param since absent where it was never judged
     */
    public record CheckReport(
            String check,
            String host,
            Verdict verdict,
            boolean available,
            String reason,
            @Nullable Instant since) {}

    /**
     * Clients who get the same.
     *
     * @param furtherLocations how many more there are
     * @param furtherReplies likewise
     */
    public record ClientGroupReport(
            List<LocationReport> locations,
            int furtherLocations,
            List<ExplainedTier> tiers,
            List<ReplyReport> replies,
            int furtherReplies) {}

    /**
     * Where clients are.
     *
     * @param example one of their addresses
     * @param order the datacenters as they prefer them
     * @param rule where the rule of the topology stands that holds them; absent where none does
     * @param network by which the rule holds them; absent where it is by what a database says
     * @param record what the databases say of them; absent where they say nothing
     * @param distances to the datacenters that have a position; empty where something else decides
     */
    public record LocationReport(
            String example,
            List<String> order,
            @Nullable String rule,
            @Nullable String network,
            @Nullable GeoRecordReport record,
            List<DistanceReport> distances) {}

    /**
     * What databases say of clients.
     *
     * @param asn the number of their autonomous system
     * @param latitude where they are, degrees north; absent where no database says so
     * @param middle the subdivision or country whose middle counts in place of coordinates; absent where there are some, or neither is known
     */
    public record GeoRecordReport(
            @Nullable String continent,
            @Nullable String country,
            List<String> subdivisions,
            @Nullable Long asn,
            @Nullable Double latitude,
            @Nullable Double longitude,
            @Nullable String middle) {}

    /** How far a datacenter is. */
    public record DistanceReport(String datacenter, long kilometres) {}

    /**
     * A reply that they may get.
     *
     * @param share of their queries, above 0 and at most 1
     * @param scope leading bits of the client's address that it depends on
     * @param target where an alias leads to in the zones of this server
     */
    public record ReplyReport(
            double share,
            int scope,
            String rcode,
            boolean authoritative,
            List<String> answers,
            List<String> authorities,
            @Nullable String target,
            @Nullable String extendedError) {}
}
