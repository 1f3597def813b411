package io.wideip.app.admin;

/**
 * A response without an end: events as text, for as long as the peer reads them. It is asked for more only when what was written before
 * is with the system, so nothing waits in memory for a peer that reads slowly. Belongs to one event loop, but for {@link #follow}.
 */
public interface EventStream {
    /** That of server-sent events. */
    String TYPE = "text/event-stream";

    /** The next events, of bounded length; empty where there are none now. */
    String next();

    /** Calls this when there may be more, on any thread. To be called once, before the first {@link #next}. */
    void follow(Runnable wake);

    /** The peer has gone, or is cut off. Called once, whatever else was called. */
    void close();
}
