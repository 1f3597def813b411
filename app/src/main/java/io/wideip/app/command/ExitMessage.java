package io.wideip.app.command;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Arrays;

/**
 * What a command says on standard error before it ends. Where nobody reads that, it gives up after a while: a server
 * that could not start must end, so that its supervisor starts it anew. Not thread-safe.
 */
final class ExitMessage extends OutputStream {
    private final OutputStream to;
    private final Duration patience;
    private boolean givenUp;

    /** @param patience for one write */
    ExitMessage(OutputStream to, Duration patience) {
        this.to = to;
        this.patience = patience;
    }

    @Override
    public void write(int octet) {
        write(new byte[] {(byte) octet}, 0, 1);
    }

    @Override
    public void write(byte[] octets, int offset, int length) {
        if (givenUp) {
            return;
        }
        byte[] words = Arrays.copyOfRange(octets, offset, offset + length);
        Thread writing = new Thread(() -> writeAll(words), "exit-message");
        writing.setDaemon(true);
        writing.start();
        try {
            writing.join(patience.toMillis());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        givenUp = writing.isAlive();
    }

    private void writeAll(byte[] words) {
        try {
            to.write(words);
            to.flush();
        } catch (IOException closed) {
            // Nobody is there to be told.
        }
    }
}
