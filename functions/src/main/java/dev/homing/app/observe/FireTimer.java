package dev.homing.app.observe;

import dev.homing.app.customer.ChangeCustomer;
import dev.homing.app.port.Campaigns;
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
    private final ChangeCustomer changeCustomer;
    private final Timeline timeline;
    private final Campaigns campaigns;
    private final CarryOut carryOut;

    public FireTimer(ChangeCustomer changeCustomer, Timeline timeline, Campaigns campaigns, CarryOut carryOut) {
        this.changeCustomer = changeCustomer;
        this.timeline = timeline;
        this.campaigns = campaigns;
        this.carryOut = carryOut;
    }

    /** Fires a timer; a stale or repeated firing does nothing but finish what an earlier one left. */
    public void fire(CustomerId customer, String timerId, Instant now) {
        ChangeCustomer.Changed<Firing> fired =
                changeCustomer.change(customer, now, before -> decided(before, timerId, now));
        CustomerState state = fired.state();
        carryOut.pendingOf(state, List.of(), now);
        if (fired.result() instanceof Firing.NotStarted(CustomerState _, Decision decision)) {
            timeline.put(
                    new Timeline.Entry(
                            state.id(),
                            TimelineKey.of(now, "timer-" + timerId),
                            now,
                            null,
                            List.of(decision),
                            List.of()),
                    now.plus(Retention.ACTIVITY));
        }
    }

    private ChangeCustomer.Decided<Firing> decided(CustomerState before, String timerId, Instant now) {
        Firing firing = Firing.of(before, timerId, campaigns.current(), now);
        CustomerState after =
                switch (firing) {
                    case Firing.Stale() -> before;
                    case Firing.TooEarly(CustomerState state) -> carryOut.armed(state, now);
                    case Firing.Started(CustomerState state) -> carryOut.armed(state, now);
                    case Firing.NotStarted(CustomerState state, Decision _) -> carryOut.armed(state, now);
                };
        return new ChangeCustomer.Decided<>(after, firing);
    }
}
