package dev.homing.app.observe;

import dev.homing.app.customer.CustomerLookup;
import dev.homing.app.port.Campaigns;
import dev.homing.app.port.CustomerStates;
import dev.homing.app.port.Timeline;
import dev.homing.domain.Retention;
import dev.homing.domain.decide.Firing;
import dev.homing.domain.event.TimelineKey;
import dev.homing.domain.id.CustomerId;
import dev.homing.domain.reason.Decision;
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

    public FireTimer(CustomerStates states, Timeline timeline, Campaigns campaigns, CarryOut carryOut) {
        this.states = states;
        this.lookup = new CustomerLookup(states);
        this.timeline = timeline;
        this.campaigns = campaigns;
        this.carryOut = carryOut;
    }

    /** Fires a timer; a stale or repeated firing does nothing but finish what an earlier one left. */
    public void fire(CustomerId customer, String timerId, Instant now) {
        while (true) {
            CustomerState before = lookup.resolve(customer, now);
            switch (Firing.of(before, timerId, campaigns.current(), now)) {
                case Firing.Stale() -> {
                    carryOut.pendingOf(before, List.of(), now);
                    return;
                }
                case Firing.TooEarly(CustomerState after) -> {
                    if (saved(after, now)) {
                        return;
                    }
                }
                case Firing.Started(CustomerState after) -> {
                    if (saved(after, now)) {
                        return;
                    }
                }
                case Firing.NotStarted(CustomerState after, Decision decision) -> {
                    if (saved(after, now)) {
                        timeline.put(
                                new Timeline.Entry(
                                        after.id(),
                                        TimelineKey.of(now, "timer-" + timerId),
                                        now,
                                        null,
                                        List.of(decision)),
                                now.plus(Retention.ACTIVITY));
                        return;
                    }
                }
            }
        }
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
