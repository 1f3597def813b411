package io.wideip.app;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.wideip.config.WarningCode;
import io.wideip.config.catalog.Warning;
import io.wideip.config.section.Place;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

final class CatalogWarningsTest {
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
    private final Logger logger = (Logger) LoggerFactory.getLogger("serve");
    private final CatalogWarnings warnings = new CatalogWarnings();

    @BeforeEach
    void listen() {
        lines.start();
        logger.addAppender(lines);
    }

    @AfterEach
    void stop() {
        logger.detachAppender(lines);
    }

    @Test
    void onlyWhatIsNewIsToldAndAllIsCounted() {
        warnings.tell(List.of(warning(1)));
        warnings.tell(List.of(warning(1), warning(2)));

        assertThat(lines.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .containsExactly("a.yaml:1:1: no use (unused)", "a.yaml:2:1: no use (unused)");
        assertThat(warnings.get()).hasSize(2);
        warnings.tell(List.of());
        assertThat(warnings.get()).isEmpty();
    }

    @Test
    void fiveHaveALine() {
        warnings.tell(IntStream.rangeClosed(1, 12)
                .mapToObj(CatalogWarningsTest::warning)
                .toList());

        assertThat(lines.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .hasSize(6)
                .last()
                .isEqualTo("and 7 more warnings: 'wideip check' lists them");
    }

    private static Warning warning(int line) {
        return new Warning(WarningCode.UNUSED, new Place("a.yaml", line, 1), "no use");
    }
}
