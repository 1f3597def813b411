package io.wideip.dns.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.embedded.EmbeddedChannel;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

final class WildcardHandlerTest {
    @Test
    void aReadThatFailsIsNotTriedAgainAtOnce() {
        EmbeddedChannel channel = new EmbeddedChannel(new WildcardHandler(asked -> List.of(), TestClients.LOOPBACK));
        channel.pipeline().fireExceptionCaught(new IOException("Cannot allocate memory"));
        assertThat(channel.config().isAutoRead()).isFalse();
    }
}
