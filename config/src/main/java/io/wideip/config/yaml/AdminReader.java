package io.wideip.config.yaml;

import io.wideip.config.AdminOptions;
import io.wideip.config.AdminToken;
import io.wideip.config.TlsFiles;
import io.wideip.config.catalog.Defined;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The section {@code server.admin}. */
final class AdminReader {
    static final AdminOptions DEFAULT =
            new AdminOptions(ServerReader.known("127.0.0.1:8053"), true, null, null, List.of());

    private static final String HOW = ": write what \"printf %s TOKEN | sha256sum\" gives, behind 'sha256:'";
    private static final Pattern HASH = Pattern.compile("sha256:([0-9a-f]{64})");

    private final Function<Value, @Nullable InetSocketAddress> addresses;
    private final NamedFiles files;

    /** @param addresses reads one to listen on, which no other listens on */
    AdminReader(Function<Value, @Nullable InetSocketAddress> addresses, NamedFiles files) {
        this.addresses = addresses;
        this.files = files;
    }

    AdminOptions read(@Nullable YamlSection section) {
        if (section == null) {
            return DEFAULT;
        }
        Value listen = section.value("listen");
        InetSocketAddress address = listen == null ? null : addresses.apply(listen);
        Value socket = section.value("socket");
        YamlSection certificate = section.section("tls");
        TlsFiles tls = DnsReader.tlsFiles(certificate);
        if (certificate != null && tls != null) {
            files.certificate(tls, certificate);
        }
        YamlSection tokens = section.section("tokens");
        if (tokens != null && !section.has("tls")) {
            section.problem(
                    "tokens",
                    "'tokens' without 'tls': write server.admin.tls with 'certificate' and 'key', as a token"
                            + " must not travel in the clear");
        }
        return new AdminOptions(
                address == null ? DEFAULT.listen() : address,
                address == null,
                socket == null ? null : Scalars.path(socket),
                tls,
                tokens == null
                        ? List.of()
                        : Names.read("token", tokens, AdminReader::token).values().values().stream()
                                .map(Defined::definition)
                                .toList());
    }

    private static @Nullable AdminToken token(YamlSection section) {
        boolean mayOrder =
                section.choice("role", List.of("read", "operate"), "read").equals("operate");
        String hash = section.text("hash", null);
        if (hash == null) {
            if (!section.has("hash")) {
                section.missing("hash", "no 'hash\' of the token '" + section.name() + "'" + HOW);
            }
            return null;
        }
        var matcher = HASH.matcher(hash);
        if (!matcher.matches()) {
            section.problem("hash", "'hash' is no 'sha256:' with 64 hexadecimal digits in lower case" + HOW);
            return null;
        }
        return new AdminToken(section.name(), mayOrder, matcher.group(1));
    }
}
