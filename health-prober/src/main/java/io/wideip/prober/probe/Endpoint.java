package io.wideip.prober.probe;

import io.wideip.config.section.Section;

/** The port that a probe connects to, and what is sent before all else. */
record Endpoint(int port, ProxyHeader proxyHeader) {
    static Endpoint read(Section section, int defaultPort) {
        return new Endpoint(section.integer("port", 1, 65535, defaultPort), ProxyHeader.read(section));
    }

    /** For people; empty for the default port. */
    String label(int defaultPort) {
        return port == defaultPort ? "" : ":" + port;
    }
}
