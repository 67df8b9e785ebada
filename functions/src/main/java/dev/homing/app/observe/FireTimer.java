package dev.homing.app.observe;

import dev.homing.app.campaign.HoldPlaces;
import dev.homing.app.customer.CustomerLookup;
import dev.homing.app.port.Campaigns;
import dev.homing.app.port.CustomerStates;
import dev.homing.app.port.Timeline;
import dev.homing.domain.Retention;
import dev.homing.domain.decide.Firing;
import dev.homing.domain.event.TimelineKey;
import dev.homing.domain.id.CustomerId;
import dev.homing.domain.reason.Decision;
import dev.homing.domain.state.ArmedTimer;
import dev.homing.domain.state.CustomerState;
import java.time.Instant;
import java.util.List;

/** Decides, when a campaign's delay is over, whether it starts for the customer. */
public final class FireTimer {
    private final CustomerStates states;
    private final CustomerLookup lookup;
    private final Timeline timeline;
    private final Campaigns campaigns;
    private final CarryOut carryOut;
    private final HoldPlaces holdPlaces;

    public FireTimer(
            CustomerStates states, Timeline timeline, Campaigns campaigns, CarryOut carryOut, HoldPlaces holdPlaces) {
        this.states = states;
        this.lookup = new CustomerLookup(states);
        this.timeline = timeline;
        this.campaigns = campaigns;
        this.carryOut = carryOut;
        this.holdPlaces = holdPlaces;
    }

    /**
     * Fires a timer; a stale or repeated firing does nothing but finish what an earlier one left.
     *
     * @return false where the campaign is paused, and the timer waits for its being resumed
     */
    public boolean fire(CustomerId customer, String timerId, Instant now) {
        while (true) {
            CustomerState before = lookup.resolve(customer, now);
            switch (Firing.of(before, timerId, campaigns.current(), now)) {
                case Firing.Stale() -> {
                    carryOut.pendingOf(before, List.of(), now);
                    return true;
                }
                case Firing.TooEarly(CustomerState after) -> {
                    if (saved(after, now)) {
                        return true;
                    }
                }
                case Firing.Started(CustomerState after) -> {
                    if (saved(after, now)) {
                        return true;
                    }
                }
                case Firing.NotStarted(CustomerState after, Decision decision) -> {
                    if (saved(after, now)) {
                        note(after.id(), now, timerId, decision, now);
                        return true;
                    }
                }
                case Firing.Waits(ArmedTimer timer, Decision decision) -> {
                    // The entry stays in the customer's state: an order still takes it away, and the resume finds it.
                    holdPlaces.delay(decision.campaign(), before.id(), timerId, now);
                    note(before.id(), timer.due(), timerId, decision, now);
                    return false;
                }
            }
        }
    }

    private void note(CustomerId customer, Instant at, String timerId, Decision decision, Instant now) {
        timeline.put(
                new Timeline.Entry(customer, TimelineKey.of(at, "timer-" + timerId), at, null, List.of(decision)),
                now.plus(Retention.ACTIVITY));
    }

    private boolean saved(CustomerState decided, Instant now) {
        CustomerState after = carryOut.armed(decided, now);
        if (!states.save(after)) {
            return false;
        }
        carryOut.pendingOf(after.withRevision(after.revision() + 1), List.of(), now);
        return true;
    }
}
