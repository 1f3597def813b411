package io.wideip.app.command;

import io.wideip.config.TlsFiles;
import io.wideip.config.WarningCode;
import io.wideip.config.catalog.Warning;
import io.wideip.config.section.Section;
import io.wideip.config.yaml.NamedFiles;
import io.wideip.dns.admission.CookieSecrets;
import io.wideip.dns.geo.database.DatabaseFile;
import io.wideip.dns.geo.database.GeoDatabase;
import io.wideip.dns.server.tls.CertificateFault;
import io.wideip.dns.server.tls.TlsCertificates;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds what {@code serve} would refuse in the files that the YAML names. A file that is missing, or that this user may
 * not read, is only worth a warning: the server may run on another machine, or as another user.
 */
final class FileReview implements NamedFiles {
    private static final String NO_START = "; where that is so, 'serve' does not start";

    private final List<Warning> warnings = new ArrayList<>();
    private final List<GeoDatabase> databases = new ArrayList<>();

    /** Those that could be read. */
    List<GeoDatabase> databases() {
        return List.copyOf(databases);
    }

    List<Warning> warnings() {
        return List.copyOf(warnings);
    }

    @Override
    public void certificate(TlsFiles files, Section tls) {
        try {
            TlsCertificates.require(files);
        } catch (CertificateFault fault) {
            report(fault.file(), fault, tls, key(fault.file(), files), NO_START);
        }
    }

    private static String key(Path file, TlsFiles files) {
        if (file.equals(files.certificate())) {
            return "certificate";
        }
        return file.equals(files.key()) ? "key" : "clientAuthorities";
    }

    @Override
    public void secrets(Path file, Section cookies) {
        try {
            CookieSecrets.read(file);
        } catch (IOException fault) {
            report(file, fault, cookies, "secrets", NO_START);
        }
    }

    @Override
    public void geoDatabase(Path file, Section database) {
        try {
            databases.add(DatabaseFile.read(file));
        } catch (IOException fault) {
            report(file, fault, database, "file", "; where that is so, 'serve' locates clients without it");
        }
    }

    private void report(Path file, IOException fault, Section section, String key, String outcome) {
        String what = String.valueOf(fault.getMessage());
        if (Files.isReadable(file)) {
            what.lines().forEach(line -> section.problem(key, line));
        } else {
            warnings.add(new Warning(WarningCode.FILE_UNREADABLE, section.place(key), what + outcome));
        }
    }
}
