package io.wideip.prober.probe;

import io.wideip.config.Doubt;
import io.wideip.config.WarningCode;
import io.wideip.config.section.Section;
import org.jspecify.annotations.Nullable;

/** Succeeds when a request over plain HTTP/1.1 is answered as expected. */
record HttpProbe(WebCheck web) implements Probe {
    static final String TYPE = "http";
    private static final int DEFAULT_PORT = 80;

    static HttpProbe read(Section section) {
        return new HttpProbe(WebCheck.read(section, DEFAULT_PORT));
    }

    @Override
    public @Nullable String host() {
        return web.host();
    }

    @Override
    public @Nullable Doubt doubt() {
        return endpoint().port() == HttpsProbe.DEFAULT_PORT
                ? new Doubt(
                        WarningCode.HTTP_ON_443,
                        "port",
                        0,
                        "plain HTTP to the port of HTTPS: write type: https, or another port")
                : null;
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
        HttpExchange.start(connection, web, DEFAULT_PORT);
    }
}
