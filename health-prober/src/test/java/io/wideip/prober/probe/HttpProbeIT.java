package io.wideip.prober.probe;

final class HttpProbeIT extends WebProbeContract {
    @Override
    Probe probe(WebCheck web) {
        return new HttpProbe(web);
    }

    @Override
    String silence() {
        return "no answer";
    }
}
