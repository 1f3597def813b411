package io.wideip.app.command;

import ch.qos.logback.classic.Level;

/** How much of what happens is logged. */
enum LogLevel {
    INFO,
    DEBUG;

    Level level() {
        return this == DEBUG ? Level.DEBUG : Level.INFO;
    }
}
