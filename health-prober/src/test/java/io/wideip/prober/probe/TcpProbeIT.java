package io.wideip.prober.probe;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

final class TcpProbeIT extends ProbeContract {
    @Override
    Probe probe(Endpoint endpoint) {
        return new TcpProbe(endpoint);
    }

    @Override
    String goodAnswer() {
        return "";
    }

    @Test
    void aServerThatSaysNothingIsUp() {
        assertThat(attempt(open(new ScriptedServer(null, ScriptedServer.SILENT)), SHORT))
                .isEqualTo(Outcome.SUCCESS);
    }

    /** Whether the reset comes before or after the connection has been noticed is a race. */
    @RepeatedTest(50)
    void aServerThatResetsAtOnceIsUp() {
        ScriptedServer.BeforeTls resetting = ScriptedServer::reset;
        assertThat(attempt(open(new ScriptedServer(null, resetting)), LONG)).isEqualTo(Outcome.SUCCESS);
    }
}
