package dev.homing.domain.state;

import static dev.homing.domain.Events.minutes;
import static org.assertj.core.api.Assertions.assertThat;

import dev.homing.domain.Events;
import dev.homing.domain.cart.Carts;
import dev.homing.domain.channel.Channel;
import dev.homing.domain.id.CustomerId;
import dev.homing.domain.id.MessageId;
import dev.homing.domain.id.RunId;
import dev.homing.domain.id.Visit;
import dev.homing.domain.profile.Takeover;
import dev.homing.domain.reason.Reason;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CustomerStateTest {
    private static final CustomerId ADA = CustomerId.ofUser("ada");
    private static final CustomerId VISITOR = CustomerId.ofAnonymous("anon-1");
    private static final CustomerId TABLET = CustomerId.ofAnonymous("anon-2");

    private static RunId runId(CustomerId of, int at) {
        return RunId.of(of, "cart-recovery", "", minutes(at));
    }

    private static ActiveRun run(CustomerId of, int at) {
        return new ActiveRun(runId(of, at), "cart-recovery", 1, "", minutes(at), minutes(at + 5_000), Set.of(), null);
    }

    private static ArmedTimer timer(CustomerId of, String campaign, int due) {
        return new ArmedTimer(
                campaign,
                "",
                minutes(due),
                minutes(due),
                ArmedTimer.timerId(of, campaign, "", 1, minutes(due)),
                minutes(due - 30),
                null,
                minutes(due - 30),
                Set.of());
    }

    private static Touch touch(CustomerId of, int at) {
        RunId run = runId(of, 0);
        return new Touch(
                MessageId.of(Visit.first(run, "email" + at), Channel.EMAIL),
                run,
                "cart-recovery",
                1,
                Channel.EMAIL,
                minutes(0),
                minutes(at));
    }

    private static CustomerState state(CustomerId id) {
        return CustomerState.unknown(id);
    }

    private static CustomerState given(CustomerState state) {
        return state.frozen(ADA, true);
    }

    @Test
    void takesOverWhatTheOtherHad() {
        CustomerState visitor = state(VISITOR)
                .with(run(VISITOR, 3))
                .withTimer(timer(VISITOR, "other", 40), 1)
                .with(touch(VISITOR, 5))
                .with(new Outcome.EndRun(runId(VISITOR, 3), Reason.of(Reason.Code.ORDERED), minutes(6)))
                .withCarts(Carts.NONE.after(
                        Events.track("Product Added", minutes(2), Map.of("product_id", "a")), "EUR", _ -> true))
                .withRecent(RecentEvents.NONE.with(Events.track("X", minutes(7), Map.of()), minutes(7)), minutes(7));
        CustomerState both = state(ADA).absorbing(given(visitor), minutes(10));
        assertThat(both.id()).isEqualTo(ADA);
        assertThat(both.mergedInto()).isNull();
        assertThat(both.runs())
                .as("under their old ids, so that what is scheduled finds them")
                .isEqualTo(visitor.runs());
        assertThat(both.timers()).isEqualTo(visitor.timers());
        assertThat(both.touches()).isEqualTo(visitor.touches());
        assertThat(both.carts().cart("").items()).isEqualTo(1);
        assertThat(both.recent().knows(Events.track("X", minutes(7), Map.of()))).isEqualTo(RecentEvents.Known.YES);
        assertThat(both.seenAt()).isEqualTo(minutes(7));
        assertThat(both.absorbed()).containsExactly(VISITOR);
        assertThat(both.pending())
                .containsExactly(
                        visitor.pending().getFirst(),
                        new Outcome.MergeProfile(VISITOR, Takeover.ALL, Set.of(), minutes(10)));
    }

    @Test
    void takesItOverOnce() {
        CustomerState both = state(ADA).absorbing(given(state(VISITOR).with(run(VISITOR, 3))), minutes(10));
        assertThat(both.absorbing(given(state(VISITOR).with(run(VISITOR, 4))), minutes(11)))
                .isEqualTo(both);
        assertThat(both.absorbing(both, minutes(11))).as("not itself").isEqualTo(both);
    }

    @Test
    void endsTheLaterOfTwoRuns_whicheverIsWhose() {
        for (int[] starts : new int[][] {{1, 2}, {2, 1}}) {
            CustomerState ada = state(ADA).with(run(ADA, starts[0]));
            CustomerState both = ada.absorbing(given(state(VISITOR).with(run(VISITOR, starts[1]))), minutes(10));
            RunId earlier = starts[0] == 1 ? runId(ADA, 1) : runId(VISITOR, 1);
            RunId later = starts[0] == 2 ? runId(ADA, 2) : runId(VISITOR, 2);
            assertThat(both.runs()).extracting(ActiveRun::id).containsExactly(earlier);
            assertThat(both.pending()).contains(new Outcome.EndRun(later, Reason.of(Reason.Code.MERGED), minutes(10)));
        }
    }

    @Test
    void keepsRunsOfOtherCampaignsAndCarts() {
        ActiveRun other =
                new ActiveRun(runId(VISITOR, 9), "cart-recovery", 1, "left", minutes(9), minutes(99), Set.of(), null);
        CustomerState both =
                state(ADA).with(run(ADA, 1)).absorbing(given(state(VISITOR).with(other)), minutes(10));
        assertThat(both.runs()).containsExactly(run(ADA, 1), other);
        assertThat(both.pending())
                .containsExactly(new Outcome.MergeProfile(VISITOR, Takeover.ALL, Set.of(), minutes(10)));
    }

    @Test
    void keepsTheLaterOfTwoTimers_whicheverIsWhose() {
        ArmedTimer early = timer(ADA, "cart-recovery", 30);
        ArmedTimer late = timer(VISITOR, "cart-recovery", 45);
        assertThat(state(ADA)
                        .withTimer(early, 1)
                        .absorbing(given(state(VISITOR).withTimer(late, 1)), minutes(10))
                        .timers())
                .containsExactly(late);
        assertThat(state(ADA)
                        .withTimer(late, 1)
                        .absorbing(given(state(VISITOR).withTimer(early, 1)), minutes(10))
                        .timers())
                .containsExactly(late);
    }

    @Test
    void endsTheSame_inWhateverOrderSeveralAreTakenOver() {
        CustomerState visitor = given(state(VISITOR)
                .with(run(VISITOR, 3))
                .withTimer(timer(VISITOR, "other", 40), 1)
                .with(touch(VISITOR, 5)));
        CustomerState tablet = given(state(TABLET)
                .with(run(TABLET, 2))
                .withTimer(timer(TABLET, "other", 50), 1)
                .with(touch(TABLET, 4)));
        CustomerState one = state(ADA).absorbing(visitor, minutes(10)).absorbing(tablet, minutes(10));
        CustomerState two = state(ADA).absorbing(tablet, minutes(10)).absorbing(visitor, minutes(10));
        assertThat(one.runs()).isEqualTo(two.runs()).containsExactly(run(TABLET, 2));
        assertThat(one.timers()).isEqualTo(two.timers()).containsExactly(timer(TABLET, "other", 50));
        assertThat(one.touches()).isEqualTo(two.touches()).containsExactly(touch(TABLET, 4), touch(VISITOR, 5));
        assertThat(Set.copyOf(one.absorbed())).isEqualTo(Set.copyOf(two.absorbed()));
        assertThat(Set.copyOf(one.pending())).isEqualTo(Set.copyOf(two.pending()));
    }

    @Test
    void takesOverWhatTheOtherHadTakenOver() {
        CustomerId bob = CustomerId.ofUser("bob");
        CustomerState adas = state(ADA).absorbing(given(state(VISITOR)), minutes(1));
        CustomerState bobs = state(bob).absorbing(adas.frozen(bob, true), minutes(2));
        assertThat(bobs.absorbed()).containsExactlyInAnyOrder(ADA, VISITOR);
        assertThat(bobs.absorbing(state(VISITOR).frozen(ADA, true), minutes(3))).isEqualTo(bobs);
    }

    @Test
    void keepsTheLatestTouchesThatFit_eachOnce() {
        CustomerState state = state(ADA);
        for (int i = 0; i < 15; i++) {
            state = state.with(touch(ADA, i)).with(touch(ADA, i));
        }
        List<Long> minutes = state.touches().stream()
                .map(touch -> (touch.at().getEpochSecond() - minutes(0).getEpochSecond()) / 60)
                .toList();
        assertThat(minutes).containsExactly(11L, 12L, 13L, 14L);
    }

    @Test
    void armsOneTimerACampaignAndKey() {
        CustomerState state = state(ADA)
                .withTimer(timer(ADA, "a", 30), 1)
                .withTimer(timer(ADA, "b", 31), 2)
                .withTimer(timer(ADA, "a", 35), 3);
        assertThat(state.timers()).containsExactly(timer(ADA, "b", 31), timer(ADA, "a", 35));
        assertThat(state.agenda().number()).isEqualTo(3);
        assertThat(state.withoutTimer("b", "").timers()).containsExactly(timer(ADA, "a", 35));
        assertThat(state.timer("a", "left")).isNull();
    }

    @Test
    void namesATimerOnce() {
        assertThat(ArmedTimer.timerId(ADA, "a", "", 1, minutes(5)))
                .isEqualTo(ArmedTimer.timerId(ADA, "a", "", 1, minutes(5)))
                .isNotEqualTo(ArmedTimer.timerId(ADA, "a", "", 1, minutes(6)))
                .isNotEqualTo(ArmedTimer.timerId(ADA, "a", "", 2, minutes(5)))
                .isNotEqualTo(ArmedTimer.timerId(VISITOR, "a", "", 1, minutes(5)));
    }
}
