package io.wideip.prober.probe;

final class HttpProbeIT extends WebProbeContract {
    @Override
    Probe probe(WebCheck web) {
        return new HttpProbe(web);
    }

    @Override
    Outcome silence() {
        return failure(Cause.TIMEOUT_ANSWER, "no answer within 300ms");
    }
}
