package io.wideip.prober;

import io.wideip.config.standing.Target;
import io.wideip.prober.probe.Probe;

/** What a target is called, for people. */
public final class TargetLabel {
    private TargetLabel() {}

    /** {@code "target 192.0.2.10 https :8443 /healthz (shop.apps.example.com)"}. */
    public static String of(Target target) {
        String host =
                target.host().isEmpty() || target.host().equals(target.address()) ? "" : " (" + target.host() + ")";
        return "target " + target.address() + " " + ((Probe) target.check().probe()).label() + host;
    }
}
