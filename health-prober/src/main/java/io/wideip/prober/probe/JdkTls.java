package io.wideip.prober.probe;

import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/** TLS by the JDK. */
final class JdkTls {
    private final TrustManager[] authorities;

    JdkTls(TrustManagerFactory authorities) {
        this.authorities = authorities.getTrustManagers();
    }

    static TrustManagerFactory authoritiesOfTheJvm() {
        try {
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init((KeyStore) null);
            return factory;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the authorities that this JVM trusts can't be read", e);
        }
    }

    /** Of a context of its own: engines of one context resume each other's sessions, and then see no certificate. */
    SslHandler handler(String name, boolean verify) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, verify ? authorities : InsecureTrustManagerFactory.INSTANCE.getTrustManagers(), null);
            SSLEngine engine = context.createSSLEngine(name, -1);
            engine.setUseClientMode(true);
            Set<String> supported = new LinkedHashSet<>(Arrays.asList(engine.getSupportedCipherSuites()));
            engine.setEnabledCipherSuites(CipherSuites.meant(supported).toArray(String[]::new));
            return new SslHandler(engine);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("TLS can't be set up", e);
        }
    }
}
