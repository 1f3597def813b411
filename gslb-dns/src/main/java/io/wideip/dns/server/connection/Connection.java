package io.wideip.dns.server.connection;

import io.netty.channel.Channel;
import io.netty.channel.ChannelException;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.handler.codec.CodecException;
import io.wideip.dns.defect.Defects;
import java.io.IOException;
import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/**
 * One connection's place among the others. At the end of each turn its handler says how it stands. The rest follows
 * from that: its deadlines, and which connection goes first when places are short. Belongs to its event loop.
 */
public final class Connection {
    private final LoopConnections loop;
    private final Channel channel;
    private final @Nullable Long clientKey;
    private InetAddress client;
    private int held;
    private int arriving;

    private boolean over;
    private Ending ending = Ending.CLIENT;

    @Nullable
    Connection before;

    @Nullable
    Connection behind;

    /** Both are read by other event loops, which look for the one that goes first. */
    private volatile long since;

    private volatile ConnectionState state = ConnectionState.FRESH;

    Connection(LoopConnections loop, Channel channel, InetAddress client, @Nullable Long clientKey, long now) {
        this.loop = loop;
        this.channel = channel;
        this.client = client;
        this.clientKey = clientKey;
        since = now;
    }

    /** The client whose questions are answered: the peer, or the one that its PROXY header names. */
    public InetAddress client() {
        return client;
    }

    /** The same for all connections of one client: an IPv4 address, or a network of IPv6. */
    public long clientNumber() {
        return ClientKey.of(client);
    }

    /** What the PROXY header says. */
    public void client(InetAddress client) {
        this.client = client;
    }

    /** Nothing is under way. The time that it may stay so begins anew. */
    public void idle() {
        if (!over) {
            loop.move(this, ConnectionState.IDLE, 0);
        }
    }

    /**
     * Something is under way that has its time: a message that has come in part, a reply that is not read, a PROXY header. The time
     * begins anew, so this is said once for each of them; see {@link #holding}.
     *
     * @param octets kept in memory for it
     */
    public void busy(int octets) {
        if (!over) {
            loop.move(this, ConnectionState.BUSY, octets);
        }
    }

    /** True between {@link #busy} and the next {@link #idle}. */
    public boolean isBusy() {
        return state == ConnectionState.BUSY;
    }

    /** Its deadline stays, and what is kept in memory for it has changed. */
    public void holding(int octets) {
        if (!over) {
            loop.hold(this, octets);
        }
    }

    /**
     * Something has come that the handler can't see yet: part of a TLS record or of an HTTP/2 frame. Much of that makes
     * an idle connection {@link #busy}, until the handler says how it stands.
     *
     * @param octets that may be kept in memory of this, besides those that the handler keeps
     */
    public void arriving(int octets) {
        if (!over) {
            loop.arriving(this, octets);
        }
    }

    /** Closes it. Where the client is the reason, what it has not read by now is lost. */
    public void end(Ending reason) {
        if (over) {
            return;
        }
        ending(reason);
        loop.leave(this);
        ChannelHandlerContext first = channel.pipeline().firstContext();
        if (isBusy() && first != null) {
            resetOnClose();
            // Past TLS and HTTP/2, which would wait for such a client to read their good-byes.
            first.close();
        } else {
            channel.close();
        }
    }

    /** Else the system would keep for minutes what this client does not read. */
    public void resetOnClose() {
        try {
            channel.config().setOption(ChannelOption.SO_LINGER, 0);
        } catch (ChannelException e) {
            // Some systems refuse that where the client has gone. It must not end the sweep that ends connections.
        }
    }

    /** The reason that is counted when the handler closes it. */
    public void ending(Ending reason) {
        if (ending == Ending.CLIENT) {
            ending = reason;
        }
    }

    /** As {@link #ending}, for an exception that the handler has caught. A defect is logged. */
    public void failed(Throwable cause) {
        Defects.tell(cause);
        if (cause instanceof IOException) {
            ending(Ending.CLIENT);
        } else {
            ending(cause instanceof CodecException ? Ending.GARBAGE : Ending.FAILURE);
        }
    }

    /** The channel is closed, for whatever reason. */
    void closed() {
        loop.leave(this);
    }

    void enter(ConnectionState state, long now) {
        this.state = state;
        since = now;
    }

    ConnectionState state() {
        return state;
    }

    long since() {
        return since;
    }

    LoopConnections loop() {
        return loop;
    }

    @Nullable
    Long clientKey() {
        return clientKey;
    }

    Ending ending() {
        return ending;
    }

    int held() {
        return held;
    }

    void held(int octets) {
        held = octets;
    }

    int arriving() {
        return arriving;
    }

    void atArriving(int octets) {
        arriving = octets;
    }

    boolean isOver() {
        return over;
    }

    void over() {
        over = true;
    }
}
