package io.wideip.prober.names;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xbill.DNS.Name;
import org.xbill.DNS.Type;
import org.xbill.DNS.hosts.HostsFileParser;

/** The machine's own list of names, which comes before the DNS as in most {@code nsswitch.conf}. Not thread-safe. */
final class HostsFile {
    private static final Logger log = LoggerFactory.getLogger(HostsFile.class);

    private final Path path;
    private final FileChange file;
    private HostsFileParser parser;

    HostsFile(Path path) {
        this.path = path;
        file = new FileChange(path);
        parser = new HostsFileParser(path, false);
    }

    /** Empty where the file does not name it. */
    List<InetAddress> addresses(Name name) {
        if (file.hasChanged()) {
            // The library's own look for changes comes after five minutes only.
            parser = new HostsFileParser(path, false);
        }
        try {
            return FamilyAnswer.inTurns(
                    listed(parser.getAddressForHost(name, Type.AAAA)), listed(parser.getAddressForHost(name, Type.A)));
        } catch (IOException e) {
            log.debug("{} can't be read", path, e);
            return List.of();
        }
    }

    private static List<InetAddress> listed(Optional<InetAddress> address) {
        return address.map(List::of).orElse(List.of());
    }
}
