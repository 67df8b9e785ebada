package dev.homing.domain.decide;

import dev.homing.domain.Facts;
import dev.homing.domain.campaign.Campaign;
import dev.homing.domain.campaign.Configuration;
import dev.homing.domain.condition.Answer;
import dev.homing.domain.condition.Evaluator;
import dev.homing.domain.condition.Subject;
import dev.homing.domain.id.RunId;
import dev.homing.domain.profile.Profile;
import dev.homing.domain.reason.Decision;
import dev.homing.domain.reason.Decision.Kind;
import dev.homing.domain.reason.Reason;
import dev.homing.domain.reason.Reason.Code;
import dev.homing.domain.state.ActiveRun;
import dev.homing.domain.state.ArmedTimer;
import dev.homing.domain.state.CustomerState;
import dev.homing.domain.state.Outcome;
import dev.homing.domain.trigger.Again;
import dev.homing.domain.trigger.Trigger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A customer's state while it is decided what becomes of them; it grows step by step, and so do the decisions. */
final class Work {
    /** Delays that a browser's events can put a start off by, from when the first was begun. */
    private static final int MOST_DELAYS = 4;

    /** How long after a journey began a browser's events begin it anew. */
    private static final Duration BROWSERS_START_AGAIN_AFTER = Duration.ofDays(1);

    final Configuration configuration;
    final Instant now;
    final List<Decision> decisions = new ArrayList<>();
    CustomerState state;
    private final Supplier<Profile> profile;

    Work(CustomerState state, Supplier<Profile> profile, Configuration configuration, Instant now) {
        this.state = state;
        this.profile = profile;
        this.configuration = configuration;
        this.now = now;
    }

    Subject subject(@Nullable String key, Facts event) {
        return new Subject(state, profile, key, event, configuration.defaults(), now);
    }

    void decide(String campaign, Kind kind, Reason why) {
        decisions.add(new Decision(campaign, kind, why));
    }

    void refuse(Campaign campaign, Reason why) {
        decide(campaign.key(), Kind.NOT_STARTED, why);
    }

    /** Starts a campaign, begins its delay, or says why not. */
    void begin(Campaign campaign, Occasion occasion) {
        Trigger trigger = campaign.trigger();
        String key = occasion.key();
        Subject subject = subject(key, occasion.event());
        Answer standing = Evaluator.ask(trigger.everyMessage().condition(), subject);
        if (standing instanceof Answer.Fails(Reason because)) {
            refuse(campaign, because);
            return;
        }
        Reason tooSoon = Starts.tooSoon(state, campaign, key, occasion.at());
        if (tooSoon != null) {
            refuse(campaign, tooSoon);
            return;
        }
        ActiveRun running = state.run(campaign.key(), key);
        if (running != null && !Starts.over(running, configuration, now) && !again(campaign, running, occasion)) {
            return;
        }
        Instant startedAt = state.starts().of(campaign.key(), key);
        if (!occasion.anew() && startedAt != null && state.timer(campaign.key(), key) == null) {
            refuse(campaign, Reason.of(Code.CART_AS_BEFORE, "at", Reason.at(startedAt)));
        } else if (!state.hasRoom(
                campaign.key(),
                key,
                occasion.eventKey(),
                campaign.transactional(),
                run -> Starts.over(run, configuration, now))) {
            refuse(campaign, Reason.of(Code.TOO_MANY));
        } else if (!trigger.delay().isZero() || opens(campaign, now).isAfter(now)) {
            wait(campaign, occasion, (Answer.Holds) standing);
        } else if (Evaluator.ask(trigger.entry().condition(), subject) instanceof Answer.Fails(Reason because)) {
            refuse(campaign, because);
        } else if (!profile.get().hasAddress()) {
            // Events that are told at once come in any order: the one that says where may be the next.
            state = Starts.waitingForAddress(state, campaign.key(), occasion, now);
            decide(campaign.key(), Kind.WAITS_FOR_ADDRESS, Reason.of(Code.NO_ADDRESS_YET));
        } else {
            start(campaign, occasion);
        }
    }

    /**
     * What would start for a customer who is in the campaign.
     *
     * @return whether it starts once more
     */
    private boolean again(Campaign campaign, ActiveRun running, Occasion occasion) {
        // What was told late was part of what began by then. Who pokes at a cart has its customer written to, and
        // anyone can poke at a stranger's.
        Duration rest = occasion.trusted() ? Duration.ZERO : BROWSERS_START_AGAIN_AFTER;
        boolean anew = occasion.anew()
                && occasion.at().isAfter(Starts.begun(running, campaign).plus(rest));
        Again said = campaign.trigger().again();
        if (said != Again.RESTART || !anew) {
            String eventKey = occasion.eventKey();
            // A run of one message tells of nothing more.
            boolean tells = said == Again.MERGE && eventKey != null && campaign.executable() && state.hasRoomForMore();
            if (eventKey != null && tells) {
                state = state.withRuns(state.runs().stream()
                                .map(run -> run.equals(running) ? run.alsoAbout(occasion.about()) : run)
                                .toList())
                        .with(new Outcome.TellRun(running.id(), eventKey));
            }
            refuse(
                    campaign,
                    Reason.of(
                            tells ? Code.TOLD_BY_JOURNEY : Code.ALREADY_RUNNING,
                            "since",
                            Reason.at(running.triggeredAt())));
            return false;
        }
        Reason again = Reason.of(Code.STARTS_AGAIN);
        state = state.withRuns(state.runs().stream()
                        .filter(other -> !other.equals(running))
                        .toList())
                .with(new Outcome.EndRun(running.id(), again, occasion.at()));
        decide(campaign.key(), Kind.ENDED, again);
        return true;
    }

    /** From when on a campaign may start. */
    private Instant opens(Campaign campaign, Instant at) {
        return campaign.trigger().startsFrom(at, () -> configuration.zoneOf(profile.get()));
    }

    private void start(Campaign campaign, Occasion occasion) {
        RunId run = RunId.of(state.id(), campaign.key(), occasion.key(), occasion.at());
        state = Starts.started(
                state,
                campaign,
                run,
                occasion.key(),
                occasion.at(),
                occasion.eventKey(),
                null,
                occasion.about(),
                configuration,
                now);
        decide(campaign.key(), Kind.STARTED, occasion.because());
    }

    /** The delay begins, or begins anew. */
    private void wait(Campaign campaign, Occasion occasion, Answer.Holds standing) {
        Trigger trigger = campaign.trigger();
        String key = occasion.key();
        // An event that came late may not be the last change of what was begun.
        Instant triggeredAt = trigger.tellsOfTheEvent() || standing.since() == null ? occasion.at() : standing.since();
        ArmedTimer armed = state.timer(campaign.key(), key);
        Instant due =
                opens(campaign, due(triggeredAt.plus(trigger.delay()), trigger.delay(), armed, occasion.trusted()));
        if (armed != null && !due.isBefore(armed.firesAt())) {
            // Only the entry moves; its schedule fires too early then, and is armed again. An earlier due time makes a
            // new schedule.
            ArmedTimer moved = armed.moved(due, triggeredAt, occasion.eventKey(), occasion.about());
            state = state.withTimer(moved, state.agenda().number());
        } else {
            state = Starts.armed(state, campaign.key(), key, due, triggeredAt, occasion.eventKey(), occasion.about());
        }
        Reason because = standing.because() == null ? occasion.because() : standing.because();
        decide(campaign.key(), armed == null ? Kind.DELAY_SET : Kind.DELAY_MOVED, because.with("due", Reason.at(due)));
    }

    /** Who pokes at a cart again and again puts a reminder off, and not for ever: anyone can poke at a stranger's. */
    private static Instant due(Instant asSaid, Duration delay, @Nullable ArmedTimer armed, boolean trusted) {
        if (armed == null || trusted) {
            return asSaid;
        }
        Instant latest = armed.begunAt().plus(delay.multipliedBy(MOST_DELAYS));
        if (!asSaid.isAfter(latest)) {
            return asSaid;
        }
        return latest.isAfter(armed.due()) ? latest : armed.due();
    }

    /** What a trigger that names no key and tells nothing apart is about. */
    static final Set<Long> NOTHING_APART = Set.of();
}
