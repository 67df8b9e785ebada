package dev.homing.domain.analytics;

import static dev.homing.domain.Events.minutes;
import static dev.homing.domain.analytics.AnalyticsSamples.BERLIN;
import static dev.homing.domain.analytics.AnalyticsSamples.run;
import static org.assertj.core.api.Assertions.assertThat;

import dev.homing.domain.CountingBasis;
import dev.homing.domain.analytics.Counted.OfRun;
import dev.homing.domain.analytics.CountingPlan.Rebuild;
import dev.homing.domain.analytics.CountingPlan.Stretch;
import dev.homing.domain.run.Run;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class CountingPlanTest {
    private static final LocalDate TODAY = LocalDate.parse("2026-11-22");
    private static final LocalDate FROM = TODAY.minusDays(100);
    private static final Instant SINCE = minutes(60);
    private static final Ledger NEW = new Ledger("b", SINCE, FROM);

    private final CountingPlan rebuilding = CountingPlan.FIRST.rebuilding(Rebuild.into(NEW, minutes(90)));
    private final CountingPlan rebuilt = rebuilding.rebuilt();

    private static OfRun old(Run run) {
        return new OfRun(run);
    }

    private static OfRun young() {
        return new OfRun(run(minutes(61), new CountingBasis(BERLIN.zone(), SINCE)));
    }

    private static Map<Counter, Long> of(Map<String, Map<Counter, Long>> changes, String ledger) {
        return Objects.requireNonNull(changes.get(ledger));
    }

    @Test
    void countsEverythingInTheFirstLedger_whereNothingWasEverRebuilt() {
        Map<String, Map<Counter, Long>> changes = CountingPlan.FIRST.changes(null, old(run(minutes(0))));
        assertThat(changes).containsOnlyKeys("0");
        assertThat(changes.get("0")).isEqualTo(Contributions.of(run(minutes(0))));
    }

    @Test
    void countsInBothLedgers_whatWasMadeAfterTheNewOneBegan() {
        assertThat(rebuilding.changes(null, young())).containsOnlyKeys("0", "b");
        assertThat(rebuilding.changes(null, old(run(minutes(0)))))
                .as("the walk takes it in")
                .containsOnlyKeys("0");
    }

    @Test
    void countsAllOfAnItem_onceItIsTakenIn() {
        Run run = run(minutes(0));
        assertThat(rebuilding.changes(old(run), old(run.takenInAt(SINCE))))
                .isEqualTo(Map.of("b", Contributions.of(run)));
        assertThat(rebuilding.changes(old(run.takenInAt(SINCE)), old(run.takenInAt(SINCE))))
                .isEmpty();
        assertThat(rebuilding.changes(
                        old(run.takenInAt(SINCE)), old(run.takenInAt(SINCE).completed(minutes(99)))))
                .containsOnlyKeys("0", "b");
    }

    @Test
    void leavesEarlyDaysToTheLedgerBefore_whoseItemsMayHaveExpired() {
        Run early = run(Instant.parse("2026-01-05T10:00:00Z"));
        Map<String, Map<Counter, Long>> taken = rebuilding.changes(old(early), old(early.takenInAt(SINCE)));
        assertThat(taken).containsOnlyKeys("b");
        assertThat(of(taken, "b").keySet()).allMatch(counter -> counter.day() == null);

        Map<String, Map<Counter, Long>> later = rebuilt.changes(
                old(early.takenInAt(SINCE)), old(early.takenInAt(SINCE).converted("o1", minutes(100))));
        assertThat(of(later, "0").keySet()).isNotEmpty().allMatch(counter -> counter.day() != null);
        assertThat(of(later, "b").keySet()).isNotEmpty().allMatch(counter -> counter.day() == null);
    }

    @Test
    void readsEachDayFromTheLedgerThatHasIt() {
        assertThat(rebuilding.stretches(FROM.minusDays(9), TODAY))
                .containsExactly(new Stretch(Ledger.FIRST, FROM.minusDays(9), TODAY));
        assertThat(rebuilt.stretches(FROM.minusDays(9), TODAY))
                .containsExactly(
                        new Stretch(Ledger.FIRST, FROM.minusDays(9), FROM.minusDays(1)), new Stretch(NEW, FROM, TODAY));
        assertThat(rebuilt.stretches(FROM, TODAY)).containsExactly(new Stretch(NEW, FROM, TODAY));
        assertThat(rebuilt.stretches(FROM.minusDays(9), FROM.minusDays(2)))
                .containsExactly(new Stretch(Ledger.FIRST, FROM.minusDays(9), FROM.minusDays(2)));
    }

    @Test
    void leavesALedger_thatTheNextOneReplacesInFull() {
        Ledger next = new Ledger("c", minutes(999), FROM);
        assertThat(rebuilt.rebuilding(Rebuild.into(next, minutes(999)))
                        .rebuilt()
                        .ledgers())
                .containsExactly(Ledger.FIRST, next);
    }

    @Test
    void isOverOnlyAfterAPassThatTookNothingIn() {
        Rebuild walked = Rebuild.into(NEW, minutes(90)).walked("c", 10, 4, minutes(99));
        assertThat(walked.settlesAt()).isNull();
        walked = walked.walked(null, 5, 0, minutes(99));
        assertThat(walked).isEqualTo(new Rebuild(NEW, minutes(90), null, 1, 0, 15, 4, null));
        walked = walked.walked(null, 15, 0, minutes(99));
        assertThat(walked).isEqualTo(new Rebuild(NEW, minutes(90), null, 2, 0, 30, 4, minutes(99)));
    }
}
