package io.wideip.dns.server.https;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http2.Http2FrameCodec;
import io.netty.handler.codec.http2.Http2FrameCodecBuilder;
import io.netty.handler.codec.http2.Http2MultiplexHandler;
import io.netty.handler.codec.http2.Http2Settings;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import io.wideip.dns.server.connection.Connection;
import io.wideip.dns.server.tls.Alpn;
import io.wideip.dns.wire.Wire;
import java.time.Duration;

/** DNS over HTTPS on one listener: HTTP/2 alone, agreed on by ALPN. Thread-safe. */
public final class HttpsService {
    private static final int MOST_EXCHANGES = 100;
    private static final int LARGEST_HEADER_LIST = 8_192;

    /** RFC 9113 section 10.5: each of these costs the sender next to nothing. Those of {@code RST_STREAM} are by 30 seconds. */
    private static final int MOST_RESETS = 200;

    private static final int RESETS_SECONDS = 30;
    private static final int MOST_EMPTY_FRAMES = 2;
    private static final int MOST_SMALL_CONTINUATIONS = 16;
    private static final int MOST_UNREAD_CONTROL_FRAMES = 512;

    /** What {@code GOAWAY} has to be written. */
    private static final int LAST_WORD_MILLIS = 200;

    private final String path;
    private final Duration message;

    /**
     * What holds for all connections.
     *
     * @param path where DNS is served, as the URI has it
     * @param message how long a request may take to arrive and its reply to be read, together
     */
    public HttpsService(String path, Duration message) {
        this.path = path;
        this.message = message;
    }

    /**
     * Serves one connection once its TLS handshake has ended, which this pipeline's {@link SslHandler} sees to.
     *
     * @param connection told how it stands from then on
     */
    public void addTo(ChannelPipeline pipeline, HttpsResponder responder, Connection connection) {
        pipeline.addLast(new Start(responder, connection));
    }

    private final class Start extends ChannelInboundHandlerAdapter {
        private final HttpsResponder responder;
        private final Connection connection;

        Start(HttpsResponder responder, Connection connection) {
            this.responder = responder;
            this.connection = connection;
        }

        @Override
        public void userEventTriggered(ChannelHandlerContext context, Object event) {
            if (!(event instanceof SslHandshakeCompletionEvent handshake)) {
                context.fireUserEventTriggered(event);
                return;
            }
            SslHandler tls = context.pipeline().get(SslHandler.class);
            if (handshake.isSuccess() && tls != null && Alpn.H2.id().equals(tls.applicationProtocol())) {
                serve(context.pipeline(), responder, connection);
                context.pipeline().remove(this);
            } else {
                // RFC 9113 section 3.2: HTTP/2 over TLS needs ALPN.
                context.close();
            }
        }

        /** A handshake has failed. An alert has told the client, and nobody else needs to hear of it. */
        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            context.close();
        }
    }

    /** Serves what comes out of TLS. */
    void serve(ChannelPipeline pipeline, HttpsResponder responder, Connection connection) {
        Http2Connection http = new Http2Connection(responder, path, connection, message);
        pipeline.addLast(codec())
                .addLast(new Http2MultiplexHandler(http.exchanges()))
                .addLast(http);
    }

    private static Http2FrameCodec codec() {
        return Http2FrameCodecBuilder.forServer()
                .initialSettings(new Http2Settings()
                        .maxConcurrentStreams(MOST_EXCHANGES)
                        .maxHeaderListSize(LARGEST_HEADER_LIST)
                        .initialWindowSize(Wire.LONGEST_MESSAGE))
                .validateHeaders(true)
                .validateRequiredPseudoHeaders(true)
                .decoderEnforceMaxRstFramesPerWindow(MOST_RESETS, RESETS_SECONDS)
                .decoderEnforceMaxConsecutiveEmptyDataFrames(MOST_EMPTY_FRAMES)
                .decoderEnforceMaxSmallContinuationFrames(MOST_SMALL_CONTINUATIONS)
                .encoderEnforceMaxQueuedControlFrames(MOST_UNREAD_CONTROL_FRAMES)
                .gracefulShutdownTimeoutMillis(LAST_WORD_MILLIS)
                .build();
    }
}
