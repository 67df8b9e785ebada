package dev.homing.domain.decide;

import dev.homing.domain.Decision;
import dev.homing.domain.Decision.Code;
import dev.homing.domain.Money;
import dev.homing.domain.campaign.Campaign;
import dev.homing.domain.campaign.Configuration;
import dev.homing.domain.cart.Cart;
import dev.homing.domain.id.RunId;
import dev.homing.domain.state.ActiveRun;
import dev.homing.domain.state.ArmedTimer;
import dev.homing.domain.state.CustomerState;
import dev.homing.domain.trigger.Trigger;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a firing timer leads to. */
public sealed interface Firing {
    /** Nobody waits for this timer any more. */
    record Stale() implements Firing {}

    /** The due time was moved since: the timer is armed again. */
    record TooEarly(CustomerState state) implements Firing {}

    /** The campaign starts for the customer; the run is its record. */
    record Started(CustomerState state) implements Firing {}

    /** It does not, for a reason that the timeline records. */
    record NotStarted(CustomerState state, Decision decision) implements Firing {}

    static Firing of(CustomerState state, String timerId, Configuration configuration, Instant now) {
        ArmedTimer timer = state.timers().stream()
                .filter(armed -> armed.timerId().equals(timerId))
                .findFirst()
                .orElse(null);
        if (timer == null) {
            return new Stale();
        }
        if (now.isBefore(timer.due())) {
            return new TooEarly(Starts.armed(
                    state, timer.campaign(), timer.key(), timer.due(), timer.triggeredAt(), timer.eventKey()));
        }
        CustomerState without = state.withoutTimer(timer.campaign(), timer.key());
        Campaign campaign = configuration.campaign(timer.campaign());
        Decision refusal = campaign == null
                ? new Decision(timer.campaign(), Code.NOT_STARTED_NOT_ACTIVE, Map.of("status", "deleted"))
                : refusal(state, campaign, timer, now);
        if (refusal != null) {
            return new NotStarted(without, refusal);
        }
        RunId run = RunId.of(state.id(), timer.campaign(), timer.key(), timer.triggeredAt());
        return new Started(Starts.started(
                without,
                Objects.requireNonNull(campaign),
                run,
                timer.key(),
                timer.triggeredAt(),
                timer.eventKey(),
                now));
    }

    private static @Nullable Decision refusal(CustomerState state, Campaign campaign, ArmedTimer timer, Instant now) {
        if (!campaign.active()) {
            return new Decision(
                    campaign.key(),
                    Code.NOT_STARTED_NOT_ACTIVE,
                    Map.of("status", campaign.status().key()));
        }
        ActiveRun running = state.run(campaign.key(), timer.key());
        if (running != null && !running.latestEnd().isBefore(now)) {
            return new Decision(
                    campaign.key(),
                    Code.NOT_STARTED_ALREADY_RUNNING,
                    Map.of("since", Decision.at(running.triggeredAt())));
        }
        return switch (campaign.trigger()) {
            case Trigger.CartAbandoned trigger -> cartRefusal(state, campaign, trigger, timer);
            case Trigger.EventOccurred _ -> null;
        };
    }

    private static @Nullable Decision cartRefusal(
            CustomerState state, Campaign campaign, Trigger.CartAbandoned trigger, ArmedTimer timer) {
        Cart cart = state.carts().cart(timer.key());
        if (cart.isEmpty()) {
            Instant orderedAt = state.carts().orderedAt();
            return orderedAt == null
                    ? new Decision(campaign.key(), Code.NOT_STARTED_CART_EMPTY)
                    : new Decision(campaign.key(), Code.NOT_STARTED_ORDERED, Map.of("at", Decision.at(orderedAt)));
        }
        Money minimum = trigger.minimum();
        if (minimum != null) {
            Money value = cart.totals().stream()
                    .filter(total -> total.currency().equals(minimum.currency()))
                    .findFirst()
                    .orElse(Money.zero(minimum.currency()));
            if (value.amount().compareTo(minimum.amount()) < 0) {
                return new Decision(
                        campaign.key(),
                        Code.NOT_STARTED_CART_BELOW_MINIMUM,
                        Map.of("value", value.toString(), "minimum", minimum.toString()));
            }
        }
        return null;
    }
}
