package io.wideip.app.command;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What a drain covers: the members that all given options cover. */
final class CoverageOption {
    @Option(
            names = "--wide-ip",
            paramLabel = "GLOB",
            description = "Members of the wide IPs whose names match, as in 'shop*.example.com'; quote the asterisk.")
    @Nullable
    String wideIps;

    @Option(names = "--datacenter", paramLabel = "D", description = "Members in this datacenter.")
    @Nullable
    String datacenter;

    @Option(names = "--vip", paramLabel = "V", description = "Members that are this VIP.")
    @Nullable
    String vip;

    boolean isEmpty() {
        return wideIps == null && datacenter == null && vip == null;
    }
}
