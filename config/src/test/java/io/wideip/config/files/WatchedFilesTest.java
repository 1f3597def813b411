package io.wideip.config.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wideip.config.files.FileReading.Bad;
import io.wideip.config.files.FileReading.Good;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Polls by hand. The files are one text: what begins with "bad" is a fault. */
final class WatchedFilesTest {
    private final Text text = new Text();
    private final WatchedFiles<String, String> files = new WatchedFiles<>(text);

    @BeforeEach
    void readFirst() {
        assertThat(files.first()).isEqualTo(new Good<>("one"));
        assertThat(text.heard).as("the first reading is returned, not told").isEmpty();
    }

    @Test
    void aChangeIsTakenOnceItLiesStill() {
        text.now = "tw";
        files.poll();
        text.now = "two";
        files.poll();
        assertThat(files.value()).isEqualTo("one");
        files.poll();
        files.poll();
        assertThat(text.heard).containsExactly("accepted two");
        assertThat(files.value()).isEqualTo("two");
        assertThat(files.accepted()).isEqualTo(2);
    }

    @Test
    void whatNeverLiesStillIsTakenAllTheSame() {
        for (int poll = 1; poll <= 25; poll++) {
            text.now = "n" + poll;
            files.poll();
        }
        assertThat(text.heard).containsExactly("accepted n10", "accepted n20");
    }

    @Test
    void whatChangesUnderTheReadingIsNotTaken() {
        text.now = "two";
        files.poll();
        text.afterReading = "three";
        files.poll();
        assertThat(text.heard).isEmpty();
        files.poll();
        assertThat(text.heard).containsExactly("accepted three");
    }

    /** Another state came and went while the files were read: what was read may be half of it. */
    @Test
    void whatChangesUnderTheReadingAndBackIsReadAgain() {
        text.now = "two";
        files.poll();
        text.afterReading = "three";
        files.poll();
        text.now = "two";
        files.poll();
        files.poll();
        assertThat(text.heard).containsExactly("accepted two");
    }

    @Test
    void aFaultKeepsTheLastValueAndIsToldOnce() {
        change("bad");
        change("bad but of another size");
        assertThat(text.heard).containsExactly("refused bad");
        assertThat(files.refused()).isEqualTo(2);
        assertThat(files.value()).isEqualTo("one");
        assertThat(files.fault()).isEqualTo("bad");

        change("one");
        assertThat(text.heard).as("its end is told, too").hasSize(2).endsWith("accepted one");
        assertThat(files.fault()).isNull();
    }

    @Test
    void aFirstReadingWithAFaultLeavesNoValue() {
        text.now = "bad";
        WatchedFiles<String, String> none = new WatchedFiles<>(text);
        assertThat(none.first()).isEqualTo(new Bad<>("bad"));
        assertThat(none.value()).isNull();
        assertThat(none.refused()).isEqualTo(1);
    }

    @Test
    void anEqualValueCountsAndIsNotTold() {
        change("one ");
        assertThat(text.heard).isEmpty();
        assertThat(files.accepted()).isEqualTo(2);
    }

    @Test
    void aReloadDoesNotWait() {
        text.now = "two";
        assertThat(files.reload()).isEqualTo(new Good<>("two"));
        files.poll();
        files.poll();
        assertThat(text.heard).containsExactly("accepted two");
        assertThat(files.accepted()).as("nothing new is left to read").isEqualTo(2);
    }

    @Test
    void attemptsComeAfterLongerAndLongerPauses() {
        text.throwing = true;
        text.now = "two";
        assertThat(attempts(249)).containsExactly(1, 2, 4, 8, 16, 32, 64, 124, 184, 244);
        assertThat(text.heard).filteredOn(each -> each.startsWith("refused")).containsExactly("refused as thrown");

        text.now = "three";
        assertThat(attempts(10)).as("another state is no failed one").containsExactly(1, 2, 4, 8);
    }

    @Test
    void anAttemptIsOwedThoughAnotherStateCameBetween() {
        text.throwing = true;
        change("two");
        text.throwing = false;
        text.now = "three";
        files.poll();
        change("two");
        assertThat(files.value()).isEqualTo("two");
    }

    @Test
    void whatThrowsWhileItIsReadIsTriedAgainAfterAPause() {
        text.throwingAtRead = true;
        text.now = "two";
        assertThat(attempts(10)).containsExactly(1, 2, 4, 8);
        assertThat(text.heard).containsExactly("refused as thrown");
        assertThat(files.value()).isEqualTo("one");
    }

    @Test
    void whatThrowsWhileItIsLookedAtIsToldOnceAndTheWatchGoesOn() {
        text.throwingAtLook = true;
        files.poll();
        files.poll();
        assertThat(text.heard).containsExactly("refused as thrown");
        text.throwingAtLook = false;
        change("two");
        assertThat(files.value()).isEqualTo("two");
    }

    @Test
    void aFirstLookThatThrowsIsTheCallersMatter() {
        text.throwingAtLook = true;
        WatchedFiles<String, String> none = new WatchedFiles<>(text);
        assertThatThrownBy(none::first).isInstanceOf(LinkageError.class);
    }

    @Test
    void nothingIsHeardAfterTheEnd() {
        files.close();
        change("two");
        files.reload();
        text.now = "bad";
        files.reload();
        assertThat(text.heard).isEmpty();
    }

    private void change(String now) {
        text.now = now;
        files.poll();
        files.poll();
    }

    /** Which of so many polls, from 0, refused something. */
    private List<Integer> attempts(int polls) {
        List<Integer> attempts = new ArrayList<>();
        for (int poll = 0; poll < polls; poll++) {
            long before = files.refused();
            files.poll();
            if (files.refused() > before) {
                attempts.add(poll);
            }
        }
        return attempts;
    }

    private static final class Text implements FileUse<String, String> {
        final List<String> heard = new ArrayList<>();
        String now = "one";

        @Nullable
        String afterReading;

        boolean throwing;
        boolean throwingAtRead;
        boolean throwingAtLook;

        @Override
        public Object look() {
            throwIf(throwingAtLook);
            return now;
        }

        @Override
        public FileReading<String, String> read(Runnable whenRead) {
            throwIf(throwingAtRead);
            String read = now;
            if (afterReading != null) {
                now = afterReading;
                afterReading = null;
            }
            whenRead.run();
            return read.startsWith("bad") ? new Bad<>("bad") : new Good<>(read.strip());
        }

        @Override
        public void accepted(String value) {
            throwIf(throwing);
            heard.add("accepted " + value);
        }

        @Override
        public void refused(String fault, @Nullable Throwable thrown) {
            heard.add("refused " + (thrown == null ? fault : "as thrown"));
        }

        @Override
        public String fault(Throwable thrown) {
            return thrown.toString();
        }

        private static void throwIf(boolean throwing) {
            if (throwing) {
                throw new LinkageError("thrown by the test");
            }
        }
    }
}
