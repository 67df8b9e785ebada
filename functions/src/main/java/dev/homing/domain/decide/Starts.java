package dev.homing.domain.decide;

import dev.homing.domain.Durations;
import dev.homing.domain.campaign.Campaign;
import dev.homing.domain.campaign.Configuration;
import dev.homing.domain.id.RunId;
import dev.homing.domain.reason.Reason;
import dev.homing.domain.state.ActiveRun;
import dev.homing.domain.state.ArmedTimer;
import dev.homing.domain.state.CustomerState;
import dev.homing.domain.state.Outcome;
import dev.homing.domain.trigger.Again;
import dev.homing.domain.trigger.Start;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The two ways in which a yes enters the state: a run to start now, a timer to start it later. */
final class Starts {
    private Starts() {}

    static CustomerState started(
            CustomerState state,
            Campaign campaign,
            RunId run,
            String key,
            Instant triggeredAt,
            @Nullable String eventKey,
            @Nullable Instant since,
            Set<Long> about,
            Configuration configuration,
            Instant now) {
        ActiveRun entry = new ActiveRun(
                run, campaign.key(), campaign.number(), key, triggeredAt, now.plus(campaign.longest()), about, null);
        // An entry that outlived its latest possible end is one whose end nobody heard of.
        CustomerState current = state.withRuns(state.runs().stream()
                .filter(other -> !over(other, configuration, now))
                .toList());
        boolean remembered = !campaign.trigger().notAgainWithin().isZero()
                || campaign.trigger().again() == Again.RESTART
                || campaign.trigger().start() instanceof Start.OnDate;
        if (remembered) {
            current = current.startedAt(campaign.key(), key, triggeredAt);
        }
        return current.with(entry)
                .with(new Outcome.StartRun(
                        run, campaign.key(), campaign.number(), key, triggeredAt, now, eventKey, since));
    }

    /** Whether a run cannot be in progress any more, whatever was heard of its end. The time that its campaign was paused does not count. */
    static boolean over(ActiveRun run, Configuration configuration, Instant now) {
        Campaign campaign = configuration.campaign(run.campaign());
        Duration paused = campaign == null ? Duration.ZERO : campaign.pauses().within(run.triggeredAt(), now);
        return run.latestEnd().plus(paused).isBefore(now);
    }

    /** When a run began: to the moment where it is of the live version. */
    static Instant begun(ActiveRun run, Campaign campaign) {
        return run.version() == campaign.number()
                ? run.latestEnd().minus(campaign.longest())
                : run.triggeredAt().plus(campaign.trigger().delay());
    }

    /** Why a campaign starts nothing more for what happened at a time; null where it may. */
    static @Nullable Reason tooSoon(CustomerState state, Campaign campaign, String key, Instant happened) {
        Instant started = state.starts().of(campaign.key(), key);
        return started != null && campaign.trigger().tooSoon(started, happened)
                ? new Reason(
                        Reason.Code.STARTED_LATELY,
                        Map.of(
                                "at",
                                Reason.at(started),
                                "pause",
                                Durations.exactly(campaign.trigger().notAgainWithin())))
                : null;
    }

    static CustomerState armed(
            CustomerState state,
            String campaign,
            String key,
            Instant due,
            Instant triggeredAt,
            @Nullable String eventKey,
            Set<Long> about) {
        ArmedTimer timer = timer(state, campaign, key, due, triggeredAt, eventKey, about);
        return state.withTimer(timer, state.agenda().number() + 1)
                .with(new Outcome.ArmTimer(campaign, timer.timerId(), due));
    }

    /** What would start now and waits until it is known where the customer can be reached. */
    static CustomerState waitingForAddress(CustomerState state, String campaign, Occasion occasion, Instant now) {
        ArmedTimer timer =
                timer(state, campaign, occasion.key(), now, occasion.at(), occasion.eventKey(), occasion.about());
        return state.withTimer(timer.waitingForAddress(), state.agenda().number() + 1);
    }

    private static ArmedTimer timer(
            CustomerState state,
            String campaign,
            String key,
            Instant due,
            Instant triggeredAt,
            @Nullable String eventKey,
            Set<Long> about) {
        String timerId =
                ArmedTimer.timerId(state.id(), campaign, key, state.agenda().number() + 1, due);
        ArmedTimer before = state.timer(campaign, key);
        Instant begunAt = before == null ? triggeredAt : before.begunAt();
        return new ArmedTimer(campaign, key, due, due, timerId, triggeredAt, eventKey, begunAt, about);
    }
}
