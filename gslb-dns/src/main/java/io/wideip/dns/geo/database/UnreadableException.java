package io.wideip.dns.geo.database;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A file that could not be read as it is, whatever it holds. The message is for people, with the file and the mend. */
final class UnreadableException extends IOException {
    private static final long serialVersionUID = 1;

    UnreadableException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
