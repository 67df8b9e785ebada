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
import dev.homing.domain.reason.Reason;
import dev.homing.domain.reason.Reason.Code;
import dev.homing.domain.state.ActiveRun;
import dev.homing.domain.state.ArmedTimer;
import dev.homing.domain.state.CustomerState;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a firing timer leads to. */
public sealed interface Firing {
    /** Nobody waits for this timer any more. */
    record Stale() implements Firing {}

    /** The due time was moved since, or the campaign may not start at this hour: the timer is armed again. */
    record TooEarly(CustomerState state) implements Firing {}

    /** The campaign starts for the customer; the run is its record. */
    record Started(CustomerState state) implements Firing {}

    /** It does not, for a reason that the timeline records. */
    record NotStarted(CustomerState state, Decision decision) implements Firing {}

    /** The campaign is paused: the delay keeps its place, and fires once more when the campaign is resumed. */
    record Waits(ArmedTimer timer, Decision decision) implements Firing {}

    /** The customer was looked at again, as something may have changed by time alone. */
    record Looked(CustomerState state, List<Decision> decisions) implements Firing {}

    /** The campaign would start, and no address of the customer is known: the delay waits until one is. */
    record WaitsForAddress(CustomerState state, ArmedTimer timer, Decision decision) implements Firing {}

    /**
     * @param dropped why it starts nothing, whatever else is so; null where nothing was decided before
     * @param known what lies apart, and is read when it is asked for
     */
    static Firing of(
            CustomerState state,
            String timerId,
            @Nullable Reason dropped,
            Configuration configuration,
            Known known,
            Instant now) {
        ArmedTimer timer = state.timers().stream()
                .filter(armed -> armed.timerId().equals(timerId))
                .findFirst()
                .orElse(null);
        if (timer == null) {
            return new Stale();
        }
        if (now.isBefore(timer.due())) {
            return new TooEarly(Starts.armed(
                    state,
                    timer.campaign(),
                    timer.key(),
                    timer.due(),
                    timer.triggeredAt(),
                    timer.eventKey(),
                    timer.about()));
        }
        if (timer.isLook()) {
            return looked(state.withoutTimer(timer.campaign(), timer.key()), configuration, known, now);
        }
        CustomerState without = state.withoutTimer(timer.campaign(), timer.key());
        Campaign campaign = configuration.campaign(timer.campaign());
        if (campaign == null) {
            return new NotStarted(without, notStarted(timer, Reason.of(Code.CAMPAIGN_DELETED)));
        }
        if (campaign.status() == Campaign.Status.PAUSED) {
            return new Waits(
                    timer, new Decision(campaign.key(), Decision.Kind.WAITS_FOR_RESUME, Reason.of(Code.DELAY_OVER)));
        }
        Reason refusal = dropped == null ? refusal(state, campaign, timer, configuration, known, now) : dropped;
        if (refusal != null) {
            return new NotStarted(without, notStarted(timer, refusal));
        }
        if (!timer.waitedTooLong(now) && !known.reachable(campaign)) {
            ArmedTimer waiting = timer.waitingForAddress();
            return new WaitsForAddress(
                    state.withTimer(waiting, state.agenda().number()),
                    waiting,
                    new Decision(campaign.key(), Decision.Kind.WAITS_FOR_ADDRESS, Reason.of(Code.NO_ADDRESS_YET)));
        }
        Instant opens = campaign.trigger().startsFrom(now, () -> configuration.zoneOf(known.profile()));
        if (opens.isAfter(now)) {
            return new TooEarly(Starts.armed(
                    state, timer.campaign(), timer.key(), opens, timer.triggeredAt(), timer.eventKey(), timer.about()));
        }
        RunId run = RunId.of(state.id(), timer.campaign(), timer.key(), timer.triggeredAt());
        return new Started(Starts.started(
                without,
                campaign,
                run,
                timer.key(),
                timer.triggeredAt(),
                known.eventKey(timer),
                campaign.trigger().tellsOfTheEvent() && timer.begunAt().isBefore(timer.triggeredAt())
                        ? timer.begunAt()
                        : null,
                timer.about(),
                configuration,
                now));
    }

    private static Looked looked(CustomerState state, Configuration configuration, Known known, Instant now) {
        Looking looking = Looking.at(state, known::profile, configuration, now);
        return new Looked(looking.state(), looking.decisions());
    }

    /** What lies apart from the state. Each is read when it is asked for. */
    interface Known {
        Profile profile();

        /** Whether any of a campaign's messages could be sent, for all that is known of the customer. */
        boolean reachable(Campaign campaign);

        /** What the event said that a delay is about; empty where its messages tell of none. */
        Facts event(ArmedTimer timer);

        /** Where the timeline has the event that a run tells of: the latest that is about something unfinished. */
        @Nullable
        String eventKey(ArmedTimer timer);
    }

    private static @Nullable Reason refusal(
            CustomerState state,
            Campaign campaign,
            ArmedTimer timer,
            Configuration configuration,
            Known known,
            Instant now) {
        if (!campaign.active()) {
            return Reason.of(
                    Code.CAMPAIGN_NOT_ACTIVE, "status", campaign.status().key());
        }
        ActiveRun running = state.run(campaign.key(), timer.key());
        if (running != null && !Starts.over(running, configuration, now)) {
            return Reason.of(Code.ALREADY_RUNNING, "since", Reason.at(running.triggeredAt()));
        }
        Reason tooSoon = Starts.tooSoon(state, campaign, timer.key(), timer.triggeredAt());
        if (tooSoon != null) {
            return tooSoon;
        }
        List<Resolved> conditions =
                List.of(campaign.trigger().everyMessage(), campaign.trigger().entry());
        Facts event = conditions.stream().anyMatch(Resolved::looksAtEvent) ? known.event(timer) : Facts.NONE;
        Subject subject = new Subject(state, known::profile, timer.key(), event, configuration.defaults(), now);
        for (Resolved asked : conditions) {
            if (Evaluator.ask(asked.condition(), subject) instanceof Answer.Fails(Reason because)) {
                return because;
            }
        }
        return null;
    }

    private static Decision notStarted(ArmedTimer timer, Reason why) {
        return new Decision(timer.campaign(), Decision.Kind.NOT_STARTED, why);
    }
}
