package io.wideip.config.yaml;

import io.wideip.config.DomainName;
import io.wideip.config.Doubt;
import io.wideip.config.PolicyOptions;
import io.wideip.config.ProbeOptions;
import io.wideip.config.ZoneRecords;
import io.wideip.config.section.Section;
import io.wideip.config.section.Vocabulary;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The words that the other modules bring, in their simplest form: for tests that need some vocabulary. */
public final class TestVocabulary {
    public static final Vocabulary VOCABULARY = new Vocabulary(new Policies(), new Probes(), new Records());

    private TestVocabulary() {}

    /** A policy as written. */
    public record Policy(String name, int prefix4, int prefix6) implements PolicyOptions {
        @Override
        public boolean readsWeights() {
            return name.equals("weighted");
        }
    }

    /** A probe as written. */
    public record Probe(String type, int port, @Nullable String host, Map<String, String> options)
            implements ProbeOptions {}

    /** The lines of {@code records}, each {@code OWNER REST}. */
    public record Lines(List<String> lines) implements ZoneRecords {
        @Override
        public Map<String, Integer> counts() {
            Map<String, Integer> counts = new TreeMap<>();
            lines.forEach(line -> counts.merge(line.replaceFirst(" .*", ""), 1, Integer::sum));
            return counts;
        }

        @Override
        public Set<DomainName> names() {
            return lines.stream()
                    .map(line -> new DomainName(line.replaceFirst(" .*", "") + ".example.com"))
                    .collect(Collectors.toUnmodifiableSet());
        }

        @Override
        public List<Doubt> doubts() {
            return List.of();
        }

        @Override
        public @Nullable String conflict(DomainName wideIp, boolean answersCname) {
            String owner = wideIp.text().replaceFirst("\\..*", "");
            for (String line : lines) {
                if (line.startsWith(owner + " ") && (answersCname || line.contains(" CNAME "))) {
                    return "the zone's records have '" + owner + "': remove them or the wide IP";
                }
            }
            return null;
        }

        @Override
        public @Nullable String conflict(DomainName nestedZone) {
            boolean redirects = lines.stream().anyMatch(line -> line.startsWith("@ IN DNAME "));
            return redirects ? "'" + nestedZone + "' is redirected: remove the DNAME or the zone" : null;
        }
    }

    private static final class Policies implements Vocabulary.Policies {
        @Override
        public List<String> names() {
            return List.of("round-robin", "weighted", "failover", "geo", "hash");
        }

        @Override
        public @Nullable String mend(String word) {
            return word.equals("topology") ? "here it is called 'geo'" : null;
        }

        @Override
        public PolicyOptions read(String name, Section section) {
            if (name.equals("geo")) {
                section.choice("ties", List.of("order", "rotate"), "order");
                section.text("spill", null);
            }
            if (!name.equals("hash")) {
                return new Policy(name, 0, 0);
            }
            return new Policy(name, section.integer("prefix4", 8, 32, 24), section.integer("prefix6", 16, 128, 56));
        }
    }

    private static final class Probes implements Vocabulary.Probes {
        @Override
        public List<String> names() {
            return List.of("tcp", "tls", "http", "https");
        }

        @Override
        public ProbeOptions read(String type, Section section) {
            int port = section.integer("port", 1, 65_535, 80);
            Map<String, String> options = new TreeMap<>();
            options.put("proxyProtocol", section.choice("proxyProtocol", List.of("none", "v1", "v2"), "none"));
            if (type.equals("tcp")) {
                return new Probe(type, port, "", Map.copyOf(options));
            }
            if (type.equals("tls") || type.equals("https")) {
                readTls(section, options);
            }
            if (type.equals("tls")) {
                options.put("warnDays", String.valueOf(section.integer("warnDays", 0, 365, 14)));
                return new Probe(type, port, null, Map.copyOf(options));
            }
            for (String key : List.of("path", "method")) {
                put(options, key, section.text(key, null));
            }
            Section expect = section.section("expect");
            if (expect != null) {
                options.put("status", String.join(",", expect.texts("status")));
                put(options, "body", expect.text("body", null));
            }
            return new Probe(type, port, section.text("host", null), Map.copyOf(options));
        }

        private static void readTls(Section section, Map<String, String> options) {
            options.put("verify", String.valueOf(section.flag("verify", true)));
            options.put("minTls", section.choice("minTls", List.of("1.0", "1.1", "1.2", "1.3"), "1.2"));
            DomainName serverName = section.domainName("serverName", null);
            put(options, "serverName", serverName == null ? null : serverName.text());
        }

        private static void put(Map<String, String> options, String key, @Nullable String value) {
            if (value != null) {
                options.put(key, value);
            }
        }
    }

    private static final class Records implements Vocabulary.Records {
        @Override
        public ZoneRecords read(DomainName zone, Section section) {
            String text = section.text("records", "");
            List<String> lines =
                    new ArrayList<>(text == null ? List.of() : text.lines().toList());
            for (int i = 0; i < lines.size(); i++) {
                if (!lines.get(i).contains(" IN ")) {
                    section.problemInText("records", i + 1, "a record without 'IN': write NAME TTL IN TYPE DATA");
                }
            }
            return new Lines(List.copyOf(lines));
        }
    }
}
