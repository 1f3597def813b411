package io.wideip.config.orders;

import java.io.IOException;

/** An order was not taken, because a restart would lose it; the message is for people. */
public final class NotSavedException extends IOException {
    private static final long serialVersionUID = 1L;

    NotSavedException(String message) {
        super(message);
    }
}
