package io.wideip.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.wideip.app.client.ServerAddress;
import io.wideip.app.client.ServerReply;
import io.wideip.app.json.JsonMapping;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ServerRepliesTest {
    record Result(String version, boolean ready) {}

    private static final Result RESULT = new Result("1", false);

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    /** Servers that say the same are named together; the exit code is that of the worst. */
    @Test
    void repliesArePrintedTogether() {
        List<ServerAddress> at = ServerAddress.of(List.of("unix:/a", "unix:/b", "unix:/c", "unix:/d"), Map.of());
        ServerReplies<Result> replies = new ServerReplies<>(List.of(
                new ServerReply.Answered<>(at.get(0), RESULT, JsonMapping.tree(RESULT)),
                new ServerReply.Refused<>(at.get(1), "mayNot", "no"),
                new ServerReply.Answered<>(at.get(2), RESULT, JsonMapping.tree(RESULT)),
                new ServerReply.Unreached<>(at.get(3), "gone")));

        int code = replies.print(Output.TEXT, new PrintWriter(out), new PrintWriter(err), status -> "same\n");
        assertThat(code).isEqualTo(4);
        assertThat(out).hasToString("unix:/a, unix:/c:\nsame\n");
        assertThat(err.toString().lines()).containsExactly("unix:/b refuses: no", "unix:/d is not reached: gone");

        out.getBuffer().setLength(0);
        replies.print(Output.JSON, new PrintWriter(out), new PrintWriter(err), result -> "");
        assertThat(out.toString().replaceAll("\\s", ""))
                .startsWith("{\"servers\":[{\"at\":\"unix:/a\",\"result\":{\"version\":\"1\",\"ready\":false}}")
                .contains("{\"at\":\"unix:/b\",\"error\":{\"code\":\"mayNot\",\"message\":\"no\"}}")
                .endsWith("{\"at\":\"unix:/d\",\"error\":{\"code\":\"unreached\",\"message\":\"gone\"}}]}");
    }
}
