package io.wideip.dns.server.tls;

import java.io.IOException;
import java.nio.file.Path;

/** A certificate, or its key, that can't be used; the message says what is wrong, where, and the mend. */
final class CertificateFault extends IOException {
    private static final long serialVersionUID = 1L;

    CertificateFault(Path file, String problem) {
        super(file + ": " + problem);
    }
}
