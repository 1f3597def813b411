package io.wideip.dns.policy;

import io.wideip.config.section.Section;
import io.wideip.config.section.Vocabulary;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

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
