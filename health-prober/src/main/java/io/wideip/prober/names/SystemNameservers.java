package io.wideip.prober.names;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xbill.DNS.ResolverConfig;

/** The nameservers that this machine is configured to ask, read again when the file that names them has changed. */
final class SystemNameservers implements Supplier<List<InetSocketAddress>> {
    private static final Logger log = LoggerFactory.getLogger(SystemNameservers.class);

    private final FileChange file = new FileChange(Path.of("/etc/resolv.conf"));
    private List<InetSocketAddress> servers = List.of();

    @Override
    public List<InetSocketAddress> get() {
        if (!file.hasChanged() && !servers.isEmpty()) {
            return servers;
        }
        try {
            ResolverConfig.refresh();
            servers = ResolverConfig.getCurrentConfig().servers();
        } catch (RuntimeException e) {
            log.warn("the nameservers of this machine can't be read, those known before are asked: {}", e.toString());
        }
        return servers;
    }
}
