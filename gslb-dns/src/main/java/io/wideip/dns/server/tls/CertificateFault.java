package io.wideip.dns.server.tls;

import java.io.IOException;
import java.nio.file.Path;

/** A certificate, or its key, that can't be used; the message says what is wrong, where, and the mend. */
public final class CertificateFault extends IOException {
    private static final long serialVersionUID = 1L;

    private final transient Path file;

    CertificateFault(Path file, String problem) {
        super(file + ": " + problem);
        this.file = file;
    }

    /** That of the certificate or that of the key. */
    public Path file() {
        return file;
    }
}
