package io.wideip.prober.probe;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** For tests whose attempts start no probe. */
public record FakeProbe(String path, @Nullable Duration renewsBefore) implements Probe {
    public FakeProbe(String path) {
        this(path, null);
    }

    @Override
    public @Nullable String host() {
        return null;
    }

    @Override
    public String type() {
        return "fake";
    }

    @Override
    public String label() {
        return "fake " + path;
    }

    @Override
    public Endpoint endpoint() {
        throw new AssertionError("the fake attempts start no probe");
    }

    @Override
    public void converse(ProbeConnection connection) {
        throw new AssertionError("the fake attempts start no probe");
    }
}
