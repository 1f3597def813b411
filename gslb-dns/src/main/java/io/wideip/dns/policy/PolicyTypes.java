package io.wideip.dns.policy;

import io.wideip.config.section.Section;
import io.wideip.config.section.Vocabulary;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Every policy there is, a line each. */
public final class PolicyTypes implements Vocabulary.Policies {
    private static final Map<String, Function<Section, Policy>> READERS = new LinkedHashMap<>();

    static {
        READERS.put(RoundRobin.NAME, RoundRobin::read);
        READERS.put(Weighted.NAME, Weighted::read);
        READERS.put(Failover.NAME, Failover::read);
        READERS.put(Geo.NAME, Geo::read);
        READERS.put(Hash.NAME, Hash::read);
    }

    /** The words of F5 BIG-IP DNS, gdnsd, k8gb, PowerDNS and habit, without regard to case, and what to write for them. */
    private static final Map<String, String> WORDS_OF_OTHERS = Map.ofEntries(
            Map.entry("topology", "here it is called 'geo', and its rules are in the section 'topology'"),
            Map.entry("geoip", called(Geo.NAME)),
            Map.entry("global-availability", called(Failover.NAME)),
            Map.entry("simplefo", called(Failover.NAME)),
            Map.entry("metafo", "here it is called 'failover', over 'pools'"),
            Map.entry("fallback", called(Failover.NAME)),
            Map.entry("active-passive", called(Failover.NAME)),
            Map.entry("active-standby", called(Failover.NAME)),
            Map.entry("priority", called(Failover.NAME)),
            Map.entry("active-active", called(RoundRobin.NAME)),
            Map.entry("latency", "latency is not measured, 'geo' goes by distance and rules"),
            Map.entry("nearest", called(Geo.NAME)),
            Map.entry("proximity", called(Geo.NAME)),
            Map.entry("ratio", called(Weighted.NAME)),
            Map.entry("random", "here it is called 'weighted', with equal weights"),
            Map.entry("pickrandom", "here it is called 'weighted', with equal weights"),
            Map.entry("pickwrandom", called(Weighted.NAME)),
            Map.entry("multifo", "here it is called 'round-robin', with 'maxAnswers'"),
            Map.entry("all", "here it is called 'round-robin', with 'maxAnswers'"),
            Map.entry("static-persistence", called(Hash.NAME)),
            Map.entry("static-persist", called(Hash.NAME)),
            Map.entry("pickwhashed", called(Hash.NAME)));

    private static String called(String name) {
        return "here it is called '" + name + "'";
    }

    @Override
    public @Nullable String mend(String word) {
        return WORDS_OF_OTHERS.get(word.toLowerCase(Locale.ROOT));
    }

    @Override
    public List<String> names() {
        return List.copyOf(READERS.keySet());
    }

    @Override
    public Policy read(String name, Section section) {
        Function<Section, Policy> reader = READERS.get(name);
        if (reader == null) {
            throw new IllegalArgumentException("no policy has the name " + name);
        }
        return reader.apply(section);
    }
}
