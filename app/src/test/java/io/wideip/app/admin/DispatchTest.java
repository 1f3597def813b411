package io.wideip.app.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.socket.nio.NioDomainSocketChannel;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpVersion;
import io.wideip.app.admin.Pages.Page;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class DispatchTest {
    /** As by Ctrl-C while a command waits: nobody can be told who it was, and no defect is logged. */
    @Test
    void nothingIsDoneForWhoHasLeft() {
        AtomicInteger done = new AtomicInteger();
        Service.Action action = new Service.Action() {
            @Override
            public Role role() {
                return Role.OPERATE;
            }

            @Override
            public int longestBody() {
                return 0;
            }

            @Override
            public Page run(Service.ServiceRequest request) {
                done.incrementAndGet();
                return Page.text(200, "");
            }
        };
        NioDomainSocketChannel left = new NioDomainSocketChannel();
        left.unsafe().closeForcibly();
        Dispatch dispatch = new Dispatch(Pages.of("Test", Map.of()), Service.NONE, new Access(List::of));
        Page page = dispatch.run(
                new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.POST, "/api/v1/drains"),
                left,
                action,
                new byte[0]);
        assertThat(page.status()).isEqualTo(500);
        assertThat(page.body()).contains("the connection is closed");
        assertThat(done).hasValue(0);
    }
}
