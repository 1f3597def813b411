package io.wideip.prober.probe;

import io.wideip.config.section.Section;
import org.jspecify.annotations.Nullable;

/** Succeeds when a request over HTTP/1.1 and TLS is answered as expected. */
record HttpsProbe(WebCheck web, TlsOptions tls) implements Probe {
    static final String TYPE = "https";
    static final int DEFAULT_PORT = 443;

    static HttpsProbe read(Section section) {
        return new HttpsProbe(WebCheck.read(section, DEFAULT_PORT), TlsOptions.read(section));
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
    public Endpoint endpoint() {
        return web.endpoint();
    }

    @Override
    public void converse(ProbeConnection connection) {
        connection.tls().start(connection, tls, session -> {});
        HttpExchange.start(connection, web, DEFAULT_PORT);
    }
}
