package dev.homing.domain.decide;

import dev.homing.domain.Facts;
import dev.homing.domain.campaign.Campaign;
import dev.homing.domain.campaign.Configuration;
import dev.homing.domain.condition.Answer;
import dev.homing.domain.condition.Evaluator;
import dev.homing.domain.condition.Resolved;
import dev.homing.domain.condition.Subject;
import dev.homing.domain.id.RunId;
import dev.homing.domain.profile.Profile;
import dev.homing.domain.reason.Decision;
import dev.homing.domain.reason.Decision.Kind;
import dev.homing.domain.reason.Reason;
import dev.homing.domain.reason.Reason.Code;
import dev.homing.domain.state.ActiveRun;
import dev.homing.domain.state.CustomerState;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What it leads to that a campaign is launched to a customer.
 *
 * @param decision that it starts, or why not
 */
public record Launching(CustomerState state, Decision decision) {
    /**
     * @param run that is to be started
     * @param key of the run
     * @param started whether it was started before, however it went on
     * @param at when the broadcast was asked for
     */
    public static Launching of(
            CustomerState state,
            Supplier<Profile> profile,
            Configuration configuration,
            Campaign campaign,
            RunId run,
            String key,
            boolean started,
            Instant at,
            Reason because,
            Instant now) {
        Decision yes = new Decision(campaign.key(), Kind.STARTED, because);
        if (started || state.run(campaign.key(), key) != null) {
            return new Launching(state, yes);
        }
        Reason refusal = refusal(state, profile, configuration, campaign, key, now);
        return refusal == null
                ? new Launching(
                        Starts.started(state, campaign, run, key, at, null, null, Set.of(), configuration, now), yes)
                : new Launching(state, new Decision(campaign.key(), Kind.NOT_STARTED, refusal));
    }

    /**
     * What it leads to that somebody adds a customer by hand. Whoever is in the campaign already, for whatever reason, is not added once more.
     *
     * @param run that is to be started
     * @param started whether it was started before, however it went on
     * @param at when they were added
     */
    public static Launching byHand(
            CustomerState state,
            Supplier<Profile> profile,
            Configuration configuration,
            Campaign campaign,
            RunId run,
            boolean started,
            Instant at,
            Reason because,
            Instant now) {
        CustomerState current = state.withRuns(state.runs().stream()
                .filter(other -> !Starts.over(other, configuration, now))
                .toList());
        ActiveRun there = current.runs().stream()
                .filter(other -> other.campaign().equals(campaign.key()))
                .findFirst()
                .orElse(null);
        Reason refusal = null;
        if (!started && (there == null || !there.id().equals(run))) {
            if (!campaign.active()) {
                refusal = Reason.of(
                        Code.CAMPAIGN_NOT_ACTIVE, "status", campaign.status().key());
            } else if (there != null) {
                refusal = Reason.of(Code.ALREADY_RUNNING, "since", Reason.at(there.triggeredAt()));
            }
        }
        return refusal == null
                ? of(current, profile, configuration, campaign, run, BY_HAND, started, at, because, now)
                : new Launching(state, new Decision(campaign.key(), Kind.NOT_STARTED, refusal));
    }

    /** Key of a run that no event and no broadcast began. */
    public static final String BY_HAND = "";

    private static @Nullable Reason refusal(
            CustomerState state,
            Supplier<Profile> profile,
            Configuration configuration,
            Campaign campaign,
            String key,
            Instant now) {
        Subject subject = new Subject(state, profile, null, Facts.NONE, configuration.defaults(), now);
        for (Resolved asked :
                List.of(campaign.trigger().everyMessage(), campaign.trigger().entry())) {
            if (Evaluator.ask(asked.condition(), subject) instanceof Answer.Fails(Reason because)) {
                return because;
            }
        }
        boolean room = state.hasRoom(
                campaign.key(), key, null, campaign.transactional(), run -> Starts.over(run, configuration, now));
        return room ? null : Reason.of(Code.TOO_MANY);
    }
}
