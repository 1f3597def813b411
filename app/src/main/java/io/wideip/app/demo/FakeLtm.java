package io.wideip.app.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/** A datacenter's load balancer: an HTTP server that says who it is. While it is down its port refuses connections. */
final class FakeLtm implements AutoCloseable {
    private final String datacenter;
    private final InetSocketAddress address;
    private @Nullable HttpServer server;

    FakeLtm(String datacenter, InetAddress address, int port) {
        this.datacenter = datacenter;
        this.address = new InetSocketAddress(address, port);
    }

    String datacenter() {
        return datacenter;
    }

    InetAddress address() {
        return address.getAddress();
    }

    synchronized boolean isUp() {
        return server != null;
    }

    /** Does nothing if it is up. */
    synchronized void up() throws IOException {
        if (server == null) {
            HttpServer started = HttpServer.create(address, 0);
            started.createContext("/", this::greet);
            started.start();
            server = started;
        }
    }

    /** Does nothing if it is down. */
    synchronized void down() {
        if (server != null) {
            server.stop(0);
            server = null;
        }
    }

    @Override
    public void close() {
        down();
    }

    private void greet(HttpExchange exchange) throws IOException {
        byte[] body = ("hello from " + datacenter + "\n").getBytes(UTF_8);
        exchange.sendResponseHeaders(200, "HEAD".equals(exchange.getRequestMethod()) ? -1 : body.length);
        try (OutputStream out = exchange.getResponseBody()) {
            if (!"HEAD".equals(exchange.getRequestMethod())) {
                out.write(body);
            }
        }
        exchange.close();
    }
}
