package io.wideip.dns.server.connection;

import com.sun.management.UnixOperatingSystemMXBean;
import io.wideip.config.StreamLimits;
import java.lang.management.ManagementFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Each connection is an open file, of which the system gives a process so many. */
public final class FileLimit {
    /** Kept for the sockets of health checks, of UDP and of the admin HTTP, and for files: some 40 are open before any client comes. */
    private static final long LEAST_KEPT = 64;

    private static final long MOST_KEPT = 1024;

    private static final Logger LOG = LoggerFactory.getLogger("dns");

    private FileLimit() {}

    /** The limits as configured, or with as many connections as this process can have, which is logged then. */
    public static StreamLimits fit(StreamLimits limits) {
        if (!(ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system)) {
            return limits;
        }
        return fit(limits, system.getMaxFileDescriptorCount());
    }

    static StreamLimits fit(StreamLimits limits, long files) {
        // Where a system names no limit, it says -1 or a number beyond any int.
        if (files <= 0) {
            return limits;
        }
        long kept = Math.max(LEAST_KEPT, Math.min(MOST_KEPT, files / 4));
        long most = Math.max(1, files - kept);
        if (limits.connections() <= most) {
            return limits;
        }
        LOG.warn(
                "server.dns.tcp.connections is {}, but this process may have {} open files, sockets among them: {} connections"
                        + " at most; raise the limit (LimitNOFILE in systemd, ulimit -n in a shell)",
                limits.connections(),
                files,
                most);
        return new StreamLimits((int) most, limits.perClient(), limits.idle(), limits.message());
    }
}
