package io.wideip.dns.server.https;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.DefaultChannelId;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.channel.local.LocalServerChannel;
import io.netty.handler.codec.http2.DefaultHttp2HeadersDecoder;
import io.netty.handler.codec.http2.EmptyHttp2Headers;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2Headers;
import io.wideip.config.StreamLimits;
import io.wideip.dns.server.connection.Connections;
import io.wideip.dns.server.connection.LoopConnections;
import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A client on the other end of a connection without sockets and TLS, whose time goes by when told. */
final class Http2Peer {
    static final Duration IDLE = Duration.ofSeconds(10);
    static final Duration MESSAGE = Duration.ofSeconds(3);

    /** @param head of a response; empty in other frames */
    record Frame(int type, int flags, int stream, byte[] payload, Http2Headers head) {
        boolean ends() {
            return (flags & Http2Octets.END_STREAM) != 0;
        }

        /** Of RST_STREAM; for GOAWAY, that of the last four octets before the text. */
        long error() {
            return Unpooled.wrappedBuffer(payload).getUnsignedInt(type == Http2Octets.GOAWAY ? 4 : 0);
        }
    }

    private final UnpooledByteBufAllocator memory = new UnpooledByteBufAllocator(false);
    private final EmbeddedChannel channel =
            new EmbeddedChannel(new LocalServerChannel(), DefaultChannelId.newInstance(), true, false);
    private final DefaultHttp2HeadersDecoder heads = new DefaultHttp2HeadersDecoder();
    private final ByteBuf received = Unpooled.buffer();
    private final LoopConnections connections;
    final Http2Octets octets = new Http2Octets();

    Http2Peer(HttpsResponder responder) {
        channel.config().setAllocator(memory);
        channel.freezeTime();
        Connections all = new Connections(
                new StreamLimits(100, 100, IDLE, MESSAGE),
                () -> channel.eventLoop().ticker().nanoTime());
        connections = all.add(channel.eventLoop());
        new HttpsService("/dns-query", MESSAGE)
                .serve(
                        channel.pipeline(),
                        responder,
                        connections.admit(channel, InetAddress.getLoopbackAddress(), false));
    }

    /** Sends what was written, and gives what comes back. */
    List<Frame> send() {
        return send(octets.take());
    }

    List<Frame> send(byte[] bytes) {
        if (channel.isOpen()) {
            channel.writeInbound(memory.heapBuffer(Math.max(1, bytes.length)).writeBytes(bytes));
        }
        return receive();
    }

    /** Sends what was written to {@link #octets}, so that a test reads in the order of things. */
    List<Frame> exchange(Http2Octets written) {
        assertThat(written).isSameAs(octets);
        return send();
    }

    /** The error that the client is told, and the end of the connection. */
    void assertEnds(List<Frame> frames, Http2Error error) {
        assertThat(of(frames, Http2Octets.GOAWAY).get(0).error()).isEqualTo(error.code());
        after(Duration.ofSeconds(1));
        assertThat(isOpen()).isFalse();
    }

    /** Lets time go by, and gives what comes then. */
    List<Frame> after(Duration time) {
        channel.advanceTimeBy(time.toNanos(), TimeUnit.NANOSECONDS);
        channel.runScheduledPendingTasks();
        connections.sweep();
        channel.runPendingTasks();
        return receive();
    }

    private List<Frame> receive() {
        channel.checkException();
        for (ByteBuf out = channel.readOutbound(); out != null; out = channel.readOutbound()) {
            received.writeBytes(out);
            out.release();
        }
        List<Frame> frames = new ArrayList<>();
        while (received.readableBytes() >= 9) {
            int length = received.readMedium();
            int type = received.readByte();
            int flags = received.readByte();
            int stream = received.readInt();
            byte[] payload = ByteBufUtil.getBytes(received.readSlice(length));
            frames.add(new Frame(type, flags, stream, payload, head(type, stream, payload)));
        }
        return frames;
    }

    private Http2Headers head(int type, int stream, byte[] payload) {
        if (type != Http2Octets.HEADERS) {
            return EmptyHttp2Headers.INSTANCE;
        }
        try {
            return heads.decodeHeaders(stream, Unpooled.wrappedBuffer(payload));
        } catch (Http2Exception e) {
            throw new AssertionError(e);
        }
    }

    /** The head of the response on a stream. */
    static Http2Headers head(List<Frame> frames, int stream) {
        return of(frames, Http2Octets.HEADERS).stream()
                .filter(frame -> frame.stream() == stream)
                .findFirst()
                .orElseThrow(() -> new AssertionError("no response on stream " + stream + " in " + frames))
                .head();
    }

    /** The body on a stream. */
    static byte[] body(List<Frame> frames, int stream) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        frames.stream()
                .filter(frame -> frame.stream() == stream && frame.type() == Http2Octets.DATA)
                .forEach(frame -> body.writeBytes(frame.payload()));
        return body.toByteArray();
    }

    static List<Frame> of(List<Frame> frames, int type) {
        return frames.stream().filter(frame -> frame.type() == type).toList();
    }

    boolean isOpen() {
        return channel.isOpen();
    }

    /** Octets that the server holds for this connection, beyond what it has sent. */
    long held() {
        return memory.metric().usedHeapMemory() + memory.metric().usedDirectMemory();
    }

    void close() {
        // Not the channel's own method, which would drop what is scheduled.
        channel.pipeline().close();
        channel.advanceTimeBy(1, TimeUnit.MINUTES);
        channel.runScheduledPendingTasks();
        channel.finishAndReleaseAll();
        received.release();
    }
}
