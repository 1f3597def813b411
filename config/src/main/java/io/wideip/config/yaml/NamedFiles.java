package io.wideip.config.yaml;

import io.wideip.config.TlsFiles;
import io.wideip.config.section.Section;
import java.nio.file.Path;

/** Who looks into the files that the YAML names. What is wrong with one can be reported at the key that names it. */
public interface NamedFiles {
    /** Nobody: the loader only reads their names. */
    NamedFiles UNSEEN = new NamedFiles() {
        @Override
        public void certificate(TlsFiles files, Section tls) {
            // Not looked at.
        }

        @Override
        public void secrets(Path file, Section cookies) {
            // Not looked at.
        }

        @Override
        public void geoDatabase(Path file, Section database) {
            // Not looked at.
        }
    };

    /**
     * A certificate that a listener needs.
     *
     * @param tls the section with the keys {@code certificate}, {@code key} and {@code clientAuthorities}
     */
    void certificate(TlsFiles files, Section tls);

    /**
     * Secrets of DNS cookies.
     *
     * @param cookies the section with the key {@code secrets}
     */
    void secrets(Path file, Section cookies);

    /**
     * A database of where clients are.
     *
     * @param database the section with the key {@code file}
     */
    void geoDatabase(Path file, Section database);
}
