package io.wideip.config.section;

import io.wideip.config.DomainName;
import io.wideip.config.PolicyOptions;
import io.wideip.config.ProbeOptions;
import io.wideip.config.ZoneRecords;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The words that other modules bring into the YAML. The loader hands each of them its section; each reads its own keys. */
public record Vocabulary(Policies policies, Probes probes, Records records) {

    /** Who knows the policies. */
    public interface Policies {
        List<String> names();

        /** What to write for a word by which another GSLB knows a policy; null for any other word. */
        default @Nullable String mend(String word) {
            return null;
        }

        /** Reads the policy's options among the keys of the wide IP or pool; reports problems and gives defaults for them. */
        PolicyOptions read(String name, Section section);
    }

    /** Who knows the types of probes. */
    public interface Probes {
        List<String> names();

        /** Reads the probe's options among the keys of the health check. */
        ProbeOptions read(String type, Section section);
    }

    /** Who knows master files. */
    public interface Records {
        /**
         * Reads the key {@code records} of a zone and reports syntax errors, records outside the zone, and a CNAME beside
         * other data, each at its line.
         */
        ZoneRecords read(DomainName zone, Section section);
    }
}
