package io.wideip.prober.probe;

import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpResponseDecoder;
import io.netty.handler.codec.http.HttpUtil;

/** Reads the head of an answer and leaves the rest as it is. */
final class HttpHeadDecoder extends HttpResponseDecoder {
    private static final int LONGEST_LINE = 4 * 1024;
    private static final int LARGEST_HEADERS = 16 * 1024;
    private boolean chunked;

    HttpHeadDecoder() {
        // A check is no validator: what browsers forgive is forgiven here too.
        super(new HttpDecoderConfig()
                .setMaxInitialLineLength(LONGEST_LINE)
                .setMaxHeaderSize(LARGEST_HEADERS)
                .setAllowDuplicateContentLengths(true)
                .setUseRfc9112TransferEncoding(false)
                .setValidateHeaders(false)
                .setStrictLineParsing(false));
    }

    /** Whether the newest answer's body comes in chunks; Netty takes that header away from answers without a body. */
    boolean isChunked() {
        return chunked;
    }

    @Override
    protected boolean isContentAlwaysEmpty(HttpMessage message) {
        chunked = HttpUtil.isTransferEncodingChunked(message);
        return true;
    }
}
