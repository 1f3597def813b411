package io.wideip.app;

import io.wideip.app.admin.Pages.Page;

/** Whether queries are answered, and why not. Thread-safe. */
final class Readiness {
    /** For people; empty once queries are answered. */
    private volatile String reason = "starting: the YAML is being read";

    void notReady(String why) {
        reason = why;
    }

    void ready() {
        reason = "";
    }

    boolean isReady() {
        return reason.isEmpty();
    }

    /** In one line, for people. */
    @Override
    public String toString() {
        String now = reason;
        return now.isEmpty() ? "ready" : now;
    }

    Page page() {
        String now = reason;
        return now.isEmpty() ? Page.text(200, "ready\n") : Page.text(503, now + "\n");
    }
}
