package io.wideip.config.availability;

import io.wideip.config.Vip;
import io.wideip.config.WideIp;

/** Operators' orders that take an application, a VIP or a datacenter out of the answers. Implementations are thread-safe. */
@FunctionalInterface
public interface Drains {
    /** Nothing is drained. */
    Drains NONE = (wideIp, vip) -> false;

    boolean covers(WideIp wideIp, Vip vip);
}
