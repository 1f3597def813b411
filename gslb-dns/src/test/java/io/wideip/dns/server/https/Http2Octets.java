package io.wideip.dns.server.https;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.DefaultHttp2HeadersEncoder;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2HeadersEncoder;
import io.wideip.dns.TestServer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** What an HTTP/2 client sends, frame by frame (RFC 9113 section 4.1), good or not. */
final class Http2Octets {
    static final int DATA = 0;
    static final int HEADERS = 1;
    static final int RST_STREAM = 3;
    static final int SETTINGS = 4;
    static final int PING = 6;
    static final int GOAWAY = 7;
    static final int CONTINUATION = 9;
    static final int END_STREAM = 1;
    static final int END_HEADERS = 4;

    private static final String PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";

    private final ByteBuf out = Unpooled.buffer();
    private final Http2HeadersEncoder heads = new DefaultHttp2HeadersEncoder();

    /** The preface and the client's settings. */
    Http2Octets preface(int... settings) {
        out.writeCharSequence(PREFACE, StandardCharsets.US_ASCII);
        ByteBuf payload = Unpooled.buffer();
        for (int i = 0; i < settings.length; i += 2) {
            payload.writeShort(settings[i]).writeInt(settings[i + 1]);
        }
        return frame(SETTINGS, 0, 0, ByteBufUtil.getBytes(payload));
    }

    Http2Octets frame(int type, int flags, int stream, byte... payload) {
        out.writeMedium(payload.length).writeByte(type).writeByte(flags).writeInt(stream);
        out.writeBytes(payload);
        return this;
    }

    Http2Octets get(int stream, byte[] message) {
        String dns = Base64.getUrlEncoder().withoutPadding().encodeToString(message);
        return head(stream, END_STREAM, head("GET").path("/dns-query?dns=" + dns));
    }

    Http2Octets post(int stream, byte[] message) {
        postHead(stream);
        return frame(DATA, END_STREAM, stream, message);
    }

    Http2Octets postHead(int stream) {
        return head(stream, 0, head("POST").path("/dns-query").add("content-type", "application/dns-message"));
    }

    Http2Octets head(int stream, int flags, Http2Headers head) {
        ByteBuf block = Unpooled.buffer();
        try {
            heads.encodeHeaders(stream, head, block);
        } catch (Http2Exception e) {
            throw new AssertionError(e);
        }
        return frame(HEADERS, END_HEADERS | flags, stream, ByteBufUtil.getBytes(block));
    }

    static Http2Headers head(String method) {
        return new DefaultHttp2Headers().method(method).scheme("https").authority("localhost");
    }

    /** What was written since it was last taken. */
    byte[] take() {
        byte[] octets = ByteBufUtil.getBytes(out);
        out.clear();
        return octets;
    }

    static byte[] query(String name, String type) {
        byte[] query = TestServer.query(name, type).toWire();
        query[0] = 0;
        query[1] = 0;
        return query;
    }
}
