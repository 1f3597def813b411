package io.wideip.app;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Asks one name again and again, and keeps what was answered when. */
final class QueryLoop implements AutoCloseable {
    /**
     * An answer, with times by {@link System#nanoTime}.
     *
     * @param at before the question was sent
     * @param until when the answer was here
     */
    record Answered(long at, long until, List<String> addresses) {}

    private final Thread thread;
    private final List<Answered> answers = new CopyOnWriteArrayList<>();
    private final List<String> losses = new CopyOnWriteArrayList<>();
    private volatile boolean ended;

    QueryLoop(InetSocketAddress server, String name) {
        thread = new Thread(() -> run(new Dig(server), name), "query-loop");
        thread.start();
    }

    private void run(Dig dig, String name) {
        while (!ended) {
            long at = System.nanoTime();
            try {
                List<String> addresses = dig.a(name);
                answers.add(new Answered(at, System.nanoTime(), addresses));
                Thread.sleep(1);
            } catch (IOException silence) {
                losses.add(silence.toString());
            } catch (InterruptedException interrupted) {
                return;
            }
        }
    }

    List<Answered> answers() {
        return answers;
    }

    List<String> losses() {
        return losses;
    }

    @Override
    public void close() {
        ended = true;
        try {
            thread.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
