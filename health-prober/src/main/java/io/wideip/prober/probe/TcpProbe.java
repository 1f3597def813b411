package io.wideip.prober.probe;

import io.wideip.config.section.Section;

/** Succeeds when the port takes a connection. Nothing is sent or read. */
record TcpProbe(Endpoint endpoint) implements Probe {
    static final String TYPE = "tcp";
    /** There is no default; this one stands in where the YAML has none. */
    private static final int NO_PORT = 0;

    static TcpProbe read(Section section) {
        if (!section.has("port")) {
            section.problem("port", "a tcp check needs a port: write, for example, port: 5432");
        }
        return new TcpProbe(Endpoint.read(section, NO_PORT));
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
        return TYPE + " " + endpoint.label(NO_PORT);
    }

    @Override
    public boolean endsWithConnection() {
        return true;
    }

    @Override
    public void converse(ProbeConnection connection) {
        connection.succeed();
    }
}
