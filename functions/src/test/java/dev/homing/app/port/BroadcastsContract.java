package dev.homing.app.port;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homing.domain.broadcast.Broadcast;
import dev.homing.domain.broadcast.Reach;
import dev.homing.domain.broadcast.Recipient;
import dev.homing.domain.broadcast.Recipient.Status;
import dev.homing.domain.broadcast.Timing;
import dev.homing.domain.id.CustomerId;
import dev.homing.domain.id.Group;
import dev.homing.domain.reason.Reason;
import dev.homing.domain.reason.Reason.Code;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.Period;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What every {@link Broadcasts} does. */
public abstract class BroadcastsContract {
    private static final Instant AT = Instant.parse("2026-11-22T10:00:00Z");
    private static final ZoneId ZONE = ZoneId.of("Europe/Berlin");

    private final String campaign = Samples.unique("sale");

    protected abstract Broadcasts broadcasts();

    private static CustomerId customer(int number) {
        return CustomerId.ofUser("recipient-" + number);
    }

    private static List<Recipient> pending(int from, int to) {
        List<Recipient> all = new ArrayList<>();
        for (int i = from; i < to; i++) {
            all.add(Recipient.pending(customer(i), null, AT));
        }
        return all;
    }

    private boolean settle(int customer, Status status, @Nullable Reason reason) {
        return broadcasts().settle(campaign, 1, customer(customer), status, reason, AT.plusSeconds(1));
    }

    private List<Recipient> all(int limit) {
        List<Recipient> all = new ArrayList<>();
        String next = null;
        do {
            Broadcasts.Page page = broadcasts().recipients(campaign, 1, next, limit);
            all.addAll(page.recipients());
            next = page.next();
        } while (next != null);
        return all;
    }

    private long figure(Status status) {
        return broadcasts().figures(campaign, 1).of(status);
    }

    @Test
    void keepsABroadcastWhole_andSavesItOnlyOverTheStepThatIsThere() {
        Reach reach = new Reach(
                new LinkedHashSet<>(List.of(Group.audience("vip"), Group.list("news"))),
                new LinkedHashSet<>(List.of(Group.audience("staff"))));
        Timing timing = new Timing(LocalDateTime.parse("2026-12-24T09:00"), ZONE, true, Period.ofMonths(1), 60, 31);
        Broadcast asked = Broadcast.asked(campaign, 1, reach, timing, "ann", "once-1", AT);

        assertThat(broadcasts().of(campaign, 5)).isEmpty();
        assertThat(broadcasts().save(asked, null)).isTrue();
        assertThat(broadcasts().save(asked, null)).isFalse();
        assertThat(broadcasts().find(campaign, 1)).isEqualTo(asked);

        Broadcast sending = asked.in(Broadcast.State.SENDING, AT.plusSeconds(5)).further("3/x", AT.plusSeconds(9));
        assertThat(broadcasts().save(asked.in(Broadcast.State.COLLECTING, AT), 1))
                .isFalse();
        assertThat(broadcasts().save(asked.in(Broadcast.State.SENDING, AT.plusSeconds(5)), 0))
                .isTrue();
        assertThat(broadcasts().save(sending, 1)).isTrue();
        assertThat(broadcasts().find(campaign, 1)).isEqualTo(sending);

        Broadcast second =
                Broadcast.asked(campaign, 2, Reach.EVERYONE, new Timing(null, ZONE, false, null, 0), "bo", null, AT);
        assertThat(broadcasts().save(second, null)).isTrue();
        assertThat(broadcasts().of(campaign, 5)).containsExactly(second, sending);
        assertThat(broadcasts().of(campaign, 1)).containsExactly(second);
    }

    @Test
    void notesEveryRecipientOnce_howeverOftenAPageIsDone() {
        broadcasts().add(campaign, 1, pending(0, 150));
        assertThat(settle(3, Status.SENT, null)).isTrue();
        broadcasts().add(campaign, 1, pending(100, 250));
        broadcasts().add(campaign, 1, pending(0, 150));

        assertThat(broadcasts().figures(campaign, 1).recipients()).isEqualTo(250);
        assertThat(figure(Status.PENDING)).isEqualTo(249);
        assertThat(figure(Status.SENT)).isEqualTo(1);
        assertThat(all(40))
                .extracting(Recipient::customer)
                .doesNotHaveDuplicates()
                .hasSize(250);
    }

    @Test
    void keepsWhatStandsInTheEnd_inWhateverOrderItIsSaid() {
        Reason none = Reason.of(Code.NO_EMAIL);
        Reason enough = Reason.of(Code.HAD_ENOUGH, "most", "5");
        broadcasts().add(campaign, 1, List.of(Recipient.pending(customer(1), AT.plusSeconds(60), AT)));
        broadcasts().add(campaign, 1, pending(2, 4));

        assertThat(settle(1, Status.SKIPPED, enough)).isTrue();
        assertThat(settle(1, Status.SKIPPED, none)).isTrue();
        assertThat(settle(2, Status.SENT, null)).isTrue();
        assertThat(settle(2, Status.UNKNOWN, Reason.of(Code.NEVER_CONFIRMED))).isTrue();
        assertThat(settle(9, Status.SENT, null)).isFalse();

        assertThat(all(10))
                .filteredOn(recipient -> recipient.customer().equals(customer(1)))
                .containsExactly(
                        new Recipient(customer(1), AT.plusSeconds(60), Status.SKIPPED, enough, AT.plusSeconds(1)));
        assertThat(figure(Status.SKIPPED)).isEqualTo(1);
        assertThat(figure(Status.SENT)).isEqualTo(1);
        assertThat(figure(Status.UNKNOWN)).isZero();
        assertThat(figure(Status.PENDING)).isEqualTo(1);
        assertThat(settle(1, Status.SENT, null)).isTrue();
        assertThat(all(10))
                .filteredOn(recipient -> recipient.status() == Status.SENT)
                .extracting(Recipient::reason)
                .containsOnlyNulls();
    }

    @Test
    void findsARecipientUnderTheIdThatTheyTurnedOutToHave() {
        broadcasts().add(campaign, 1, pending(1, 3));

        assertThat(broadcasts().alias(campaign, 1, customer(1), customer(7))).isTrue();
        assertThat(broadcasts().alias(campaign, 1, customer(1), customer(7))).isTrue();
        assertThat(broadcasts().alias(campaign, 1, customer(2), customer(7))).isFalse();
        assertThat(broadcasts().alias(campaign, 1, customer(2), customer(1))).isFalse();
        assertThat(settle(7, Status.SENT, null)).isTrue();

        assertThat(all(10)).hasSize(2);
        assertThat(figure(Status.SENT)).isEqualTo(1);
        assertThat(broadcasts().figures(campaign, 1).recipients()).isEqualTo(2);
    }

    @Test
    void addsUp_whereManySettleAtOnce() throws Exception {
        broadcasts().add(campaign, 1, pending(0, 60));
        try (ExecutorService workers = Executors.newFixedThreadPool(8)) {
            List<Future<Boolean>> settling = new ArrayList<>();
            for (int i = 0; i < 60; i++) {
                int number = i;
                for (Status status : List.of(Status.SKIPPED, Status.SENT)) {
                    settling.add(workers.submit(() -> settle(number, status, null)));
                }
            }
            for (Future<Boolean> one : settling) {
                assertThat(one.get()).isTrue();
            }
        }
        assertThat(figure(Status.SENT)).isEqualTo(60);
        assertThat(broadcasts().figures(campaign, 1).recipients()).isEqualTo(60);
    }
}
