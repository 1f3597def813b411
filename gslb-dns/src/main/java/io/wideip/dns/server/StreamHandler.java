package io.wideip.dns.server;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.ssl.SslCloseCompletionEvent;
import io.wideip.dns.server.connection.Connection;
import io.wideip.dns.server.connection.Ending;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Answers the queries of one connection in their order (RFC 7766), in turns. A turn answers what one read brought with
 * one write, up to a ceiling; the rest waits for a later turn, so that no connection holds up its event loop. The next
 * turn begins when the client's side has taken all replies of the last one. Until then nothing is read, not even the
 * end of the client's side: a client that has no more questions still gets its answers.
 */
final class StreamHandler extends ChannelInboundHandlerAdapter {
    /** Octets of replies after which a turn ends. */
    private static final int TURN = 16_384;

    private final BufferedResponder buffered;
    private final Connection connection;
    private final Framing framing = new Framing();
    /** What was read and is not worked on yet. */
    private final Deque<ByteBuf> input = new ArrayDeque<>();

    private int inputCapacity;

    /** Replies are not taken, or a later turn is due. */
    private boolean paused;

    /** This wake-up of the event loop has had its turn. */
    private boolean hadTurn;

    private boolean clientHasEnded;

    StreamHandler(BufferedResponder buffered, Connection connection) {
        this.buffered = buffered;
        this.connection = connection;
    }

    /**
     * TLS may give more than one at a time. So does a socket whose client has reset it: Netty then reads all that the system holds,
     * whatever autoRead says, which may be megabytes.
     */
    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        ByteBuf read = (ByteBuf) message;
        if (!context.channel().isActive()) {
            read.release();
            return;
        }
        input.addLast(read);
        inputCapacity += read.capacity();
        if (paused) {
            connection.holding(kept());
        } else if (hadTurn) {
            turnLater(context);
        } else {
            hadTurn = true;
            turn(context);
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        hadTurn = false;
        context.fireChannelReadComplete();
    }

    private void turn(ChannelHandlerContext context) {
        ByteBuf replies = null;
        int messages = 0;
        for (ByteBuf first = input.peekFirst();
                first != null && (replies == null || replies.readableBytes() < TURN);
                first = input.peekFirst()) {
            int length = framing.next(first, buffered.query);
            if (length == Framing.NONE) {
                dropFirst();
                continue;
            }
            messages++;
            int reply = respond(length, replies);
            if (reply == 0) {
                endAfter(context, replies);
                return;
            }
            if (replies == null) {
                replies = context.alloc().directBuffer(first.isReadable() ? TURN : reply + 2);
            }
            replies.writeShort(reply).writeBytes(buffered.reply, 0, reply);
            if (!first.isReadable()) {
                dropFirst();
            }
        }
        if (replies == null) {
            rest(context, messages);
            return;
        }
        int octets = replies.readableBytes();
        ChannelFuture written = context.writeAndFlush(replies);
        if (written.isDone()) {
            taken(context, written, messages);
        } else {
            pause(context);
            connection.busy(octets + kept());
            int answered = messages;
            written.addListener(done -> taken(context, written, answered));
        }
    }

    /** @param before replies of this turn, which go with the connection where a defect ends it */
    private int respond(int length, @Nullable ByteBuf before) {
        buffered.client.set(connection.client());
        try {
            return buffered.responder.respond(buffered.query, length, buffered.client, buffered.reply);
        } catch (RuntimeException | Error defect) {
            if (before != null) {
                before.release();
            }
            throw defect;
        }
    }

    /** The replies of a turn are with the system, or never will be. */
    private void taken(ChannelHandlerContext context, ChannelFuture written, int messages) {
        if (!written.isSuccess()) {
            context.close();
        } else if (input.isEmpty()) {
            rest(context, messages);
        } else {
            turnLater(context);
        }
    }

    private void turnLater(ChannelHandlerContext context) {
        pause(context);
        connection.busy(kept());
        context.executor().execute(() -> resume(context));
    }

    private void resume(ChannelHandlerContext context) {
        if (!input.isEmpty() && context.channel().isActive()) {
            turn(context);
        }
    }

    /** All that has come is answered, but for the beginning of a message. */
    private void rest(ChannelHandlerContext context, int messages) {
        if (framing.held() == 0) {
            connection.idle();
        } else if (messages > 0 || !connection.isBusy()) {
            connection.busy(framing.held());
        } else {
            connection.holding(framing.held());
        }
        if (clientHasEnded) {
            context.close();
        } else if (paused) {
            paused = false;
            context.channel().config().setAutoRead(true);
        }
    }

    private void pause(ChannelHandlerContext context) {
        if (!paused) {
            paused = true;
            context.channel().config().setAutoRead(false);
        }
    }

    /** A message deserves no reply; what was asked before it has its replies. */
    private void endAfter(ChannelHandlerContext context, @Nullable ByteBuf replies) {
        connection.ending(Ending.GARBAGE);
        dropInput();
        pause(context);
        if (replies == null) {
            context.close();
        } else {
            connection.busy(replies.readableBytes());
            context.writeAndFlush(replies).addListener(done -> context.close());
        }
    }

    private int kept() {
        return framing.held() + inputCapacity;
    }

    private void dropFirst() {
        ByteBuf first = input.removeFirst();
        inputCapacity -= first.capacity();
        first.release();
    }

    private void dropInput() {
        while (!input.isEmpty()) {
            dropFirst();
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof SslCloseCompletionEvent) {
            clientHasEnded = true;
            if (!paused) {
                context.close();
            }
        }
        context.fireUserEventTriggered(event);
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        dropInput();
    }

    /** Reset, a fault of TLS, no memory: the connection ends. */
    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        connection.failed(cause);
        context.close();
    }
}
