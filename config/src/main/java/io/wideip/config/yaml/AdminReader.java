package io.wideip.config.yaml;

import io.wideip.config.AdminCertificate;
import io.wideip.config.AdminCredential;
import io.wideip.config.AdminOptions;
import io.wideip.config.AdminToken;
import io.wideip.config.TlsFiles;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
        TlsFiles tls = tlsFiles(certificate);
        if (certificate != null && tls != null) {
            files.certificate(tls, certificate);
        }
        return new AdminOptions(
                address == null ? DEFAULT.listen() : address,
                address == null,
                socket == null ? null : Scalars.path(socket),
                tls,
                credentials(section, certificate));
    }

    private static @Nullable TlsFiles tlsFiles(@Nullable YamlSection section) {
        TlsFiles files = DnsReader.tlsFiles(section);
        Value authorities = section == null ? null : section.value("clientAuthorities");
        Path path = authorities == null ? null : Scalars.path(authorities);
        return files == null ? null : new TlsFiles(files.certificate(), files.key(), path);
    }

    private static List<AdminCredential> credentials(YamlSection section, @Nullable YamlSection tls) {
        List<AdminCredential> credentials = new ArrayList<>();
        YamlSection tokens = section.section("tokens");
        if (tokens != null) {
            CompanionKeys.require(
                    section,
                    "tokens",
                    "tls",
                    "write server.admin.tls with 'certificate' and 'key', as a token must not travel in the clear");
            Names.read("token", tokens, AdminReader::token)
                    .values()
                    .values()
                    .forEach(each -> credentials.add(each.definition()));
        }
        YamlSection certificates = section.section("certificates");
        if (certificates == null) {
            return List.copyOf(credentials);
        }
        if (tls == null || !tls.has("clientAuthorities")) {
            section.problem(
                    "certificates",
                    "'certificates' without authorities that sign them: write 'clientAuthorities' under"
                            + " server.admin.tls, a PEM file");
        }
        Map<String, String> bySubject = new HashMap<>();
        Names.read("certificate", certificates, entry -> certificate(entry, bySubject))
                .values()
                .values()
                .forEach(each -> credentials.add(each.definition()));
        return List.copyOf(credentials);
    }

    /** @param bySubject names of those that were read before */
    private static @Nullable AdminCertificate certificate(YamlSection section, Map<String, String> bySubject) {
        boolean mayOrder = mayOrder(section);
        String subject = section.text("subject", section.name());
        if (subject == null) {
            return null;
        }
        String other = bySubject.putIfAbsent(subject, section.name());
        if (other != null) {
            section.problem(
                    "subject",
                    "the certificate of '" + subject + "' is that of '" + other + "' already: name another subject");
            return null;
        }
        return new AdminCertificate(section.name(), mayOrder, subject);
    }

    private static boolean mayOrder(YamlSection section) {
        return section.choice("role", List.of("read", "operate"), "read").equals("operate");
    }

    private static @Nullable AdminToken token(YamlSection section) {
        boolean mayOrder = mayOrder(section);
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
