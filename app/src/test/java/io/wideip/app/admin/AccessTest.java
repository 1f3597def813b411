package io.wideip.app.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.wideip.app.admin.Pages.Page;
import java.util.List;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Those who come from another machine: an embedded channel has no address of this one. */
final class AccessTest {
    private static final Service.Action READS = new Service.Action() {
        @Override
        public Role role() {
            return Role.READ;
        }

        @Override
        public int longestBody() {
            return 0;
        }

        @Override
        public Page run(Service.ServiceRequest request) {
            return Page.text(200, "");
        }
    };

    private final HttpRequest request = new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, "/api/v1/status");

    @Test
    void needTlsAndThenAToken() throws SSLException {
        request.headers().set("Host", "192.0.2.1");
        EmbeddedChannel clear = new EmbeddedChannel();
        assertThat(status(clear)).isEqualTo(403);
        SslHandler tls = SslContextBuilder.forClient().build().newHandler(clear.alloc());
        EmbeddedChannel encrypted = new EmbeddedChannel(tls);
        assertThat(status(encrypted)).isEqualTo(401);
        request.headers().set("Authorization", "Basic eDp5");
        assertThat(status(clear)).isEqualTo(403);
        assertThat(status(encrypted)).isEqualTo(401);
        encrypted.close();
    }

    private int status(EmbeddedChannel channel) {
        @Nullable Page refusal = new Access(List::of).refusal(request, channel, READS);
        return refusal == null ? 0 : refusal.status();
    }
}
