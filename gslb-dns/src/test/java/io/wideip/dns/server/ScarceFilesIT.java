package io.wideip.dns.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A process that may open few files: every socket is one. See {@link ScarceFiles}, which runs in it. */
@EnabledOnOs(OS.LINUX)
@Timeout(60)
@Tag("slow")
final class ScarceFilesIT {
    private static final String FEW = "ulimit -n 256";

    @ParameterizedTest
    @EnumSource
    void theStartSaysWhichSocketWasMissingAndKeepsNothing(SocketApi socketApi) throws Exception {
        List<String> printed = ChildProcess.run(FEW, ScarceFiles.class, "start", socketApi.name());
        for (String protocol : List.of("TCP", "UDP")) {
            assertThat(printed)
                    .anySatisfy(line -> assertThat(line)
                            .startsWith("can't open a socket for DNS on 127.0.0.1 port ")
                            .contains(" (" + protocol + "): ", "Too many open files")
                            .endsWith("; raise the limit of open files (LimitNOFILE in systemd, ulimit -n in a shell),"
                                    + " or have fewer addresses in server.dns.listen"));
        }
        assertThat(printed).contains("nothing is kept");
    }

    @Test
    void anAddressThatGotNoSocketGetsItWhenItIsAskedAgain() throws Exception {
        assertThat(ChildProcess.run(FEW, ScarceFiles.class, "wildcard"))
                .containsSubsequence("silent", "silent", "silent", "answered", "closed");
    }
}
