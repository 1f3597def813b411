package io.wideip.app.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wideip.config.state.StateDirectory;
import io.wideip.dns.change.AnswersChange;
import io.wideip.dns.change.ChangeCause;
import io.wideip.dns.change.ChangeKeys;
import io.wideip.dns.change.ChangeKeys.Match;
import io.wideip.dns.change.ChangeKeys.WideIpKeys;
import io.wideip.dns.change.ChangedGroup;
import io.wideip.dns.change.ChangedGroup.Trend;
import io.wideip.dns.change.ChangedName;
import io.wideip.dns.change.ServedBy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
final class JournalIT {
    private static final Instant NOW = Instant.parse("2026-11-28T19:00:00Z");
    private static final ChangeCause DOWN = new ChangeCause(
            ChangeCause.Kind.VERDICT, "VIP ltm-east in datacenter east is down: \"refused\"", "east", "ltm-east");

    @TempDir
    Path directory;

    @Test
    void isKeptOverARestartAndIdsGoOn() {
        Journal first = journal();
        first.changed(change(7));
        first.close();
        List<JournalEntry> before = first.all();
        assertThat(before).hasSize(2);

        // The clock stands still, and even went back.
        Journal second = new Journal(() -> NOW.minusSeconds(60));
        second.remember(StateDirectory.at(directory));
        List<JournalEntry> after = second.all();
        second.close();

        assertThat(after).hasSize(3);
        assertThat(after.get(1)).usingRecursiveComparison().isEqualTo(before.get(1));
        assertThat(after.get(2).id()).isGreaterThan(after.get(1).id());
        assertThat(after.get(2).change().kind()).isEqualTo(ChangeCause.Kind.START);
    }

    @Test
    void isBoundedInEntriesAndInOctets() {
        Journal journal = new Journal(() -> NOW);
        for (int i = 0; i < 10_100; i++) {
            journal.changed(change(i));
        }
        assertThat(journal.all()).hasSize(10_000);
        long[] keys = new long[4_096];
        for (int i = 0; i < 1_000; i++) {
            journal.changed(change(new ChangeKeys(keys, new long[0], true, 0)));
        }
        assertThat(journal.all()).hasSizeBetween(400, 550);
        assertThat(journal.count(ChangeCause.Kind.VERDICT)).isEqualTo(11_100);
    }

    @Test
    void aDamagedFileIsSetAsideAndTheJournalGoesOn() throws IOException {
        Journal first = journal();
        first.changed(change(7));
        first.close();
        Path file = directory.resolve("journal");
        Files.writeString(file, Files.readString(file).replace("ltm-east", "ltm-west"));

        Journal second = journal();
        second.changed(change(8));
        second.close();
        assertThat(second.all())
                .extracting(each -> each.change().kind())
                .containsExactly(ChangeCause.Kind.START, ChangeCause.Kind.START, ChangeCause.Kind.VERDICT);
        assertThat(directory.resolve("journal.refused")).exists();
        assertThat(journal().all()).hasSize(4);
    }

    /** A disk that can't be written costs only the journal, and all is there once it can be. */
    @Test
    void whatCanNotBeSavedIsSavedLater() throws IOException {
        Path missing = directory.resolve("state");
        Files.createFile(missing);
        Journal journal = new Journal(() -> NOW);
        journal.remember(StateDirectory.at(missing));
        journal.changed(change(7));
        assertThat(journal.all()).hasSize(2);

        Files.delete(missing);
        journal.changed(change(8));
        await().until(() -> Files.exists(missing.resolve("journal")));
        journal.close();
        Journal again = new Journal(() -> NOW);
        again.remember(StateDirectory.at(missing));
        again.close();
        assertThat(again.all()).hasSize(4);
    }

    @Test
    void theHistoryOfANameIsCertainSinceTheStart() {
        Journal journal = journal();
        journal.changed(change(7));
        journal.changed(change(8));
        journal.close();
        WideIpHistory history = WideIpHistory.of(journal.all(), new WideIpKeys(7, 70), Instant.MIN);
        assertThat(history.found()).extracting(WideIpHistory.Found::match).containsExactly(Match.YES, Match.NO);
        assertThat(history.certainSince()).isEqualTo(NOW);
        assertThat(history.last()).isNotNull();
        assertThat(WideIpHistory.of(journal.all(), new WideIpKeys(9, 90), Instant.MIN)
                        .last())
                .isNull();
        assertThat(WideIpHistory.of(journal.all(), new WideIpKeys(7, 70), NOW.plusSeconds(1))
                        .found())
                .isEmpty();
    }

    private Journal journal() {
        Journal journal = new Journal(() -> NOW);
        journal.remember(StateDirectory.at(directory));
        return journal;
    }

    private static AnswersChange change(long name) {
        return change(new ChangeKeys(new long[] {name}, new long[0], true, Long.MIN_VALUE));
    }

    private static AnswersChange change(ChangeKeys keys) {
        ServedBy east = new ServedBy(List.of("east"), List.of("ltm-east"));
        ServedBy west = new ServedBy(List.of("west"), List.of("ltm-west"));
        List<ChangedName> names = List.of(new ChangedName("shop.apps.example.com", "east/shop/web"));
        return new AnswersChange(
                0, List.of(DOWN), 0, List.of(new ChangedGroup(1, east, west, Trend.WORSE, true, names, keys)), 0);
    }
}
