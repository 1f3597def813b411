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
import javax.net.ServerSocketFactory;
import javax.net.ssl.SSLServerSocket;

/** A server on a loopback address that reads each request and then does to the connection what a test says. */
final class ScriptedServer implements Closeable {
    @FunctionalInterface
    interface Script {
        void serve(Socket connection) throws IOException, InterruptedException;
    }

    /** For scripts that begin before the request has been read. */
    @FunctionalInterface
    interface AtOnce extends Script {}

    /** Takes the connection and says nothing until the client leaves. */
    static final AtOnce SILENT = connection -> {
        while (connection.getInputStream().read() >= 0) {
            // Whatever the client says stays unanswered.
        }
    };

    /** Takes the first byte and resets the connection. */
    static final AtOnce RESETTING = connection -> {
        connection.getInputStream().read();
        connection.setSoLinger(true, 0);
    };

    /** Speaks first. */
    static AtOnce greeting(String text) {
        return connection -> {
            write(connection, text);
            SILENT.serve(connection);
        };
    }

    /** The lines of each request's head, and an empty list for a connection that ended. */
    final BlockingQueue<List<String>> seen = new LinkedBlockingQueue<>();

    private final ServerSocket listener;
    private final Script script;

    ScriptedServer(ServerSocketFactory sockets, Script script) {
        try {
            listener = sockets.createServerSocket(0, 50, InetAddress.getByName("127.0.0.3"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        this.script = script;
        start(this::accept);
    }

    /** Answers each request with the text. */
    static ScriptedServer answering(ServerSocketFactory sockets, String answer) {
        return new ScriptedServer(sockets, connection -> write(connection, answer));
    }

    static void write(Socket connection, String text) throws IOException {
        connection.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        connection.getOutputStream().flush();
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

    void needClientCertificates() {
        ((SSLServerSocket) listener).setNeedClientAuth(true);
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
                start(() -> serve(connection));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            if (!(script instanceof AtOnce)) {
                readRequest(connection);
            }
            script.serve(connection);
        } catch (IOException | InterruptedException left) {
            // The client may go at any time.
        } finally {
            seen.add(List.of());
        }
    }

    private static void start(Runnable task) {
        Thread thread = new Thread(task, "scripted-server");
        thread.setDaemon(true);
        thread.start();
    }
}
