package io.wideip.dns.server.tls;

import io.wideip.config.TlsFiles;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The files as one look found them, through all symbolic links. */
final class FileContents {
    /** No chain comes near; a path that leads to a device must not fill the memory. */
    private static final int LARGEST = 1 << 20;

    private static final byte[] NONE = {};

    private final byte[] certificate;
    private final byte[] key;
    private final byte[] clientAuthorities;
    private final @Nullable CertificateFault fault;

    private FileContents(byte[] certificate, byte[] key, byte[] clientAuthorities, @Nullable CertificateFault fault) {
        this.certificate = certificate;
        this.key = key;
        this.clientAuthorities = clientAuthorities;
        this.fault = fault;
    }

    static FileContents of(TlsFiles files) {
        try {
            Path authorities = files.clientAuthorities();
            return new FileContents(
                    read(files.certificate()), read(files.key()), authorities == null ? NONE : read(authorities), null);
        } catch (CertificateFault e) {
            return new FileContents(NONE, NONE, NONE, e);
        }
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof FileContents it
                && Arrays.equals(certificate, it.certificate)
                && Arrays.equals(key, it.key)
                && Arrays.equals(clientAuthorities, it.clientAuthorities)
                && message().equals(it.message());
    }

    @Override
    public int hashCode() {
        return Objects.hash(
                Arrays.hashCode(certificate), Arrays.hashCode(key), Arrays.hashCode(clientAuthorities), message());
    }

    private String message() {
        return fault == null ? "" : String.valueOf(fault.getMessage());
    }

    /** @throws CertificateFault when one of the files could not be read */
    Credentials credentials(TlsFiles files) throws CertificateFault {
        if (fault != null) {
            throw fault;
        }
        return Credentials.read(files, certificate, key);
    }

    /**
     * Empty where clients are not asked for certificates.
     *
     * @throws CertificateFault when the file could not be read
     */
    List<X509Certificate> clientAuthorities(TlsFiles files) throws CertificateFault {
        if (fault != null) {
            throw fault;
        }
        Path file = files.clientAuthorities();
        return file == null ? List.of() : Credentials.authorities(file, clientAuthorities);
    }

    private static byte[] read(Path file) throws CertificateFault {
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            // Opening a named pipe would wait for whoever writes to it.
            throw new CertificateFault(file, "it is no regular file; change the path in 'tls'");
        }
        try (InputStream in = Files.newInputStream(file)) {
            byte[] octets = in.readNBytes(LARGEST + 1);
            if (octets.length > LARGEST) {
                throw new CertificateFault(file, "it has more than a mebibyte; is it the right file?");
            }
            return octets;
        } catch (CertificateFault e) {
            throw e;
        } catch (NoSuchFileException e) {
            throw new CertificateFault(file, "there is no such file; put it there, or change the path in 'tls'");
        } catch (AccessDeniedException e) {
            throw new CertificateFault(
                    file, "this server's user may not read it; let it (chown, chmod), or change the path in 'tls'");
        } catch (IOException e) {
            throw new CertificateFault(
                    file, "it can't be read (" + e.getMessage() + "); mend that, or change the path in 'tls'");
        }
    }
}
