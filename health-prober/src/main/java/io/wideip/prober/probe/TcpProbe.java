package io.wideip.prober.probe;

import io.wideip.config.yaml.Section;

/** Succeeds when the port takes a connection. Nothing is sent or read. */
record TcpProbe(int port) implements Probe {
    static final String TYPE = "tcp";

    static TcpProbe read(Section section) {
        if (!section.has("port")) {
            section.problem("port", "a tcp check needs a port: write, for example, port: 5432");
        }
        return new TcpProbe(section.integer("port", 1, 65535, 1));
    }

    /** Empty, because no name is asked for: wide IPs that share an address then share the target too. */
    @Override
    public String host() {
        return "";
    }

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public String label() {
        return TYPE + " :" + port;
    }

    @Override
    public void start(Attempt attempt) {
        attempt.connect(port, channel -> attempt.end(Outcome.SUCCESS));
    }
}
