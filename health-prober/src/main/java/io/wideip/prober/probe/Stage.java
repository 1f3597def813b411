package io.wideip.prober.probe;

/** How far a connection has come. */
enum Stage {
    CONNECT(Cause.TIMEOUT_CONNECT, "no connection"),
    TLS(Cause.TIMEOUT_TLS, "no TLS handshake"),
    ANSWER(Cause.TIMEOUT_ANSWER, "no answer");

    /** What it is if the timeout strikes now. */
    final Cause late;

    /** What is then lacking, for people. */
    final String missing;

    Stage(Cause late, String missing) {
        this.late = late;
        this.missing = missing;
    }
}
