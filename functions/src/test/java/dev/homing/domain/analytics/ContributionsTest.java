package dev.homing.domain.analytics;

import static dev.homing.domain.Events.minutes;
import static dev.homing.domain.analytics.AnalyticsSamples.BERLIN;
import static dev.homing.domain.analytics.AnalyticsSamples.order;
import static dev.homing.domain.analytics.AnalyticsSamples.run;
import static org.assertj.core.api.Assertions.assertThat;

import dev.homing.domain.CountingBasis;
import dev.homing.domain.Facts;
import dev.homing.domain.Money;
import dev.homing.domain.id.MessageId;
import dev.homing.domain.message.Message;
import dev.homing.domain.message.MessageStatus;
import dev.homing.domain.message.Messages;
import dev.homing.domain.order.Refund;
import dev.homing.domain.order.Refunds;
import dev.homing.domain.reason.Reason;
import dev.homing.domain.run.Run;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ContributionsTest {
    private static Map<String, Long> named(Map<Counter, Long> counts) {
        Map<String, Long> named = new TreeMap<>();
        counts.forEach((counter, count) -> named.put(
                counter.name()
                        + text(counter.cut().version())
                        + text(counter.cut().node())
                        + text(counter.cut().channel())
                        + text(counter.day()),
                count));
        return named;
    }

    private static String text(@Nullable Object part) {
        return part == null ? "" : " " + part;
    }

    @Test
    void countsARunOnTheDayOfItsTrigger_inItsOwnZone() {
        Instant lateEvening = Instant.parse("2026-11-22T23:30:00Z");
        assertThat(named(Contributions.of(run(lateEvening))))
                .containsOnly(Map.entry("triggered 2026-11-23", 1L), Map.entry("active 1", 1L));
        CountingBasis newYork = new CountingBasis(ZoneId.of("America/New_York"), lateEvening);
        assertThat(named(Contributions.of(run(lateEvening, newYork)))).containsKey("triggered 2026-11-22");
    }

    @Test
    void countsWhereARunStands_onItsDayAndAmongItsVersions() {
        Run run = run(minutes(0));
        String day = " 2026-11-22";
        assertThat(named(Contributions.of(run.completed(minutes(9)))))
                .containsOnlyKeys("triggered" + day, "completed" + day, "completed 1");
        assertThat(named(Contributions.of(run.exited(Reason.of(Reason.Code.ORDERED), minutes(9)))))
                .containsOnlyKeys("triggered" + day, "exited" + day, "exited 1");
        assertThat(named(Contributions.of(run.completed(minutes(9)).converted("o1", minutes(10)))))
                .containsOnlyKeys("triggered" + day, "converted" + day, "converted 1");
    }

    @Test
    void countsARunOfOneMessageAsSuch_andThatItsMessageIsSettled() {
        Run run = Run.ofOneMessage(
                run(minutes(0)).id(), "cart-recovery", 1, "", minutes(0), minutes(0), Facts.NONE, false, BERLIN);
        String day = " 2026-11-22";
        assertThat(named(Contributions.of(run)))
                .containsOnlyKeys("triggered" + day, "single" + day, "single 1", "one-message 1");
        assertThat(named(Contributions.of(run.exited(Reason.of(Reason.Code.ORDERED), minutes(9)))))
                .containsOnlyKeys("triggered" + day, "exited" + day, "exited 1", "one-message 1");
        Message only = Messages.only(MessageId.parse("c1-m1"));
        assertThat(named(Contributions.of(only))).isEmpty();
        assertThat(named(Contributions.of(only.with(MessageStatus.SKIPPED, minutes(1)))))
                .containsOnlyKeys("settled 1", "skipped 1 email EMAIL" + day);
    }

    @Test
    void countsAMessageOnTheDayOfItsSending_andItsChannelOnTheTriggers() {
        Message message = Messages.claimed(MessageId.parse("c1-m1"))
                .sentAs("p", Instant.parse("2026-11-23T05:00:00Z"))
                .with(MessageStatus.OPENED, Instant.parse("2026-11-24T05:00:00Z"));
        assertThat(named(Contributions.of(message)))
                .containsOnlyKeys(
                        "sent EMAIL 2026-11-23",
                        "sent 1 email EMAIL 2026-11-23",
                        "triggered EMAIL 2026-11-22",
                        "opened 1 email EMAIL 2026-11-24");
        assertThat(named(Contributions.of(Messages.claimed(MessageId.parse("c1-m1")))))
                .as("not sent yet")
                .isEmpty();
    }

    @Test
    void countsAnOrderForTheChannelThatBroughtIt() {
        assertThat(named(Contributions.of(order(Money.of("30", "EUR")))))
                .containsOnly(
                        Map.entry("converted EMAIL 2026-11-22", 1L),
                        Map.entry("recovered:EUR EMAIL 2026-11-22", 3_000L));
        assertThat(named(Contributions.of(order(null)))).containsOnlyKeys("converted EMAIL 2026-11-22");
        assertThat(named(Contributions.of(
                        order(Money.of("30", "EUR")).with(Refunds.NONE.with("r", new Refund.Whole())))))
                .containsOnlyKeys("converted EMAIL 2026-11-22");
    }

    @Test
    void addsTheDifferenceOfAfterAndBefore_withoutZeros() {
        Run run = run(minutes(0));
        assertThat(named(Contributions.difference(Contributions.of(run), Contributions.of(run.completed(minutes(9))))))
                .containsOnly(
                        Map.entry("active 1", -1L),
                        Map.entry("completed 2026-11-22", 1L),
                        Map.entry("completed 1", 1L));
        assertThat(Contributions.difference(Contributions.of(run), Contributions.of(run)))
                .isEmpty();
        assertThat(Contributions.difference(Map.of(), Contributions.of(run))).isEqualTo(Contributions.of(run));
        AttributedOrder order = order(Money.of("30", "EUR"));
        assertThat(named(Contributions.difference(
                        Contributions.of(order),
                        Contributions.of(order.with(Refunds.NONE.with("r", new Refund.Part(Money.of("4", "EUR"))))))))
                .containsOnly(Map.entry("recovered:EUR EMAIL 2026-11-22", -400L));
    }

    /** Counting each change must come to what the item counts as it stands in the end. */
    @Property(tries = 200)
    void addsUpToWhatTheItemCountsInTheEnd(@ForAll @LongRange(min = 0, max = 1_000_000) long seed) {
        Random dice = new Random(seed);
        List<MessageStatus> said = new ArrayList<>(List.of(MessageStatus.values()));
        Collections.shuffle(said, dice);
        Message message = Messages.claimed(MessageId.parse("c1-m1"));
        Map<Counter, Long> sum = new HashMap<>(Contributions.of(message));
        for (MessageStatus status : said) {
            Message after = message.with(status, minutes(dice.nextInt(5_000)));
            Contributions.difference(Contributions.of(message), Contributions.of(after))
                    .forEach((counter, count) -> sum.merge(counter, count, Long::sum));
            message = after;
        }
        assertThat(sum).isEqualTo(new HashMap<>(Contributions.of(message)));
    }
}
