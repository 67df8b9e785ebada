package dev.homing.domain.analytics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homing.domain.Money;
import dev.homing.domain.analytics.RecoveryReport.Compared;
import dev.homing.domain.channel.Channel;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RecoveryReportTest {
    private static final LocalDate MONDAY = LocalDate.of(2026, 11, 16);
    private static final LocalDate SUNDAY = LocalDate.of(2026, 11, 22);

    private final Map<Counter, Long> counters = new HashMap<>();

    private void count(
            LocalDate day, String campaign, @Nullable String step, @Nullable Channel channel, String name, long count) {
        if (channel != null && step != null && name.equals(Counter.SENT)) {
            // What a node sent is counted for its channel too.
            counters.merge(new Counter(day, campaign, Cut.of(channel), name), count, Long::sum);
        }
        Cut cut = channel == null ? Cut.ALL : step == null ? Cut.of(channel) : Cut.of(1, step, channel);
        counters.merge(new Counter(day, campaign, cut, name), count, Long::sum);
    }

    /** One run that an email and a WhatsApp message reached, and that the email converted. */
    private void recovered(LocalDate day, String campaign, long minor, String currency) {
        count(day, campaign, null, null, Counter.TRIGGERED, 1);
        count(day, campaign, null, null, Counter.CONVERTED, 1);
        count(day, campaign, null, Channel.EMAIL, Counter.TRIGGERED, 1);
        count(day, campaign, null, Channel.WHATSAPP, Counter.TRIGGERED, 1);
        count(day, campaign, "email", Channel.EMAIL, Counter.SENT, 1);
        count(day, campaign, "whatsapp", Channel.WHATSAPP, Counter.SENT, 1);
        count(day, campaign, "email", Channel.EMAIL, "opened", 1);
        count(day, campaign, null, Channel.EMAIL, Counter.CONVERTED, 1);
        count(day, campaign, null, Channel.EMAIL, Counter.RECOVERED + currency, minor);
    }

    private RecoveryReport report() {
        return RecoveryReport.of(counters, MONDAY, SUNDAY, Set.of("cart-recovery", "silent"));
    }

    private static <T> Compared<T> line(List<Compared<T>> lines, T of) {
        return lines.stream().filter(line -> line.of().equals(of)).findFirst().orElseThrow();
    }

    @Test
    void countsARunOnce_howeverManyChannelsReachedIt() {
        recovered(MONDAY, "cart-recovery", 12_990, "EUR");
        count(SUNDAY, "cart-recovery", null, null, Counter.TRIGGERED, 3);
        Figures current = report().total().current();
        assertThat(current).isEqualTo(new Figures(4, 1, 2, List.of(Money.of("129.90", "EUR"))));
        assertThat(current.recoveryRate()).isEqualTo(0.25);
    }

    @Test
    void hasARateOfNothing_whereNothingWasTriggered() {
        assertThat(report().total().current()).isEqualTo(new Figures(0, 0, 0, List.of()));
        assertThat(report().total().current().recoveryRate()).isZero();
    }

    @Test
    void standsBesideThePeriodOfTheSameLengthBefore() {
        recovered(MONDAY, "cart-recovery", 100, "EUR");
        recovered(MONDAY.minusDays(1), "cart-recovery", 200, "EUR");
        recovered(MONDAY.minusDays(7), "cart-recovery", 400, "EUR");
        recovered(MONDAY.minusDays(8), "cart-recovery", 800, "EUR");
        recovered(SUNDAY.plusDays(1), "cart-recovery", 1_600, "EUR");
        RecoveryReport report = report();
        assertThat(report.previousFrom())
                .isEqualTo(MONDAY.minusDays(7))
                .isEqualTo(RecoveryReport.previousFrom(MONDAY, SUNDAY));
        assertThat(report.previousTo()).isEqualTo(MONDAY.minusDays(1));
        assertThat(report.total().current().recovered()).containsExactly(Money.of("1.00", "EUR"));
        assertThat(report.total().previous().recovered()).containsExactly(Money.of("6.00", "EUR"));
        assertThat(RecoveryReport.previousFrom(SUNDAY, SUNDAY)).isEqualTo(SUNDAY.minusDays(1));
    }

    @Test
    void neverAddsCurrencies() {
        recovered(MONDAY, "cart-recovery", 100, "USD");
        recovered(MONDAY, "cart-recovery", 500, "JPY");
        recovered(SUNDAY, "payment-failed", 200, "USD");
        assertThat(report().total().current().recovered())
                .containsExactly(Money.of("500", "JPY"), Money.of("3.00", "USD"));
    }

    @Test
    void listsEachCampaign_alsoOnesThatCountNothing() {
        recovered(MONDAY, "cart-recovery", 100, "EUR");
        recovered(MONDAY.minusDays(1), "ended-long-ago", 700, "EUR");
        RecoveryReport report = report();
        assertThat(report.byCampaign())
                .extracting(Compared::of)
                .containsExactly("cart-recovery", "ended-long-ago", "silent");
        assertThat(line(report.byCampaign(), "cart-recovery").current())
                .isEqualTo(report.total().current());
        assertThat(line(report.byCampaign(), "ended-long-ago").current().triggered())
                .isZero();
        assertThat(line(report.byCampaign(), "ended-long-ago").previous().triggered())
                .isEqualTo(1);
    }

    @Test
    void countsForAChannelWhatItReachedAndBrought() {
        recovered(MONDAY, "cart-recovery", 100, "EUR");
        RecoveryReport report = report();
        assertThat(line(report.byChannel(), Channel.EMAIL).current())
                .isEqualTo(new Figures(1, 1, 1, List.of(Money.of("1", "EUR"))));
        assertThat(line(report.byChannel(), Channel.WHATSAPP).current()).isEqualTo(new Figures(1, 0, 1, List.of()));
    }

    @Test
    void hasALineForEachDay() {
        recovered(SUNDAY, "cart-recovery", 100, "EUR");
        List<RecoveryReport.Day> days = report().byDay();
        assertThat(days).hasSize(7);
        assertThat(days.getFirst()).isEqualTo(new RecoveryReport.Day(MONDAY, new Figures(0, 0, 0, List.of())));
        assertThat(days.getLast().figures()).isEqualTo(report().total().current());
    }

    @Test
    void leavesOutNumbersOfNoDay() {
        counters.put(new Counter(null, "cart-recovery", Cut.of(1), Counter.TRIGGERED), 9L);
        assertThat(report().total().current().triggered()).isZero();
    }
}
