package io.wideip.prober;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/** How many places for attempts follow from the files that the system lets this process open. */
final class OpenFiles {
    /** The others are for connections of DNS, and for all else. */
    private static final int PART = 10;

    private static final int LEAST = 50;
    private static final int MOST = 20_000;

    private OpenFiles() {}

    static int places() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system
                ? places(system.getMaxFileDescriptorCount())
                : places(0);
    }

    /** @param files where a system names no limit, it says -1 or a number beyond any int */
    static int places(long files) {
        return files <= 0 ? MOST : (int) Math.max(LEAST, Math.min(MOST, files / PART));
    }
}
