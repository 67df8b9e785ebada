package dev.homing.app.observe;

import dev.homing.app.customer.ChangeCustomer;
import dev.homing.app.port.Backoff;
import dev.homing.app.port.Campaigns;
import dev.homing.app.port.CustomerStates;
import dev.homing.app.port.OutcomeQueue;
import dev.homing.app.port.OutcomeQueue.Job;
import dev.homing.app.port.Profiles;
import dev.homing.app.port.Runs;
import dev.homing.app.port.Timeline;
import dev.homing.domain.EmailAddress;
import dev.homing.domain.Retention;
import dev.homing.domain.campaign.Campaign;
import dev.homing.domain.campaign.Configuration;
import dev.homing.domain.decide.Launching;
import dev.homing.domain.event.TimelineKey;
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
    private static final String ADDED = "added-";
    private static final String NOT_ADDED = "not-added-";

    /** More merges in a row than that are a bug, not a customer. */
    private static final int MOST_HOPS = 20;

    private final CustomerStates states;
    private final ChangeCustomer changeCustomer;
    private final Profiles profiles;
    private final Runs runs;
    private final Timeline timeline;
    private final Campaigns campaigns;
    private final OutcomeQueue outcomeQueue;
    private final FillTimes fillTimes;
    private final CarryOut carryOut;

    public AddCustomer(
            CustomerStates states,
            Profiles profiles,
            Runs runs,
            Timeline timeline,
            Campaigns campaigns,
            OutcomeQueue outcomeQueue,
            CarryOut carryOut,
            Backoff backoff) {
        this.states = states;
        this.changeCustomer = new ChangeCustomer(states, backoff);
        this.profiles = profiles;
        this.runs = runs;
        this.timeline = timeline;
        this.campaigns = campaigns;
        this.outcomeQueue = outcomeQueue;
        this.fillTimes = new FillTimes(timeline);
        this.carryOut = carryOut;
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
        Decision decision = decided(state, campaign, at, added, now).decision();
        if (decision.kind() != Decision.Kind.STARTED) {
            return new Result.Refused(decision.reason());
        }
        note(state.id(), ADDED, at, decision, now);
        outcomeQueue.enqueue(new Job.Add(key, state.id(), at));
        return new Result.Added(run(state, key, at));
    }

    /**
     * Starts the campaign for a customer who was added at a moment; once, however often this is done. Where something changed since that was asked
     * for, the timeline says so.
     */
    public void start(String key, CustomerId customer, Instant at, Instant now) {
        Timeline.Entry asked = timeline.find(customer, TimelineKey.of(at, ADDED + key));
        Campaign campaign = campaigns.latest().campaign(key);
        if (asked == null || campaign == null) {
            return;
        }
        Decision word = asked.decisions().getFirst();
        ChangeCustomer.Changed<Decision> changed = changeCustomer.change(customer, now, before -> {
            Launching launching = decided(before, campaign, at, word.reason(), now);
            return new ChangeCustomer.Decided<>(launching.state(), launching.decision());
        });
        if (!changed.result().equals(word)) {
            note(customer, NOT_ADDED, at, changed.result(), now);
        }
        carryOut.pendingOf(changed.state(), List.of(), now);
    }

    private Launching decided(CustomerState state, Campaign campaign, Instant at, Reason because, Instant now) {
        Configuration configuration = campaigns.current();
        RunId run = run(state, campaign.key(), at);
        return Launching.byHand(
                fillTimes.filled(state, configuration, now),
                new ReadOnce<>(() -> profiles.load(state.id())),
                configuration,
                campaign,
                run,
                runs.find(run) != null,
                at,
                because,
                now);
    }

    private static RunId run(CustomerState state, String key, Instant at) {
        return RunId.of(state.id(), key, Launching.BY_HAND, at);
    }

    private void note(CustomerId customer, String what, Instant at, Decision decision, Instant now) {
        timeline.put(
                new Timeline.Entry(
                        customer,
                        TimelineKey.of(at, what + decision.campaign()),
                        at,
                        null,
                        List.of(decision),
                        List.of()),
                now.plus(Retention.ACTIVITY));
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
