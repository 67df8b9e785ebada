package dev.homing.domain.decide;

import dev.homing.domain.Durations;
import dev.homing.domain.Facts;
import dev.homing.domain.audience.StaticList;
import dev.homing.domain.campaign.Campaign;
import dev.homing.domain.campaign.Configuration;
import dev.homing.domain.condition.Answer;
import dev.homing.domain.condition.Condition;
import dev.homing.domain.condition.Evaluator;
import dev.homing.domain.condition.Subject;
import dev.homing.domain.event.CustomerEvent;
import dev.homing.domain.event.EventNames;
import dev.homing.domain.event.OwnEvents;
import dev.homing.domain.id.RunKey;
import dev.homing.domain.profile.TraitChange;
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
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
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
     * @param learnt who the customer is with what this event said of them
     */
    public static Observation of(
            CustomerState before,
            CustomerEvent event,
            String eventKey,
            Configuration configuration,
            Learnt learnt,
            Instant now) {
        Observing observing = new Observing(before, event, eventKey, configuration, learnt, now);
        observing.observe();
        return new Observation(observing.work.state, List.copyOf(observing.work.decisions));
    }

    /** One event being observed. */
    private static final class Observing {
        private final CustomerState before;
        private final CustomerEvent event;
        private final String eventKey;
        private final Configuration configuration;
        private final Learnt learnt;
        private final Work work;
        /** Campaigns in which this event ended or cancelled something: nothing more is said of it there. */
        private final Set<String> ended = new HashSet<>();

        Observing(
                CustomerState before,
                CustomerEvent event,
                String eventKey,
                Configuration configuration,
                Learnt learnt,
                Instant now) {
            this.before = before;
            this.work = new Work(before, learnt.profile(), configuration, now);
            this.event = event;
            this.eventKey = eventKey;
            this.configuration = configuration;
            this.learnt = learnt;
        }

        void observe() {
            boolean toldBefore =
                    event.is(EventNames.ORDER_COMPLETED) && work.state.recent().has(event.knownByIfUnread());
            work.state = work.state.withRecent(work.state.recent().with(event, work.now), event.at());
            if (event.origin().trusted()) {
                work.state = work.state.vouchedFor();
            }
            work.state = work.state.withCarts(
                    work.state.carts().after(event, configuration.shop().currency(), configuration.shop()::owns));
            keepTimes();
            attribute();
            endWhatIsOver();
            wakeWhatWaitsForAnAddress();
            // What an order starts, it started when its amount could not be read.
            for (Campaign campaign : toldBefore ? List.<Campaign>of() : configuration.startedBy(event)) {
                evaluate(campaign, happened());
            }
            for (TraitChange change : learnt.changes()) {
                for (Campaign campaign : configuration.startedByChangeOf(change.name())) {
                    evaluate(campaign, change);
                }
            }
            Grouping grouping = new Grouping(work, event, startsNothing());
            changeList(grouping);
            grouping.group();
        }

        private void changeList(Grouping grouping) {
            boolean joined = event.is(OwnEvents.LIST_JOINED);
            String key = event.properties().text("list");
            StaticList list =
                    key == null ? null : configuration.groups().lists().get(key);
            if (list != null && event.origin().trusted() && (joined || event.is(OwnEvents.LIST_LEFT))) {
                grouping.list(list, joined, event.at());
            }
        }

        /** What live conditions ask about of what the customer did. */
        private void keepTimes() {
            Times.keep(work, event);
        }

        private void attribute() {
            boolean counts =
                    event.origin().trusted() || configuration.shop().browsers().orders();
            if (counts && event.is(EventNames.ORDER_COMPLETED)) {
                OrderPlaced.Result attributed = OrderPlaced.attributed(work.state, event, configuration);
                work.state = attributed.state();
                work.decisions.addAll(attributed.decisions());
            } else if (counts && (event.is(EventNames.ORDER_REFUNDED) || event.is(EventNames.ORDER_CANCELLED))) {
                work.state = OrderPlaced.takenBack(
                        work.state, event, configuration.shop().currency());
            }
        }

        /** Cancels delays and ends runs that this event finishes, or after which they may no longer send. */
        private void endWhatIsOver() {
            for (ArmedTimer timer : work.state.timers()) {
                Set<Long> left = left(timer);
                Reason why = over(timer.campaign(), timer.key(), timer.triggeredAt(), timer.about());
                if (why != null && left.isEmpty()) {
                    work.state = work.state.withoutTimer(timer.campaign(), timer.key());
                    work.decide(timer.campaign(), Kind.DELAY_CANCELLED, why);
                    ended.add(timer.campaign());
                } else if (why != null) {
                    work.state = work.state.withTimer(
                            timer.about(left), work.state.agenda().number());
                }
            }
            for (ActiveRun run : work.state.runs()) {
                Reason why = over(run.campaign(), run.key(), run.triggeredAt(), run.about());
                if (why != null) {
                    work.state = work.state
                            .withRuns(work.state.runs().stream()
                                    .filter(other -> !other.equals(run))
                                    .toList())
                            .with(new Outcome.EndRun(run.id(), why, event.at()));
                    work.decide(run.campaign(), Kind.ENDED, why);
                    ended.add(run.campaign());
                }
            }
        }

        /** Of several things that were begun, those that this event does not finish. */
        private Set<Long> left(ArmedTimer timer) {
            Campaign campaign = configuration.campaign(timer.campaign());
            Set<Long> left = new LinkedHashSet<>();
            if (campaign != null && !timer.about().isEmpty()) {
                Set<Long> finished = campaign.trigger().aboutOf(event);
                left.addAll(finished.isEmpty() ? Set.of() : timer.about());
                left.removeAll(finished);
            }
            return left;
        }

        /** Delays that are over and wait until the customer can be reached: this event may say where. */
        private void wakeWhatWaitsForAnAddress() {
            for (ArmedTimer timer : work.state.timers()) {
                if (!timer.waitsForAddress()) {
                    continue;
                }
                if (timer.waitedTooLong(work.now)) {
                    work.state = work.state.withoutTimer(timer.campaign(), timer.key());
                    work.decide(timer.campaign(), Kind.NOT_STARTED, Reason.of(Code.NEVER_REACHABLE));
                } else if (event.saysWho()) {
                    work.state = Starts.armed(
                            work.state,
                            timer.campaign(),
                            timer.key(),
                            work.now,
                            timer.triggeredAt(),
                            timer.eventKey(),
                            timer.about());
                    work.decide(
                            timer.campaign(),
                            Kind.DELAY_MOVED,
                            Reason.of(Code.MORE_IS_KNOWN, "due", Reason.at(work.now)));
                }
            }
        }

        /** Why what a campaign has in progress under a key is over with this event; null where it is not. */
        private @Nullable Reason over(String key, String runKey, Instant triggeredAt, Collection<Long> about) {
            Campaign campaign = configuration.campaign(key);
            if (campaign == null) {
                return null;
            }
            Trigger trigger = campaign.trigger();
            boolean ends =
                    trigger.isEndedBy(event, runKey, about) && !event.at().isBefore(triggeredAt);
            if (ends && !leftSomethingBehind(trigger, runKey)) {
                return event.is(EventNames.ORDER_COMPLETED)
                        ? Reason.of(Code.ORDERED, "at", Reason.at(event.at()))
                        : new Reason(Code.FINISHED, Map.of("event", event.title(), "at", Reason.at(event.at())));
            }
            if (!trigger.isWokenBy(event) || trigger.everyMessage().looksAtEvent()) {
                return null;
            }
            return switch (Evaluator.ask(trigger.everyMessage().condition(), work.subject(runKey, Facts.NONE))) {
                case Answer.Holds _ -> null;
                case Answer.Fails(Reason because) -> because;
            };
        }

        /** An order of a part of a cart does not end what is about the rest of it. */
        private boolean leftSomethingBehind(Trigger trigger, String runKey) {
            return event.is(EventNames.ORDER_COMPLETED)
                    && trigger.everyMessage().needsCarts()
                    && Evaluator.holds(trigger.everyMessage().condition(), work.subject(runKey, Facts.NONE));
        }

        private void evaluate(Campaign campaign, TraitChange change) {
            if (!(campaign.trigger().start() instanceof Start.Changed(String attribute, var from, var to))) {
                return;
            }
            Subject subject = work.subject(null, event.properties());
            if (Evaluator.passes(from, change.before(), subject) && Evaluator.passes(to, change.after(), subject)) {
                evaluate(
                        campaign,
                        new Reason(
                                Code.ATTRIBUTE_CHANGED,
                                Map.of(
                                        "attribute",
                                        attribute,
                                        "from",
                                        String.valueOf(change.before()),
                                        "to",
                                        String.valueOf(change.after()))));
            }
        }

        private void evaluate(Campaign campaign, Reason because) {
            Reason refusal = refusal(campaign);
            if (refusal != null) {
                work.refuse(campaign, refusal);
                return;
            }
            Trigger trigger = campaign.trigger();
            String key = trigger.keyOf(event);
            Condition where = trigger.start().where();
            if (Evaluator.ask(where, work.subject(key, event.properties())) instanceof Answer.Fails(Reason why)) {
                work.refuse(campaign, why);
                return;
            }
            boolean fails = Evaluator.ask(trigger.everyMessage().condition(), work.subject(key, event.properties()))
                    instanceof Answer.Fails;
            if (fails && ended.contains(campaign.key())) {
                return;
            }
            work.begin(
                    campaign,
                    new Occasion(
                            key,
                            event.at(),
                            event.properties(),
                            trigger.tellsOfTheEvent() ? eventKey : null,
                            trigger.aboutOf(event),
                            event.origin().trusted(),
                            !trigger.everyMessage().needsCarts() || cartChanged(key),
                            because));
        }

        private boolean cartChanged(String key) {
            String cart = RunKey.named(key);
            return !before.carts().cart(cart).holdsTheSameAs(work.state.carts().cart(cart));
        }

        private @Nullable Reason refusal(Campaign campaign) {
            if (!campaign.active()) {
                return Reason.of(
                        Code.CAMPAIGN_NOT_ACTIVE, "status", campaign.status().key());
            }
            boolean onlyServers = campaign.transactional()
                    && !event.origin().trusted()
                    && !configuration.shop().browsers().orders();
            Reason nothing = startsNothing();
            return nothing == null && onlyServers ? Reason.of(Code.ONLY_SERVERS_START) : nothing;
        }

        /** Why this event starts nothing, whatever it is; null where it may. */
        private @Nullable Reason startsNothing() {
            if (event.imported() == CustomerEvent.Import.QUIET) {
                return Reason.of(Code.IMPORTED);
            }
            return event.startsNothing(work.now)
                    ? Reason.of(Code.EVENT_TOO_OLD, "age", Durations.roughly(Duration.between(event.at(), work.now)))
                    : null;
        }

        private Reason happened() {
            return Reason.of(Code.EVENT, "event", event.title());
        }
    }
}
