package io.wideip.app.journal;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.wideip.dns.change.AnswersChange;
import io.wideip.dns.change.ChangeCause;
import io.wideip.dns.change.ChangeKeys;
import io.wideip.dns.change.ChangedGroup;
import io.wideip.dns.change.ChangedGroup.Trend;
import io.wideip.dns.change.ChangedName;
import io.wideip.dns.change.ServedBy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

final class ChangeLogTest {
    private static final ServedBy BOTH = new ServedBy(List.of("east", "west"), List.of("e", "w"));
    private static final ServedBy WEST = new ServedBy(List.of("west"), List.of("w"));
    private static final ChangeCause EAST_DOWN =
            new ChangeCause(ChangeCause.Kind.VERDICT, "VIP e in datacenter east is down: refused", "east", "e");

    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
    private final Logger logger = (Logger) LoggerFactory.getLogger("answers");
    private final List<Runnable> waiting = new ArrayList<>();
    private long now;
    private final ChangeLog log = new ChangeLog(() -> now, waiting::add);

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
    void aChangeForTheWorseIsAWarningWithCauseNamesAndBothSides() {
        log.changed(change(EAST_DOWN, group(Trend.WORSE, false, 7)));

        assertThat(told())
                .containsExactly(
                        "WARN VIP e in datacenter east is down: refused; 7 wide IPs changed from east, west to west:"
                                + " w0, w1, w2, w3, w4 and 2 more");
        assertThat(lines.list.get(0).getKeyValuePairs())
                .extracting(pair -> pair.key + "=" + pair.value)
                .containsExactly(
                        "datacenter=east",
                        "vip=e",
                        "wideIps=7",
                        "names=[w0, w1, w2, w3, w4]",
                        "before=[east, west]",
                        "after=[west]",
                        "reason=VIP e in datacenter east is down: refused");
    }

    @Test
    void aChangeForTheBetterIsNoWarning() {
        log.changed(change(EAST_DOWN, group(Trend.BETTER, false, 1)));

        assertThat(told())
                .containsExactly(
                        "INFO VIP e in datacenter east is down: refused; 1 wide IP changed from east, west to west: w0");
    }

    @Test
    void eachThatHasNobodyLeftIsNamedInAnErrorThoughItsAnswersAreTheSame() {
        log.changed(change(EAST_DOWN, group(Trend.UNCHANGED, true, 40)));

        assertThat(told())
                .singleElement()
                .satisfies(line -> assertThat(line)
                        .startsWith(
                                "ERROR nobody is left of 40 wide IPs (VIP e in datacenter east is down: refused): w0, w1, w10,")
                        .contains("w39"));
    }

    @Test
    void aChangeThatLeavesNobodyIsToldOnce() {
        log.changed(change(EAST_DOWN, group(Trend.WORSE, true, 1)));

        assertThat(told())
                .containsExactly("ERROR nobody is left of 1 wide IP (VIP e in datacenter east is down: refused): w0");
    }

    @Test
    void ofSeveralWaysThoseThatLeaveNobodyAreSaid() {
        log.changed(change(EAST_DOWN, group(Trend.WORSE, false, 1), group(Trend.WORSE, true, 1)));

        assertThat(told())
                .first()
                .asString()
                .contains("2 wide IPs changed, 1 from east, west to west; 1 from east, west to west, nobody left: w0");
    }

    @Test
    void whatComesTogetherHasALineForAllThatFollowTheFirst() {
        IntStream.range(0, 1_000).forEach(i -> log.changed(change(EAST_DOWN, group(Trend.WORSE, i % 100 == 0, 2))));
        assertThat(told()).hasSize(2);
        assertThat(waiting).hasSize(1);
        now += ChangeLog.TOGETHER.toNanos();
        waiting.remove(0).run();

        assertThat(told()).hasSize(4);
        assertThat(told().get(2)).startsWith("WARN VIP e in datacenter east is down: refused; 1996 wide IPs changed");
        assertThat(told().get(3)).startsWith("ERROR nobody is left of 18 wide IPs");

        log.changed(change(EAST_DOWN, group(Trend.WORSE, false, 1)));
        assertThat(told()).as("too early for lines of its own").hasSize(4);
        waiting.remove(0).run();
        now += ChangeLog.TOGETHER.plus(Duration.ofSeconds(1)).toNanos();
        log.changed(change(EAST_DOWN, group(Trend.WORSE, false, 1)));
        assertThat(told()).as("after some quiet").hasSize(6);
    }

    @Test
    void whatWaitsIsToldAtTheEndAndNotAgain() {
        IntStream.range(0, 3).forEach(i -> log.changed(change(EAST_DOWN, group(Trend.WORSE, false, 2))));
        assertThat(told()).hasSize(2);
        log.close();
        assertThat(told()).hasSize(3);
        waiting.remove(0).run();

        assertThat(told()).hasSize(3);
    }

    @Test
    void whatIsToldElsewhereOrChangesNothingHasNoLine() {
        log.changed(change(ChangeCause.YAML, group(Trend.ADDED, false, 3)));
        log.changed(new AnswersChange(0, List.of(ChangeCause.START), 0, List.of(), 0));
        log.changed(change(EAST_DOWN, group(Trend.UNCHANGED, false, 3)));

        assertThat(told()).isEmpty();
    }

    private List<String> told() {
        return lines.list.stream()
                .map(line -> line.getLevel() + " " + line.getFormattedMessage())
                .toList();
    }

    private static AnswersChange change(ChangeCause cause, ChangedGroup... groups) {
        return new AnswersChange(0, List.of(cause), 0, List.of(groups), 0);
    }

    private static ChangedGroup group(Trend trend, boolean hasNobody, int wideIps) {
        List<ChangedName> names = IntStream.range(0, wideIps)
                .mapToObj(i -> new ChangedName("w" + i, null))
                .toList();
        return new ChangedGroup(
                wideIps, BOTH, WEST, trend, hasNobody, names, new ChangeKeys(new long[0], new long[0], true, 0));
    }
}
