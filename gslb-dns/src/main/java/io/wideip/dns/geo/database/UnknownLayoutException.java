package io.wideip.dns.geo.database;

/** A database that is whole, but says nothing that could be used, or says it in a way that is not known. */
final class UnknownLayoutException extends RuntimeException {
    private static final long serialVersionUID = 1;

    UnknownLayoutException(String message) {
        super(message);
    }
}
