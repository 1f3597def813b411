package io.wideip.dns.engine;

import io.wideip.config.AddressText;
import io.wideip.dns.defect.OnceAMinute;
import java.net.InetAddress;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is said of a socket from which the system could give no datagram, such as for want of memory. As long as that lasts, every
 * attempt fails at once, so an engine pauses after each. Thread-safe.
 */
public final class ReadFailures {
    /** Long enough for an error that stays to take little of the processor. */
    public static final int PAUSE_MILLIS = 10;

    private static final Logger LOG = LoggerFactory.getLogger("dns");

    private final InetAddress address;
    private final OnceAMinute line = new OnceAMinute();

    /** @param address of the socket */
    public ReadFailures(InetAddress address) {
        this.address = address;
    }

    /**
     * Says so, once a minute.
     *
     * @param reason in the system's words
     */
    public void tell(Supplier<String> reason) {
        if (line.isDue()) {
            LOG.warn("no datagram could be read on {}: {} (said once a minute)", AddressText.of(address), reason.get());
        }
    }
}
