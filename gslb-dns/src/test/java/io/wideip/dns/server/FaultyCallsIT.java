package io.wideip.dns.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * A process whose system calls for datagrams fail as they do where the system lacks memory, which a test can't bring about. A library
 * that is loaded before the C library has them fail. See {@link FaultyCalls}, which runs in that process.
 */
@EnabledOnOs(OS.LINUX)
@Timeout(60)
final class FaultyCallsIT {
    private static final String SOURCE = "faulty_calls.c";

    @TempDir
    private Path directory;

    @Test
    void answersOnceTheFaultsAreOver() throws Exception {
        assumeTrue(
                "true".equals(System.getenv("CI")) || ChildProcess.canPrepare(List.of(), "command -v cc"),
                "there is no C compiler: sudo apt-get install gcc libc6-dev");
        List<String> printed = ChildProcess.run(preload(), FaultyCalls.class);
        assertThat(printed)
                .containsSubsequence(
                        "answers while sends fail",
                        "loses nothing by sends that are cut short",
                        "loses nothing by receives that fail",
                        "rests while all sends fail",
                        "rests while all receives fail");
        assertThat(printed).filteredOn(line -> line.contains(" WARN ")).hasSizeLessThanOrEqualTo(1);
        assertThat(printed).noneMatch(line -> line.contains(" ERROR "));
    }

    /** Commands of a shell, after which what it starts has faulty calls. */
    private String preload() throws IOException {
        try (InputStream source = FaultyCalls.class.getResourceAsStream(SOURCE)) {
            Files.copy(Objects.requireNonNull(source), directory.resolve(SOURCE));
        }
        return """
                cd '%s'
                cc -Wall -Wextra -Werror -shared -fPIC -o faulty_calls.so %s -ldl
                head -c %d /dev/zero > plans
                export FAULTY_CALLS="$PWD/plans" LD_PRELOAD="$PWD/faulty_calls.so"
                """.formatted(directory, SOURCE, FaultPlan.FILE_LENGTH);
    }
}
