package io.wideip.config.yaml;

import io.wideip.config.Listener;
import io.wideip.config.Listener.Transport;
import io.wideip.config.section.DidYouMean;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The list {@code server.dns.listen}: addresses, or mappings that say more. */
final class ListenReader {
    private final Function<Value, @Nullable InetSocketAddress> addresses;
    private final boolean hasCertificate;

    ListenReader(Function<Value, @Nullable InetSocketAddress> addresses, boolean hasCertificate) {
        this.addresses = addresses;
        this.hasCertificate = hasCertificate;
    }

    List<Listener> read(Value listen) {
        List<Value> items = listen.items();
        if (items.isEmpty() && listen.isList()) {
            listen.problem("'listen' is empty: write at least one address, or leave it out");
        }
        List<Listener> listeners = new ArrayList<>();
        for (Value item : items) {
            Listener listener = item.isMapping() ? described(item) : plain(item);
            if (listener != null) {
                listeners.add(listener);
            }
        }
        return List.copyOf(listeners);
    }

    private @Nullable Listener plain(Value item) {
        InetSocketAddress address = addresses.apply(item);
        return address == null ? null : Listener.plain(address);
    }

    private @Nullable Listener described(Value item) {
        YamlSection section = item.section();
        if (section == null) {
            return null;
        }
        Value at = section.value("address");
        if (at == null) {
            section.missing("address", "no 'address\': write an IP address and a port, such as \"192.0.2.53:53\"");
        }
        List<String> words =
                Arrays.stream(Transport.values()).map(DnsReader::word).toList();
        Transport transport =
                Transport.valueOf(section.choice("transport", words, "plain").toUpperCase(Locale.ROOT));
        if (transport != Transport.PLAIN && !hasCertificate) {
            section.problem(
                    "transport",
                    "'transport' is '" + DnsReader.word(transport)
                            + "', which needs a certificate: write server.dns.tls with 'certificate' and 'key'");
        }
        InetSocketAddress address = at == null ? null : addresses.apply(at);
        Listener listener = new Listener(
                address == null ? ServerReader.known("127.0.0.1:0") : address,
                transport,
                path(section, transport),
                Addresses.subnets(section, "allow"),
                Addresses.subnets(section, "deny"),
                Addresses.subnets(section, "proxies"));
        return address == null ? null : listener;
    }

    private static String path(YamlSection section, Transport transport) {
        String path = section.text("path", Listener.DEFAULT_PATH);
        if (section.has("path") && transport != Transport.HTTPS) {
            section.problem("path", "'path' has a meaning for 'transport: https' only: remove it");
        } else if (path == null || !path.matches("/[!-~&&[^?#]]*")) {
            section.problem(
                    "path",
                    "'" + DidYouMean.shortened(String.valueOf(path)) + "' is no path of a URL: write one such as "
                            + Listener.DEFAULT_PATH);
            return Listener.DEFAULT_PATH;
        }
        return path == null ? Listener.DEFAULT_PATH : path;
    }
}
