package io.wideip.prober.probe;

import io.wideip.config.DomainName;
import io.wideip.config.section.Section;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a probe speaks TLS.
 *
 * @param verify whether the certificate must be trusted, valid and for the name; off by default, as a monitor of an LTM and a
 *     Kubernetes probe have it, because an expired certificate is no reason to move clients to another datacenter
 * @param serverName the name for SNI and the certificate, or null for the target's host
 * @param oldest the oldest version that is spoken: a place in {@link #VERSIONS}
 */
record TlsOptions(boolean verify, @Nullable String serverName, int oldest) {
    static final List<String> VERSIONS = List.of("1.0", "1.1", "1.2", "1.3");
    private static final String OLDEST_BY_DEFAULT = "1.2";
    static final TlsOptions DEFAULT = new TlsOptions(false, null, VERSIONS.indexOf(OLDEST_BY_DEFAULT));
    /** As Java names the versions. */
    private static final List<String> PROTOCOLS = List.of("TLSv1", "TLSv1.1", "TLSv1.2", "TLSv1.3");

    static TlsOptions read(Section section) {
        DomainName serverName = section.domainName("serverName", null);
        return new TlsOptions(
                section.flag("verify", false),
                serverName == null ? null : serverName.text(),
                VERSIONS.indexOf(section.choice("minTls", VERSIONS, OLDEST_BY_DEFAULT)));
    }

    String[] protocols() {
        return PROTOCOLS.subList(oldest, PROTOCOLS.size()).toArray(String[]::new);
    }

    String nameFor(ProbeConnection connection) {
        return serverName == null ? connection.target().host() : serverName;
    }
}
