package io.wideip.app.command;

/** Who a command's output is for. */
enum Output {
    TEXT,
    JSON
}
