package io.wideip.prober.probe;

import javax.net.ssl.TrustManagerFactory;

/** As on a machine where the native library does not load. */
final class HttpsProbeByJdkIT extends HttpsProbeIT {
    @Override
    Tls tls(TrustManagerFactory authorities) {
        return new Tls(() -> new Tls.Libraries(new JdkTls(authorities), null));
    }
}
