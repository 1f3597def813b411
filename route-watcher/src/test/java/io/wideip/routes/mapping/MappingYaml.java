package io.wideip.routes.mapping;

import io.wideip.config.DomainName;
import io.wideip.config.catalog.CheckTimes;
import io.wideip.config.catalog.Merged;
import io.wideip.config.section.Vocabulary;
import io.wideip.config.yaml.Loaded;
import io.wideip.config.yaml.Loader;
import io.wideip.dns.policy.PolicyTypes;
import io.wideip.dns.zone.MasterFile;
import io.wideip.prober.probe.ProbeTypes;
import io.wideip.routes.backend.Backends;
import io.wideip.routes.check.MemberChecks;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;

/** The YAML for tests of mappings: three clusters in two datacenters. */
final class MappingYaml {
    static final Merged YAML = load("mapping.yaml");

    private static final Vocabulary VOCABULARY = vocabulary();

    private MappingYaml() {}

    private static Vocabulary vocabulary() {
        return new Vocabulary(new PolicyTypes(), new ProbeTypes(), new MasterFile());
    }

    private static Merged load(String resource) {
        try {
            Path file = Path.of(Objects.requireNonNull(MappingYaml.class.getResource(resource))
                    .toURI());
            Loaded loaded = new Loader(vocabulary()).load(file);
            if (loaded instanceof Loaded.Bad bad) {
                throw new IllegalStateException(bad.problems().toString());
            }
            return ((Loaded.Good) loaded).merged();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    static RouteMapping mapping(Map<DomainName, String> owners) {
        MemberChecks checks = new MemberChecks(
                VOCABULARY.probes(),
                YAML.catalog().healthChecks(),
                CheckTimes.BUILT_IN,
                YAML.catalog().routes().limits(),
                Backends.none("a test has no pods"));
        return new RouteMapping(YAML, VOCABULARY.policies(), checks, owners);
    }
}
