package io.wideip.app;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;

/** A load balancer whose health can be commanded, and which remembers when it was found ill or well. */
final class Backend implements AutoCloseable {
    private final HttpServer server;
    private final List<Long> failures = new ArrayList<>();
    private final List<Long> successes = new ArrayList<>();
    private int failuresToCome;

    Backend(String address, int port) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getByName(address), port), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    int port() {
        return server.getAddress().getPort();
    }

    /** The next so many checks fail, and those after them succeed. */
    synchronized void failNext(int checks) {
        failuresToCome = checks;
        failures.clear();
        successes.clear();
    }

    /** When checks failed since the last command, by {@link System#nanoTime}. */
    synchronized List<Long> failures() {
        return List.copyOf(failures);
    }

    synchronized List<Long> successes() {
        return List.copyOf(successes);
    }

    private void answer(HttpExchange exchange) throws IOException {
        boolean fails;
        synchronized (this) {
            fails = failuresToCome > 0;
            failuresToCome -= fails ? 1 : 0;
            (fails ? failures : successes).add(System.nanoTime());
        }
        exchange.sendResponseHeaders(fails ? 503 : 200, -1);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
