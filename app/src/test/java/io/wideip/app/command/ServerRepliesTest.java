package io.wideip.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.NullNode;
import io.wideip.app.client.ServerAddress;
import io.wideip.app.client.ServerReply;
import java.io.ByteArrayOutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ServerRepliesTest {
    private final ByteArrayOutputStream terminal = new ByteArrayOutputStream();
    private final PrintWriter out = writer();
    private final PrintWriter err = writer();

    @Test
    void whatOneServerSaysIsOutWhenItIsPrinted() {
        new ServerReplies<>(List.of(said("unix:/a"))).printText(out, err, text -> text);

        assertThat(terminal).hasToString("ready\n");
    }

    @Test
    void failuresAreToldAfterWhatIsSaid() {
        ServerReply<String> unreached = new ServerReply.Unreached<>(address("unix:/b"), "no answer in time");

        new ServerReplies<>(List.of(unreached, said("unix:/a"))).printText(out, err, text -> text);

        assertThat(terminal).hasToString("unix:/a:\nready\nunix:/b is not reached: no answer in time\n");
    }

    private static ServerReply<String> said(String at) {
        return new ServerReply.Answered<>(address(at), "ready\n", NullNode.getInstance());
    }

    private static ServerAddress address(String at) {
        return ServerAddress.of(List.of(at), Map.of()).get(0);
    }

    /** As the program writes to its standard streams. */
    private PrintWriter writer() {
        return new PrintWriter(terminal, true, StandardCharsets.UTF_8);
    }
}
