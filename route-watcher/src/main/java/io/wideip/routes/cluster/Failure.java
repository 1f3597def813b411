package io.wideip.routes.cluster;

import java.util.Locale;

/** Why a cluster's API can't be followed just now. */
enum Failure {
    /** What the configuration names can't be used: a file, a context. */
    CREDENTIALS,
    /** 401. */
    UNAUTHORIZED,
    /** 403. */
    FORBIDDEN,
    /** 404. */
    NOT_FOUND,
    /** 410, or an event that is lost: only a new list helps. */
    EXPIRED,
    /** 429. */
    THROTTLED,
    /** 5xx, and any other status. */
    SERVER_ERROR,
    /** No connection, or one that broke. */
    CONNECTION,
    /** An answer that is none. */
    UNREADABLE,
    /** More Routes than this heap has room for. */
    TOO_MANY;

    static Failure ofStatus(int status) {
        return switch (status) {
            case 401 -> UNAUTHORIZED;
            case 403 -> FORBIDDEN;
            case 404 -> NOT_FOUND;
            case 410 -> EXPIRED;
            case 429 -> THROTTLED;
            default -> SERVER_ERROR;
        };
    }

    /** For metrics. */
    String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
