package dev.homing.app.observe;

import dev.homing.app.customer.ChangeCustomer;
import dev.homing.app.port.Backoff;
import dev.homing.app.port.Campaigns;
import dev.homing.app.port.CustomerStates;
import dev.homing.app.port.Profiles;
import dev.homing.app.port.Runs;
import dev.homing.app.port.Timeline;
import dev.homing.domain.campaign.Campaign;
import dev.homing.domain.decide.Launching;
import dev.homing.domain.id.CustomerId;
import dev.homing.domain.reason.Decision;
import java.time.Instant;
import java.util.List;

/** Starts a campaign for a customer who was added to it by hand, when the outcomes queue says so. */
public final class StartAdded {
    private final ChangeCustomer changeCustomer;
    private final Campaigns campaigns;
    private final CarryOut carryOut;
    private final ByHand byHand;

    public StartAdded(
            CustomerStates states,
            Profiles profiles,
            Runs runs,
            Timeline timeline,
            Campaigns campaigns,
            CarryOut carryOut,
            Backoff backoff) {
        this.changeCustomer = new ChangeCustomer(states, backoff);
        this.campaigns = campaigns;
        this.carryOut = carryOut;
        this.byHand = new ByHand(profiles, runs, timeline, campaigns);
    }

    /**
     * Starts the campaign for a customer who was added at a moment; once, however often this is done. Where something changed since that was asked
     * for, the timeline says so.
     */
    public void start(String key, CustomerId customer, Instant at, Instant now) {
        Decision word = byHand.word(key, customer, at);
        Campaign campaign = campaigns.latest().campaign(key);
        if (word == null || campaign == null) {
            return;
        }
        ChangeCustomer.Changed<Decision> changed = changeCustomer.change(customer, now, before -> {
            Launching launching = byHand.decided(before, campaign, at, word.reason(), now);
            return new ChangeCustomer.Decided<>(launching.state(), launching.decision());
        });
        if (!changed.result().equals(word)) {
            byHand.noteNotAdded(customer, at, changed.result(), now);
        }
        carryOut.pendingOf(changed.state(), List.of(), now);
    }
}
