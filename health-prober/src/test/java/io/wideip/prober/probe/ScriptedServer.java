package io.wideip.prober.probe;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/** A server on a loopback address that reads each request and then does to the connection what a test says. */
final class ScriptedServer implements Closeable {
    static final String ADDRESS = "127.0.0.3";

    @FunctionalInterface
    interface Script {
        void serve(Socket connection) throws IOException, InterruptedException;
    }

    /** For scripts that begin before the request has been read. */
    @FunctionalInterface
    interface AtOnce extends Script {}

    /** For scripts that begin before TLS, where there is any. */
    @FunctionalInterface
    interface BeforeTls extends AtOnce {}

    /** Takes the connection and says nothing until the client leaves. */
    static final BeforeTls SILENT = connection -> {
        while (connection.getInputStream().read() >= 0) {
            // Whatever the client says stays unanswered.
        }
    };

    /** Takes the first byte and resets the connection. */
    static final BeforeTls RESETTING = connection -> {
        connection.getInputStream().read();
        reset(connection);
    };

    /** Speaks first. */
    static BeforeTls greeting(String text) {
        return connection -> {
            write(connection, text);
            SILENT.serve(connection);
        };
    }

    private volatile long acceptedNanos;

    /** The lines of each request's head, and an empty list for a connection that ended. */
    final BlockingQueue<List<String>> seen = new LinkedBlockingQueue<>();

    private final ServerSocket listener;
    private final @Nullable SSLContext tls;
    volatile Script script;
    volatile boolean needsClientCertificates;
    /** The version of TLS that is spoken alone, or null for all. */
    volatile @Nullable String tlsVersion;

    /** @param tls null for a server without */
    ScriptedServer(@Nullable SSLContext tls, Script script) {
        this(ADDRESS, 0, tls, script);
    }

    /** @param port 0 for any */
    ScriptedServer(String address, int port, @Nullable SSLContext tls, Script script) {
        try {
            listener = new ServerSocket(port, 50, InetAddress.getByName(address));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        this.tls = tls;
        this.script = script;
        start(this::accept);
    }

    /** Answers each request with the text. */
    static ScriptedServer answering(@Nullable SSLContext tls, String answer) {
        return new ScriptedServer(tls, connection -> write(connection, answer));
    }

    static void write(Socket connection, String text) throws IOException {
        connection.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        connection.getOutputStream().flush();
    }

    /** Ends by a reset when the script does. */
    static void reset(Socket connection) throws IOException {
        connection.setSoLinger(true, 0);
    }

    /** Writes the text, then one byte again and again. */
    static Script dribbling(String text, char endless, int pauseMillis) {
        return connection -> {
            write(connection, text);
            OutputStream out = connection.getOutputStream();
            while (true) {
                out.write(endless);
                out.flush();
                Thread.sleep(pauseMillis);
            }
        };
    }

    /** Of the newest connection. */
    long millisSinceAccept() {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - acceptedNanos);
    }

    int port() {
        return listener.getLocalPort();
    }

    String address() {
        return listener.getInetAddress().getHostAddress();
    }

    private void readRequest(Socket connection) throws IOException {
        BufferedReader reader =
                new BufferedReader(new InputStreamReader(connection.getInputStream(), StandardCharsets.ISO_8859_1));
        List<String> head = new ArrayList<>();
        for (String line = reader.readLine(); line != null && !line.isEmpty(); line = reader.readLine()) {
            head.add(line);
        }
        if (!head.isEmpty()) {
            seen.add(head);
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket connection = listener.accept();
                acceptedNanos = System.nanoTime();
                Script now = script;
                start(() -> serve(connection, now));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket plain, Script now) {
        try (plain;
                Socket connection = now instanceof BeforeTls ? plain : layered(plain)) {
            if (!(now instanceof AtOnce)) {
                readRequest(connection);
            }
            now.serve(connection);
            if (plain.getSoLinger() == 0) {
                // Below TLS, which would say goodbye first.
                plain.close();
            }
        } catch (IOException | InterruptedException left) {
            // The client may go at any time.
        } finally {
            seen.add(List.of());
        }
    }

    private Socket layered(Socket plain) throws IOException {
        if (tls == null) {
            return plain;
        }
        SSLSocket socket = (SSLSocket) tls.getSocketFactory().createSocket(plain, ADDRESS, plain.getPort(), true);
        socket.setUseClientMode(false);
        socket.setNeedClientAuth(needsClientCertificates);
        if (tlsVersion != null) {
            socket.setEnabledProtocols(new String[] {tlsVersion});
        }
        socket.startHandshake();
        return socket;
    }

    private static void start(Runnable task) {
        Thread thread = new Thread(task, "scripted-server");
        thread.setDaemon(true);
        thread.start();
    }
}
