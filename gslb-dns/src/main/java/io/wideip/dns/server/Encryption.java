package io.wideip.dns.server;

import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.util.concurrent.GlobalEventExecutor;
import io.wideip.config.DnsOptions;
import io.wideip.config.Listener;
import io.wideip.config.TlsFiles;
import io.wideip.dns.server.connection.Ending;
import io.wideip.dns.server.tls.Alpn;
import io.wideip.dns.server.tls.TlsCertificates;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** TLS in front of what serves a listener's connections. */
final class Encryption implements AutoCloseable {
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final int LAST_WORD_MILLIS = 500;

    private final TlsCertificates certificates;
    private final Duration message;
    private final ChannelGroup open = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);

    private Encryption(TlsCertificates certificates, Duration message) {
        this.certificates = certificates;
        this.message = message;
    }

    /**
     * Reads the certificate where a listener needs one; null where none does.
     *
     * @throws IOException with a message for people when there is none to start with
     */
    static @Nullable Encryption of(DnsOptions options) throws IOException {
        TlsFiles files = files(options);
        return files == null
                ? null
                : new Encryption(
                        TlsCertificates.open(files, POLL), options.streams().message());
    }

    /** Fails as {@link #of} would. */
    static void require(DnsOptions options) throws IOException {
        TlsFiles files = files(options);
        if (files != null) {
            TlsCertificates.require(files);
        }
    }

    private static @Nullable TlsFiles files(DnsOptions options) {
        boolean needed = options.listeners().stream().anyMatch(Listener::isEncrypted);
        return needed ? options.tls() : null;
    }

    /** A handshake has the time of a message. */
    StreamPipeline around(Alpn alpn, StreamPipeline inside) {
        return (pipeline, connection) -> {
            certificates.addTo(pipeline, alpn, connection, message).addListener(handshake -> {
                if (handshake.isSuccess()) {
                    connection.idle();
                } else {
                    connection.ending(Ending.HANDSHAKE);
                }
            });
            inside.addTo(pipeline, connection);
            open.add(pipeline.channel());
        };
    }

    TlsCertificates certificates() {
        return certificates;
    }

    /** Says good-bye to those who are connected, as TLS and HTTP/2 have it, and stops watching the certificate. */
    @Override
    public void close() {
        open.close().awaitUninterruptibly(LAST_WORD_MILLIS, TimeUnit.MILLISECONDS);
        certificates.close();
    }
}
