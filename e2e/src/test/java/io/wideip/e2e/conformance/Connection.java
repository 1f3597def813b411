package io.wideip.e2e.conformance;

import static io.wideip.e2e.conformance.Octets.join;
import static io.wideip.e2e.conformance.Octets.u16;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import org.jspecify.annotations.Nullable;

/** A TCP or TLS connection on which messages follow a length of two octets (RFC 1035 section 4.2.2). */
final class Connection implements AutoCloseable {
    private final Socket socket;
    private final DataInputStream in;

    Connection(Socket socket) throws IOException {
        this.socket = socket;
        in = new DataInputStream(socket.getInputStream());
    }

    static byte[] framed(byte[] message) {
        return join(u16(message.length), message);
    }

    Connection send(byte[]... messages) throws IOException {
        byte[] all = new byte[0];
        for (byte[] message : messages) {
            all = join(all, framed(message));
        }
        return sendRaw(all);
    }

    /** At once, in a segment if it fits in one. */
    Connection sendRaw(byte[] octets) throws IOException {
        socket.getOutputStream().write(octets);
        socket.getOutputStream().flush();
        return this;
    }

    /** The next message, or null where the server has ended the connection. */
    byte @Nullable [] receive() throws IOException {
        try {
            byte[] message = new byte[in.readUnsignedShort()];
            in.readFully(message);
            return message;
        } catch (EOFException | SocketException ended) {
            return null;
        }
    }

    /** Sends no more, and still reads. */
    Connection finish() throws IOException {
        socket.shutdownOutput();
        return this;
    }

    Socket socket() {
        return socket;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
