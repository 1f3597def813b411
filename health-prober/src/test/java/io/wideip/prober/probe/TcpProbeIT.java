package io.wideip.prober.probe;

final class TcpProbeIT extends ProbeContract {
    @Override
    Probe probe(int port) {
        return new TcpProbe(port);
    }

    @Override
    String goodAnswer() {
        return "";
    }
}
