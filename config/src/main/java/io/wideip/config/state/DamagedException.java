package io.wideip.config.state;

import java.io.IOException;

/** A file that is there and can't be used; the message says why, for people. */
final class DamagedException extends IOException {
    private static final long serialVersionUID = 1L;

    DamagedException(String why) {
        super(why);
    }
}
