package io.wideip.prober.probe;

import io.wideip.config.DomainName;
import io.wideip.config.yaml.Section;
import org.jspecify.annotations.Nullable;

/**
 * Succeeds when a request over HTTP/1.1 and TLS is answered as expected.
 *
 * @param verify whether the certificate must be trusted, valid and for the name; off by default, as a monitor of an LTM and a
 *     Kubernetes probe have it, because an expired certificate is no reason to move clients to another datacenter
 * @param serverName the name for SNI and the certificate, or null for the target's host
 */
record HttpsProbe(WebCheck web, boolean verify, @Nullable String serverName) implements Probe {
    static final String TYPE = "https";
    private static final int DEFAULT_PORT = 443;

    static HttpsProbe read(Section section) {
        DomainName serverName = section.domainName("serverName", null);
        return new HttpsProbe(
                WebCheck.read(section, DEFAULT_PORT),
                section.flag("verify", false),
                serverName == null ? null : serverName.text());
    }

    @Override
    public @Nullable String host() {
        return web.host();
    }

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public String label() {
        return TYPE + " " + web.label(DEFAULT_PORT);
    }

    @Override
    public void start(Attempt attempt) {
        String name = serverName == null ? attempt.target().host() : serverName;
        attempt.connect(web.port(), channel -> {
            attempt.tls().start(attempt, channel, name, web.port(), verify);
            HttpExchange.start(attempt, channel, web, DEFAULT_PORT);
        });
    }
}
