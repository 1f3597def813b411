package io.wideip.prober.probe;

import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.ssl.OpenSsl;
import io.netty.handler.ssl.OpenSslContextOption;
import io.netty.handler.ssl.OpenSslSessionContext;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslProvider;
import io.netty.handler.ssl.SupportedCipherSuiteFilter;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import io.netty.util.ReferenceCountUtil;
import java.io.UncheckedIOException;
import java.util.List;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManagerFactory;

/** TLS by BoringSSL, where its native part loads. */
final class NativeTls implements AutoCloseable {
    /** A list of certificates that is longer fails; a check is no reason to take in more. */
    private static final int MOST_CERTIFICATE_BYTES = 1024 * 1024;

    private final SslContext verifying;
    private final SslContext trusting;

    NativeTls(TrustManagerFactory authorities) {
        List<String> ciphers = CipherSuites.meant(OpenSsl.availableJavaCipherSuites());
        verifying = context(authorities, "HTTPS", ciphers);
        trusting = context(InsecureTrustManagerFactory.INSTANCE, "", ciphers);
    }

    static boolean isAvailable() {
        return OpenSsl.isAvailable();
    }

    SslHandler handler(ByteBufAllocator allocator, String name, boolean verify) {
        return (verify ? verifying : trusting).newHandler(allocator, name, -1);
    }

    @Override
    public void close() {
        ReferenceCountUtil.release(verifying);
        ReferenceCountUtil.release(trusting);
    }

    private static SslContext context(TrustManagerFactory authorities, String identification, List<String> ciphers) {
        try {
            SslContext context = SslContextBuilder.forClient()
                    .sslProvider(SslProvider.OPENSSL_REFCNT)
                    .trustManager(authorities)
                    .endpointIdentificationAlgorithm(identification)
                    .ciphers(ciphers, SupportedCipherSuiteFilter.INSTANCE)
                    .protocols("TLSv1", "TLSv1.1", "TLSv1.2", "TLSv1.3")
                    .option(OpenSslContextOption.MAX_CERTIFICATE_LIST_BYTES, MOST_CERTIFICATE_BYTES)
                    .build();
            // A session that resumes shows no certificate, so that nobody could judge it.
            ((OpenSslSessionContext) context.sessionContext()).setSessionCacheEnabled(false);
            return context;
        } catch (SSLException e) {
            throw new UncheckedIOException("TLS can't be set up", e);
        }
    }
}
