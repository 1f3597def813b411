package io.wideip.dns.server.connection;

import com.sun.management.UnixOperatingSystemMXBean;
import io.wideip.config.StreamLimits;
import java.lang.management.ManagementFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How many connections fit: each is an open file, and the system limits how many a process may have. */
public final class FileLimit {
    /** What the JVM has open, files that are read, connections of the admin HTTP. */
    private static final long RESERVE = 200;

    private static final Logger LOG = LoggerFactory.getLogger("dns");

    private FileLimit() {}

    /**
     * The limits as configured, or with as many connections as this process can have, which is logged then. Where files are too few
     * for connections and for all else, each has half.
     *
     * @param others files that the process may need for other sockets: those that listen, those of health checks
     */
    public static StreamLimits fit(StreamLimits limits, long others) {
        if (!(ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system)) {
            return limits;
        }
        return fit(limits, others, system.getMaxFileDescriptorCount());
    }

    static StreamLimits fit(StreamLimits limits, long others, long files) {
        // Where a system names no limit, it says -1 or a number beyond any int.
        if (files <= 0) {
            return limits;
        }
        long kept = Math.min(RESERVE + others, files / 2);
        long most = Math.max(1, files - kept);
        if (limits.connections() <= most) {
            return limits;
        }
        LOG.warn(
                "server.dns.tcp.connections is {}, but this process may have {} open files, of which other sockets may need {}:"
                        + " {} connections at most; raise the limit (LimitNOFILE in systemd, ulimit -n in a shell)",
                limits.connections(),
                files,
                RESERVE + others,
                most);
        return new StreamLimits((int) most, limits.perClient(), limits.idle(), limits.message());
    }
}
