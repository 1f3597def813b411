package io.wideip.dns.defect;

import io.netty.handler.codec.CodecException;
import io.netty.handler.codec.http2.Http2Exception;
import java.io.IOException;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What no client should be able to bring about: an exception that is this program's own, or a lack of memory. */
public final class Defects {
    private static final Logger LOG = LoggerFactory.getLogger("dns");
    private static final OnceAMinute LINE = new OnceAMinute();

    private Defects() {}

    /** Says so in the log, once a minute; false for what sockets, TLS, HTTP/2 and threads that end bring with them. */
    public static boolean tell(Throwable cause) {
        return tell(cause, LINE);
    }

    static boolean tell(Throwable cause, OnceAMinute line) {
        if (cause instanceof IOException
                || cause instanceof CodecException
                || cause instanceof Http2Exception
                || cause instanceof RejectedExecutionException) {
            return false;
        }
        if (line.isDue()) {
            LOG.error("a message could not be answered: please report this (said once a minute)", cause);
        }
        return true;
    }
}
