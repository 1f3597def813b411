package io.wideip.config.yaml;

import io.wideip.config.DnsOptions;
import io.wideip.config.EngineOptions;
import io.wideip.config.Listener;
import io.wideip.config.RateLimitOptions;
import io.wideip.config.RateLimitOptions.Mode;
import io.wideip.config.StreamLimits;
import io.wideip.config.TlsFiles;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The section {@code server.dns}. */
final class DnsReader {
    private static final int MOST_BUSY_POLL_MICROS = 1_000_000;
    private static final List<Listener> LISTENERS = List.of(
            Listener.ofDefault(ServerReader.known("127.0.0.1:5353")),
            Listener.ofDefault(ServerReader.known("[::1]:5353")));
    private static final DnsOptions DEFAULT = DnsOptions.of(LISTENERS);
    private static final int MOST_THREADS = 1_024;
    private static final int LONGEST_TEXT = 128;
    private static final int MOST_A_SECOND = 1_000_000;
    private static final int MOST_CONNECTIONS = 1_000_000;

    private final Function<Value, @Nullable InetSocketAddress> addresses;
    private final NamedFiles files;

    /**
     * Makes a reader.
     *
     * @param addresses reads one to listen on, which no other listens on
     */
    DnsReader(Function<Value, @Nullable InetSocketAddress> addresses, NamedFiles files) {
        this.addresses = addresses;
        this.files = files;
    }

    DnsOptions read(@Nullable YamlSection section) {
        if (section == null) {
            return DEFAULT;
        }
        Value listen = section.value("listen");
        List<Listener> listeners =
                listen == null ? LISTENERS : new ListenReader(addresses, section.has("tls")).read(listen);
        boolean encrypts = listeners.stream().anyMatch(Listener::isEncrypted);
        TlsFiles tls = tls(section.section("tls"), encrypts);
        return new DnsOptions(
                listeners,
                section.integer("threads", 0, MOST_THREADS, 0),
                engine(section),
                tls,
                shown(section, "identity"),
                shown(section, "version"),
                cookieSecrets(section.section("cookies")),
                rateLimit(section.section("rateLimit")),
                streams(section.section("tcp")));
    }

    private static EngineOptions engine(YamlSection section) {
        EngineOptions standard = EngineOptions.DEFAULT;
        EngineOptions.Choice choice = word(section, "engine", EngineOptions.Choice.class, standard.choice());
        int busyPoll = section.integer("busyPollMicros", 0, MOST_BUSY_POLL_MICROS, standard.busyPollMicros());
        if (busyPoll > 0 && choice == EngineOptions.Choice.NETTY) {
            section.problem(
                    "busyPollMicros",
                    "'busyPollMicros' is for the native engine, and 'engine' is netty: leave one of them out");
        }
        return new EngineOptions(choice, busyPoll);
    }

    /** @param used whether a listener needs them: the server reads them only then */
    private @Nullable TlsFiles tls(@Nullable YamlSection section, boolean used) {
        TlsFiles tls = tlsFiles(section);
        if (section != null && tls != null && used) {
            files.certificate(tls, section);
        }
        return tls;
    }

    /** Null where the section is missing or broken. */
    static @Nullable TlsFiles tlsFiles(@Nullable YamlSection section) {
        Path certificate = section == null ? null : file(section, "certificate");
        Path key = section == null ? null : file(section, "key");
        return certificate == null || key == null ? null : new TlsFiles(certificate, key);
    }

    private @Nullable Path cookieSecrets(@Nullable YamlSection section) {
        Path file = section == null ? null : file(section, "secrets");
        if (section != null && file != null) {
            files.secrets(file, section);
        }
        return file;
    }

    private static @Nullable Path file(YamlSection section, String key) {
        Value value = section.value(key);
        if (value == null) {
            section.missing(key, "no '" + key + "': write the file's path");
            return null;
        }
        return Scalars.path(value);
    }

    /** Text that clients get to see. */
    private static @Nullable String shown(YamlSection section, String key) {
        String text = section.text(key, null);
        int octets = text == null ? 0 : text.getBytes(StandardCharsets.UTF_8).length;
        if (text != null && (octets == 0 || octets > LONGEST_TEXT)) {
            section.problem(
                    key, "'" + key + "' has " + octets + " octets: write 1 to " + LONGEST_TEXT + ", or leave it out");
            return null;
        }
        return text;
    }

    private static RateLimitOptions rateLimit(@Nullable YamlSection section) {
        RateLimitOptions standard = RateLimitOptions.DEFAULT;
        if (section == null) {
            return standard;
        }
        return new RateLimitOptions(
                word(section, "mode", Mode.class, standard.mode()),
                section.integer("responses", 1, MOST_A_SECOND, standard.responses()),
                section.integer("amplified", 0, MOST_A_SECOND, standard.amplified()),
                section.integer("slip", 0, 10, standard.slip()),
                section.integer("prefix4", 8, 32, standard.prefix4()),
                section.integer("prefix6", 16, 128, standard.prefix6()),
                Addresses.subnets(section, "exempt"));
    }

    private static StreamLimits streams(@Nullable YamlSection section) {
        StreamLimits standard = StreamLimits.DEFAULT;
        if (section == null) {
            return standard;
        }
        return new StreamLimits(
                section.integer("connections", 1, MOST_CONNECTIONS, standard.connections()),
                section.integer("perClient", 1, MOST_CONNECTIONS, standard.perClient()),
                section.duration("idle", Duration.ofSeconds(1), Duration.ofHours(1), standard.idle()),
                section.duration("message", Duration.ofMillis(100), Duration.ofMinutes(1), standard.message()));
    }

    private static <E extends Enum<E>> E word(YamlSection section, String key, Class<E> type, E fallback) {
        List<String> words =
                Arrays.stream(type.getEnumConstants()).map(DnsReader::word).toList();
        return Enum.valueOf(type, section.choice(key, words, word(fallback)).toUpperCase(Locale.ROOT));
    }

    /** As the YAML has it. */
    static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
