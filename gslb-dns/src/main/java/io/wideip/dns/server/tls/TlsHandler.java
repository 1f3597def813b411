package io.wideip.dns.server.tls;

import io.netty.handler.ssl.SslHandler;
import java.util.concurrent.Executor;
import javax.net.ssl.SSLEngine;

/** A TLS handler that tells how much it keeps of a record that has come in part. */
final class TlsHandler extends SslHandler {
    TlsHandler(SSLEngine engine, Executor arithmetic) {
        super(engine, arithmetic);
    }

    /** Whether there is any. */
    boolean keepsInput() {
        return actualReadableBytes() > 0;
    }
}
