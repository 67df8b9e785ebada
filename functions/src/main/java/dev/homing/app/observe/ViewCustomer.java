package dev.homing.app.observe;

import dev.homing.app.port.Campaigns;
import dev.homing.app.port.CustomerStates;
import dev.homing.app.port.Profiles;
import dev.homing.app.port.Timeline;
import dev.homing.domain.Facts;
import dev.homing.domain.campaign.Configuration;
import dev.homing.domain.condition.Evaluator;
import dev.homing.domain.condition.Resolved;
import dev.homing.domain.condition.Subject;
import dev.homing.domain.decide.Times;
import dev.homing.domain.id.CustomerId;
import dev.homing.domain.state.CustomerState;
import java.time.Instant;

/** Asks a condition of a customer, also one that nothing is kept for yet; changes nothing. */
public final class ViewCustomer {
    private final CustomerStates states;
    private final Profiles profiles;
    private final Campaigns campaigns;
    private final FillTimes fillTimes;

    public ViewCustomer(CustomerStates states, Profiles profiles, Timeline timeline, Campaigns campaigns) {
        this.states = states;
        this.profiles = profiles;
        this.campaigns = campaigns;
        this.fillTimes = new FillTimes(timeline);
    }

    public boolean holds(Resolved condition, CustomerId customer, Instant now) {
        CustomerState state = states.loadEventually(customer);
        if (!state.listed()) {
            return false;
        }
        Configuration configuration = campaigns.current();
        CustomerState whole = Times.asks(condition)
                ? Times.filled(state, fillTimes.history(state), condition, configuration, now)
                : state;
        Subject subject = new Subject(
                whole, new ReadOnce<>(() -> profiles.load(customer)), null, Facts.NONE, configuration.defaults(), now);
        return Evaluator.holds(condition.condition(), subject);
    }
}
