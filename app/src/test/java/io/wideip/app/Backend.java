package io.wideip.app;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** A load balancer whose health can be commanded, and which remembers when it was found ill or well. */
public final class Backend implements AutoCloseable {
    private final HttpServer server;
    private final List<Long> failures = new ArrayList<>();
    private final List<Long> successes = new ArrayList<>();
    private final CountDownLatch end = new CountDownLatch(1);
    private int failuresToCome;
    private volatile boolean hangs;

    public Backend(String address, int port) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getByName(address), port), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    public int port() {
        return server.getAddress().getPort();
    }

    /** The next so many checks fail, and those after them succeed. */
    synchronized void failNext(int checks) {
        failuresToCome = checks;
        failures.clear();
        successes.clear();
    }

    /** From now on it takes connections and never answers. */
    public void hang() {
        hangs = true;
    }

    /** When checks failed since the last command, by {@link System#nanoTime}. */
    synchronized List<Long> failures() {
        return List.copyOf(failures);
    }

    public synchronized List<Long> successes() {
        return List.copyOf(successes);
    }

    private void answer(HttpExchange exchange) throws IOException {
        if (hangs) {
            awaitEnd();
        }
        boolean fails;
        synchronized (this) {
            fails = failuresToCome > 0;
            failuresToCome -= fails ? 1 : 0;
            (fails ? failures : successes).add(System.nanoTime());
        }
        exchange.sendResponseHeaders(fails ? 503 : 200, -1);
        exchange.close();
    }

    private void awaitEnd() {
        try {
            end.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        end.countDown();
        server.stop(0);
    }
}
