package dev.homing.domain.decide;

import dev.homing.domain.Durations;
import dev.homing.domain.campaign.Campaign;
import dev.homing.domain.campaign.Configuration;
import dev.homing.domain.condition.Answer;
import dev.homing.domain.condition.Evaluator;
import dev.homing.domain.condition.Resolved;
import dev.homing.domain.condition.Subject;
import dev.homing.domain.event.CustomerEvent;
import dev.homing.domain.event.EventNames;
import dev.homing.domain.id.RunId;
import dev.homing.domain.reason.Decision;
import dev.homing.domain.reason.Decision.Kind;
import dev.homing.domain.reason.Reason;
import dev.homing.domain.reason.Reason.Code;
import dev.homing.domain.state.ActiveRun;
import dev.homing.domain.state.ArmedTimer;
import dev.homing.domain.state.CustomerState;
import dev.homing.domain.state.Outcome;
import dev.homing.domain.trigger.Start;
import dev.homing.domain.trigger.Trigger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What one event changes: the customer's state, with what was decided and remains to be done as part of it, and the decisions to record
 * with the event.
 */
public record Observation(CustomerState state, List<Decision> decisions) {
    /**
     * @param eventKey where the timeline will have the event
     */
    public static Observation of(
            CustomerState before, CustomerEvent event, String eventKey, Configuration configuration, Instant now) {
        Work work = new Work(before, event, eventKey, configuration, now);
        work.observe();
        return new Observation(work.state, List.copyOf(work.decisions));
    }

    /** Delays that a browser's events can put a start off by, from when the first was begun. */
    private static final int MOST_DELAYS = 4;

    /** One event being observed; the state grows step by step. */
    private static final class Work {
        private final CustomerEvent event;
        private final String eventKey;
        private final Configuration configuration;
        private final Instant now;
        private final List<Decision> decisions = new ArrayList<>();
        /** Campaigns in which this event ended or cancelled something: nothing more is said of it there. */
        private final Set<String> ended = new HashSet<>();

        private CustomerState state;

        Work(CustomerState before, CustomerEvent event, String eventKey, Configuration configuration, Instant now) {
            this.state = before;
            this.event = event;
            this.eventKey = eventKey;
            this.configuration = configuration;
            this.now = now;
        }

        void observe() {
            boolean toldBefore =
                    event.is(EventNames.ORDER_COMPLETED) && state.recent().has(event.knownByIfUnread());
            state = state.withRecent(state.recent().with(event, now), event.at());
            if (event.origin().trusted()) {
                state = state.vouchedFor();
            }
            state = state.withCarts(
                    state.carts().after(event, configuration.shop().currency(), configuration.shop()::owns));
            boolean counts =
                    event.origin().trusted() || configuration.shop().browsers().orders();
            if (counts && event.is(EventNames.ORDER_COMPLETED)) {
                OrderPlaced.Result attributed = OrderPlaced.attributed(state, event, configuration);
                state = attributed.state();
                decisions.addAll(attributed.decisions());
            } else if (counts && (event.is(EventNames.ORDER_REFUNDED) || event.is(EventNames.ORDER_CANCELLED))) {
                state = OrderPlaced.takenBack(state, event, configuration.shop().currency());
            }
            endWhatIsOver();
            wakeWhatWaitsForAnAddress();
            // What an order starts, it started when its amount could not be read.
            if (!toldBefore) {
                configuration.startedBy(event).forEach(this::evaluate);
            }
        }

        /** Cancels delays and ends runs that this event finishes, or after which they may no longer send. */
        private void endWhatIsOver() {
            for (ArmedTimer timer : state.timers()) {
                Reason why = over(timer.campaign(), timer.key(), timer.triggeredAt());
                if (why != null) {
                    state = state.withoutTimer(timer.campaign(), timer.key());
                    decisions.add(new Decision(timer.campaign(), Kind.DELAY_CANCELLED, why));
                    ended.add(timer.campaign());
                }
            }
            for (ActiveRun run : state.runs()) {
                Reason why = over(run.campaign(), run.key(), run.triggeredAt());
                if (why != null) {
                    state = state.withRuns(state.runs().stream()
                                    .filter(other -> !other.equals(run))
                                    .toList())
                            .with(new Outcome.EndRun(run.id(), why, event.at()));
                    decisions.add(new Decision(run.campaign(), Kind.ENDED, why));
                    ended.add(run.campaign());
                }
            }
        }

        /** Delays that are over and wait until the customer can be reached: this event may say where. */
        private void wakeWhatWaitsForAnAddress() {
            for (ArmedTimer timer : state.timers()) {
                if (!timer.waitsForAddress()) {
                    continue;
                }
                if (timer.waitedTooLong(now)) {
                    state = state.withoutTimer(timer.campaign(), timer.key());
                    decisions.add(new Decision(timer.campaign(), Kind.NOT_STARTED, Reason.of(Code.NEVER_REACHABLE)));
                } else if (event.saysWho()) {
                    state = Starts.armed(
                            state, timer.campaign(), timer.key(), now, timer.triggeredAt(), timer.eventKey());
                    decisions.add(new Decision(
                            timer.campaign(), Kind.DELAY_MOVED, Reason.of(Code.MORE_IS_KNOWN, "due", Reason.at(now))));
                }
            }
        }

        /** Why what a campaign has in progress under a key is over with this event; null where it is not. */
        private @Nullable Reason over(String key, String runKey, Instant triggeredAt) {
            Campaign campaign = configuration.campaign(key);
            if (campaign == null) {
                return null;
            }
            Trigger trigger = campaign.trigger();
            boolean ends = trigger.isEndedBy(event, runKey) && !event.at().isBefore(triggeredAt);
            if (ends && !leftSomethingBehind(trigger, runKey)) {
                return event.is(EventNames.ORDER_COMPLETED)
                        ? Reason.of(Code.ORDERED, "at", Reason.at(event.at()))
                        : new Reason(Code.FINISHED, Map.of("event", event.name(), "at", Reason.at(event.at())));
            }
            if (!trigger.isWokenBy(event)) {
                return null;
            }
            return switch (Evaluator.ask(trigger.everyMessage().condition(), new Subject(state, runKey))) {
                case Answer.Holds _ -> null;
                case Answer.Fails(Reason because) -> because;
            };
        }

        /** An order of a part of a cart does not end what is about the rest of it. */
        private boolean leftSomethingBehind(Trigger trigger, String runKey) {
            Resolved asked = trigger.everyMessage();
            return event.is(EventNames.ORDER_COMPLETED)
                    && asked.needs().contains(Resolved.Need.CARTS)
                    && Evaluator.ask(asked.condition(), new Subject(state, runKey)) instanceof Answer.Holds;
        }

        private void evaluate(Campaign campaign) {
            switch (campaign.status()) {
                case DRAFT, ENDED -> {
                    return;
                }
                case PAUSED -> {
                    refuse(
                            campaign,
                            Reason.of(
                                    Code.CAMPAIGN_NOT_ACTIVE,
                                    "status",
                                    campaign.status().key()));
                    return;
                }
                case ACTIVE -> {}
            }
            if (event.startsNothing(now)) {
                String age = Durations.roughly(Duration.between(event.at(), now));
                refuse(campaign, Reason.of(Code.EVENT_TOO_OLD, "age", age));
                return;
            }
            if (campaign.transactional()
                    && !event.origin().trusted()
                    && !configuration.shop().browsers().orders()) {
                refuse(campaign, Reason.of(Code.ONLY_SERVERS_START));
                return;
            }
            Trigger trigger = campaign.trigger();
            String key = trigger.keyOf(event);
            Subject subject = new Subject(state, key);
            switch (Evaluator.ask(trigger.everyMessage().condition(), subject)) {
                case Answer.Fails(Reason because) -> {
                    if (!ended.contains(campaign.key())) {
                        refuse(campaign, because);
                    }
                }
                case Answer.Holds standing -> begin(campaign, subject, standing);
            }
        }

        private void begin(Campaign campaign, Subject subject, Answer.Holds standing) {
            String key = subject.key();
            ActiveRun running = state.run(campaign.key(), key);
            Reason tooSoon = Starts.tooSoon(state, campaign, key, event.at());
            if (tooSoon != null) {
                refuse(campaign, tooSoon);
            } else if (running != null && !Starts.over(running, configuration, now)) {
                refuse(campaign, Reason.of(Code.ALREADY_RUNNING, "since", Reason.at(running.triggeredAt())));
            } else if (!state.hasRoom(
                    campaign.key(),
                    key,
                    eventKey,
                    campaign.transactional(),
                    run -> Starts.over(run, configuration, now))) {
                refuse(campaign, Reason.of(Code.TOO_MANY));
            } else if (!campaign.trigger().delay().isZero()) {
                wait(campaign, key, standing);
            } else if (Evaluator.ask(campaign.trigger().entry().condition(), subject)
                    instanceof Answer.Fails(Reason because)) {
                refuse(campaign, because);
            } else {
                start(campaign, key);
            }
        }

        private void start(Campaign campaign, String key) {
            Start start = campaign.trigger().start();
            RunId run = RunId.of(state.id(), campaign.key(), key, event.at());
            state = Starts.started(
                    state,
                    campaign,
                    run,
                    key,
                    event.at(),
                    start.tellsOfTheEvent() ? eventKey : null,
                    configuration,
                    now);
            decisions.add(new Decision(campaign.key(), Kind.STARTED, happened()));
        }

        /** The delay begins, or begins anew. */
        private void wait(Campaign campaign, String key, Answer.Holds standing) {
            Trigger trigger = campaign.trigger();
            Instant triggeredAt =
                    switch (trigger.start()) {
                        case Start.Happened _ -> event.at();
                        // An event that came late may not be the last change of what was begun.
                        case Start.Unfinished _ -> standing.since() == null ? event.at() : standing.since();
                    };
            ArmedTimer armed = state.timer(campaign.key(), key);
            Instant due = due(triggeredAt.plus(trigger.delay()), trigger.delay(), armed);
            String fromEvent = trigger.start().tellsOfTheEvent() ? eventKey : null;
            if (armed != null && !due.isBefore(armed.firesAt())) {
                // Only the entry moves; its schedule fires too early then, and is armed again. An earlier due time
                // makes
                // a new schedule.
                ArmedTimer moved = new ArmedTimer(
                        campaign.key(),
                        key,
                        due,
                        armed.firesAt(),
                        armed.timerId(),
                        triggeredAt,
                        fromEvent,
                        armed.begunAt());
                state = state.withTimer(moved, state.agenda().number());
            } else {
                state = Starts.armed(state, campaign.key(), key, due, triggeredAt, fromEvent);
            }
            Reason because = standing.because() == null ? happened() : standing.because();
            decisions.add(new Decision(
                    campaign.key(),
                    armed == null ? Kind.DELAY_SET : Kind.DELAY_MOVED,
                    because.with("due", Reason.at(due))));
        }

        /** Who pokes at a cart again and again puts a reminder off, and not for ever: anyone can poke at a stranger's. */
        private Instant due(Instant asSaid, Duration delay, @Nullable ArmedTimer armed) {
            if (armed == null || event.origin().trusted()) {
                return asSaid;
            }
            Instant latest = armed.begunAt().plus(delay.multipliedBy(MOST_DELAYS));
            if (!asSaid.isAfter(latest)) {
                return asSaid;
            }
            return latest.isAfter(armed.due()) ? latest : armed.due();
        }

        private Reason happened() {
            return Reason.of(Code.EVENT, "event", event.name());
        }

        private void refuse(Campaign campaign, Reason why) {
            decisions.add(new Decision(campaign.key(), Kind.NOT_STARTED, why));
        }
    }
}
