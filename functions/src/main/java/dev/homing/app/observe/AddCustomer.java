package dev.homing.app.observe;

import dev.homing.app.port.Campaigns;
import dev.homing.app.port.CustomerStates;
import dev.homing.app.port.OutcomeQueue;
import dev.homing.app.port.OutcomeQueue.Job;
import dev.homing.app.port.Profiles;
import dev.homing.app.port.Runs;
import dev.homing.app.port.Timeline;
import dev.homing.domain.EmailAddress;
import dev.homing.domain.campaign.Campaign;
import dev.homing.domain.id.CustomerId;
import dev.homing.domain.id.RunId;
import dev.homing.domain.profile.Profile;
import dev.homing.domain.reason.Decision;
import dev.homing.domain.reason.Reason;
import dev.homing.domain.reason.Reason.Code;
import dev.homing.domain.state.CustomerState;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Adds one customer to a campaign by hand: whoever asks is told at once whether it starts, and the outcomes queue starts it. Until then the word of
 * it lies on the customer's timeline, with who gave it.
 */
public final class AddCustomer {
    private static final int FOUND = 10;

    /** More merges in a row than that are a bug, not a customer. */
    private static final int MOST_HOPS = 20;

    private final CustomerStates states;
    private final Profiles profiles;
    private final Campaigns campaigns;
    private final OutcomeQueue outcomeQueue;
    private final ByHand byHand;

    public AddCustomer(
            CustomerStates states,
            Profiles profiles,
            Runs runs,
            Timeline timeline,
            Campaigns campaigns,
            OutcomeQueue outcomeQueue) {
        this.states = states;
        this.profiles = profiles;
        this.campaigns = campaigns;
        this.outcomeQueue = outcomeQueue;
        this.byHand = new ByHand(profiles, runs, timeline, campaigns);
    }

    public sealed interface Result {
        /** @param run id of the run, unless the customer turns out to be another one, or something changes meanwhile */
        record Added(RunId run) implements Result {}

        /** The campaign does not start for them. */
        record Refused(Reason why) implements Result {}

        record NoCampaign() implements Result {}

        record NoCustomer() implements Result {}
    }

    /**
     * Looks whether the campaign would start, and has it started.
     *
     * @param customer Homing's id, the shop's or an email address
     * @param by who adds them
     */
    public Result ask(String key, String customer, String by, Instant now) {
        Campaign campaign = campaigns.latest().campaign(key);
        if (campaign == null) {
            return campaigns.draft(key) == null
                    ? new Result.NoCampaign()
                    : new Result.Refused(Reason.of(Code.CAMPAIGN_NOT_ACTIVE, "status", Campaign.Status.DRAFT.key()));
        }
        CustomerState state = find(customer);
        if (state == null) {
            return new Result.NoCustomer();
        }
        Instant at = now.truncatedTo(ChronoUnit.MILLIS);
        Reason added = Reason.of(Code.ADDED, "by", by);
        Decision decision = byHand.decided(state, campaign, at, added, now).decision();
        if (decision.kind() != Decision.Kind.STARTED) {
            return new Result.Refused(decision.reason());
        }
        byHand.noteAdded(state.id(), at, decision, now);
        outcomeQueue.enqueue(new Job.Add(key, state.id(), at));
        return new Result.Added(ByHand.run(state, key, at));
    }

    /** As they are stored: whoever only looks finishes no merge. */
    private @Nullable CustomerState find(String customer) {
        for (CustomerId id : List.of(new CustomerId(customer), CustomerId.ofUser(customer))) {
            CustomerState state = states.load(id);
            for (int hop = 0; state.mergedInto() != null && hop < MOST_HOPS; hop++) {
                state = states.load(state.mergedInto());
            }
            if (state.revision() > 0) {
                return state;
            }
        }
        String email = EmailAddress.read(customer);
        return email == null
                ? null
                : profiles.search(email, null, FOUND).stream()
                        .filter(profile -> email.equals(profile.email()))
                        .map(Profile::id)
                        .findFirst()
                        .map(states::load)
                        .filter(state -> state.revision() > 0)
                        .orElse(null);
    }
}
