package dev.homing.app.observe;

import dev.homing.app.customer.ChangeCustomer;
import dev.homing.app.port.Campaigns;
import dev.homing.app.port.Profiles;
import dev.homing.app.port.Timeline;
import dev.homing.domain.Retention;
import dev.homing.domain.campaign.Configuration;
import dev.homing.domain.decide.Looking;
import dev.homing.domain.event.TimelineKey;
import dev.homing.domain.id.CustomerId;
import dev.homing.domain.id.RunId;
import dev.homing.domain.reason.Decision;
import dev.homing.domain.state.Awaiting;
import dev.homing.domain.state.CustomerState;
import java.time.Instant;
import java.util.List;

/** Asks all that can be asked of a customer without any event: which audiences they are in, and what is to start for them. */
public final class LookAtCustomer {
    private final ChangeCustomer changeCustomer;
    private final Profiles profiles;
    private final Timeline timeline;
    private final Campaigns campaigns;
    private final FillTimes fillTimes;
    private final CarryOut carryOut;

    public LookAtCustomer(
            ChangeCustomer changeCustomer,
            Profiles profiles,
            Timeline timeline,
            Campaigns campaigns,
            CarryOut carryOut) {
        this.changeCustomer = changeCustomer;
        this.profiles = profiles;
        this.timeline = timeline;
        this.campaigns = campaigns;
        this.fillTimes = new FillTimes(timeline);
        this.carryOut = carryOut;
    }

    public void look(CustomerId customer, Instant now) {
        done(changeCustomer.changeEventually(customer, now, before -> looked(before, before, now)), now);
    }

    /**
     * Has a run wait from now on; where what it waits for is so already, it goes on at once. What happened since it came to its step, and before
     * this, is seen by this; what happens later, by whoever takes it in.
     */
    public void await(RunId run, Awaiting awaiting, Instant now) {
        done(
                changeCustomer.change(
                        run.customer(), now, before -> looked(before, before.awaiting(run, awaiting), now)),
                now);
    }

    private void done(ChangeCustomer.Changed<List<Decision>> looked, Instant now) {
        CustomerState state = looked.state();
        List<Decision> decisions = looked.result();
        if (!decisions.isEmpty()) {
            timeline.put(
                    new Timeline.Entry(state.id(), TimelineKey.of(now, "look"), now, null, decisions, List.of()),
                    now.plus(Retention.ACTIVITY));
        }
        carryOut.pendingOf(state, List.of(), now);
    }

    private ChangeCustomer.Decided<List<Decision>> looked(CustomerState before, CustomerState with, Instant now) {
        if (before.isNew()) {
            return new ChangeCustomer.Decided<>(before, List.of());
        }
        Configuration configuration = campaigns.current();
        CustomerState whole = fillTimes.filled(with, configuration, now);
        Looking looking = Looking.at(whole, new ReadOnce<>(() -> profiles.load(before.id())), configuration, now);
        CustomerState after = looking.state();
        return new ChangeCustomer.Decided<>(
                after.equals(before) ? before : carryOut.armTimers(after, now), looking.decisions());
    }
}
