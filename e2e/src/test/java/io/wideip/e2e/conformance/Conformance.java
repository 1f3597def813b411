package io.wideip.e2e.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The table of one RFC, whose number the class bears, and each row of it asked by each of its transports. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith(RunningServer.class)
abstract class Conformance {
    abstract List<Row> rows();

    /** A row by one transport; its text is the test's name. */
    record Asked(String rfc, Row row, Transport by) {
        @Override
        public String toString() {
            return rfc + " section " + row.section() + ", by " + by + ": " + row.what();
        }
    }

    final String rfc() {
        return getClass().getSimpleName().replaceFirst("Rfc(\\d+)IT", "RFC $1");
    }

    final List<Asked> asked() {
        return rows().stream()
                .flatMap(row -> row.transports().stream().map(by -> new Asked(rfc(), row, by)))
                .toList();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("asked")
    final void holds(Asked asked, Server server) throws IOException {
        try {
            asked.row().check().run(server, asked.by());
        } catch (AssertionError e) {
            throw new AssertionError(asked + "\n" + e.getMessage(), e);
        }
    }

    @AfterAll
    final void nothingWentWrongInside(Server server) throws IOException {
        assertThat(server.faults()).as(rfc() + ": what the server has logged").isEmpty();
    }
}
