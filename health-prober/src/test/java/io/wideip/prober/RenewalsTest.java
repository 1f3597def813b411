package io.wideip.prober;

import static org.assertj.core.api.Assertions.assertThat;

import io.wideip.config.HealthCheck;
import io.wideip.config.SharedValues;
import io.wideip.config.standing.Target;
import io.wideip.config.standing.Verdict;
import io.wideip.prober.probe.FakeProbe;
import io.wideip.prober.probe.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RenewalsTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final HealthCheck LOOKING = check("looking", new FakeProbe("looks", Duration.ofDays(14)));
    private static final HealthCheck BLIND = check("blind", new FakeProbe("looks not"));

    private final List<String> told = new ArrayList<>();
    private final Renewals renewals = new Renewals(new Notifier((target, status) -> {}, new ProberListener() {
        @Override
        public void attempted(HealthCheck check, Outcome outcome, Duration took, Duration late) {}

        @Override
        public void changed(HealthCheck check, Verdict verdict) {}

        @Override
        public void toRenew(HealthCheck check, int targets) {
            told.add(check.name() + " " + targets);
        }
    }));

    @ParameterizedTest
    @CsvSource({"13, 1", "14, 0", "15, 0", "-3, 1"})
    void aCertificateIsToBeRenewedSoLongBeforeItsEnd(int days, int toRenew) {
        renewals.count(List.of(shown(LOOKING, days)), NOW);

        assertThat(told).containsExactly("looking " + toRenew);
    }

    @Test
    void onlyChangesAreTold() {
        Tracked late = shown(LOOKING, 3);
        Tracked good = shown(LOOKING, 90);
        renewals.count(List.of(late, good), NOW);
        renewals.count(List.of(late, good), NOW);
        judge(good, 5);
        renewals.count(List.of(late, good), NOW);
        judge(late, 80);
        judge(good, 80);
        renewals.count(List.of(late, good), NOW);

        assertThat(told).containsExactly("looking 1", "looking 2", "looking 0");
    }

    @Test
    void nothingIsToldWhereNobodyLooksOrNothingWasSeen() {
        renewals.count(List.of(shown(BLIND, 1), new Tracked(target(LOOKING), "east", 0)), NOW);

        assertThat(told).isEmpty();
    }

    @Test
    void aFailureLeavesWhatWasSeen() {
        Tracked target = shown(LOOKING, 3);
        target.judge(new LastAttempt(TestProber.REFUSED, NOW, Duration.ZERO), null, new SharedValues<>(10), 0);
        renewals.count(List.of(target), NOW);

        assertThat(told).containsExactly("looking 1");
    }

    private static Tracked shown(HealthCheck check, int days) {
        Tracked target = new Tracked(target(check), "east", 0);
        judge(target, days);
        return target;
    }

    private static void judge(Tracked target, int days) {
        Outcome outcome = new Outcome.Success(NOW.plus(Duration.ofDays(days)));
        target.judge(new LastAttempt(outcome, NOW, Duration.ZERO), null, new SharedValues<>(10), 0);
    }

    private static Target target(HealthCheck check) {
        return new Target("192.0.2.1", check, "shop.example.com");
    }

    private static HealthCheck check(String name, FakeProbe probe) {
        return new HealthCheck(name, probe, Duration.ofSeconds(10), Duration.ofSeconds(3), 3, 3, 1);
    }
}
