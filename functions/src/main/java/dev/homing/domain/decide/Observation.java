package dev.homing.domain.decide;

import dev.homing.domain.Decision;
import dev.homing.domain.Decision.Code;
import dev.homing.domain.campaign.Campaign;
import dev.homing.domain.campaign.Configuration;
import dev.homing.domain.cart.Cart;
import dev.homing.domain.event.CustomerEvent;
import dev.homing.domain.event.EventNames;
import dev.homing.domain.id.RunId;
import dev.homing.domain.state.ActiveRun;
import dev.homing.domain.state.ArmedTimer;
import dev.homing.domain.state.CustomerState;
import dev.homing.domain.state.Outcome;
import dev.homing.domain.trigger.Trigger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What one event changes: the customer's state, with what was decided and remains to be done as part of it, and the decisions to record
 * beside the event.
 */
public record Observation(CustomerState state, List<Decision> decisions) {
    /** Delays and runs of one customer, of all campaigns. */
    private static final int MOST_AT_ONCE = 50;

    /**
     * @param eventKey where the timeline will have the event
     */
    public static Observation of(
            CustomerState before, CustomerEvent event, String eventKey, Configuration configuration, Instant now) {
        Work work = new Work(before, event, eventKey, configuration, now);
        work.observe();
        return new Observation(work.state, List.copyOf(work.decisions));
    }

    /** One event being observed; the state grows step by step. */
    private static final class Work {
        private final CustomerEvent event;
        private final String eventKey;
        private final Configuration configuration;
        private final Instant now;
        private final List<Decision> decisions = new ArrayList<>();
        private CustomerState state;

        Work(CustomerState before, CustomerEvent event, String eventKey, Configuration configuration, Instant now) {
            this.state = before;
            this.event = event;
            this.eventKey = eventKey;
            this.configuration = configuration;
            this.now = now;
        }

        void observe() {
            state = state.withRecent(state.recent().with(event, now), event.at());
            state = state.withCarts(
                    state.carts().after(event, configuration.shop().currency(), configuration.shop()::owns));
            if (event.is(EventNames.ORDER_COMPLETED)) {
                OrderPlaced.Result ordered = OrderPlaced.of(state, event, configuration, now);
                state = ordered.state();
                decisions.addAll(ordered.decisions());
            } else if (event.is(EventNames.ORDER_REFUNDED) || event.is(EventNames.ORDER_CANCELLED)) {
                state = OrderPlaced.takenBack(state, event, configuration.shop().currency());
            }
            for (Campaign campaign : configuration.startedBy(event)) {
                evaluate(campaign, campaign.trigger());
            }
        }

        private void evaluate(Campaign campaign, Trigger trigger) {
            String key = trigger.keyOf(event);
            ActiveRun running = state.run(campaign.key(), key);
            switch (campaign.status()) {
                case DRAFT, ENDED -> {
                    return;
                }
                case PAUSED -> {
                    decide(
                            campaign,
                            Code.NOT_STARTED_NOT_ACTIVE,
                            Map.of("status", campaign.status().key()));
                    return;
                }
                case ACTIVE -> {}
            }
            if (event.startsNothing(now)) {
                decide(campaign, Code.NOT_STARTED_TOO_OLD, Map.of("age", words(Duration.between(event.at(), now))));
                return;
            }
            switch (trigger) {
                case Trigger.CartAbandoned cartAbandoned -> cartChanged(campaign, cartAbandoned, key, running);
                case Trigger.EventOccurred eventOccurred -> eventOccurred(campaign, eventOccurred, key, running);
            }
        }

        private void cartChanged(
                Campaign campaign, Trigger.CartAbandoned trigger, String key, @Nullable ActiveRun running) {
            Cart cart = state.carts().cart(key);
            if (cart.isEmpty()) {
                if (running != null) {
                    end(running, Code.ENDED_BY_EMPTY_CART);
                } else if (state.timer(campaign.key(), key) != null) {
                    state = state.withoutTimer(campaign.key(), key);
                    decide(campaign, Code.TIMER_DROPPED, Map.of("why", "the cart is empty"));
                } else {
                    Instant orderedAt = state.carts().orderedAt();
                    if (orderedAt != null && !event.at().isAfter(orderedAt)) {
                        decide(campaign, Code.NOT_STARTED_ORDERED, Map.of("at", Decision.at(orderedAt)));
                    } else {
                        decide(campaign, Code.NOT_STARTED_CART_EMPTY, Map.of());
                    }
                }
                return;
            }
            if (alreadyRunning(campaign, running) || tooMany(campaign, key)) {
                return;
            }
            arm(campaign, key, cart.changedAt().plus(trigger.delay()), cart.changedAt(), null, items(cart));
        }

        private void eventOccurred(
                Campaign campaign, Trigger.EventOccurred trigger, String key, @Nullable ActiveRun running) {
            if (alreadyRunning(campaign, running) || tooMany(campaign, key)) {
                return;
            }
            if (trigger.delay().isZero()) {
                RunId run = RunId.of(state.id(), campaign.key(), key, event.at());
                state = Starts.started(state, campaign, run, key, event.at(), eventKey, now);
                decide(campaign, Code.STARTED, Map.of());
            } else {
                arm(campaign, key, event.at().plus(trigger.delay()), event.at(), eventKey, event.name());
            }
        }

        private boolean alreadyRunning(Campaign campaign, @Nullable ActiveRun running) {
            if (running == null || running.latestEnd().isBefore(now)) {
                return false;
            }
            decide(campaign, Code.NOT_STARTED_ALREADY_RUNNING, Map.of("since", Decision.at(running.triggeredAt())));
            return true;
        }

        /** Each lies in the state item, and a storefront gone wrong, or someone with its public key, may name a new cart with every event. */
        private boolean tooMany(Campaign campaign, String key) {
            long underWay = state.runs().stream()
                    .filter(run -> !run.latestEnd().isBefore(now))
                    .count();
            boolean room = state.timers().size() + underWay < MOST_AT_ONCE;
            if (room || state.timer(campaign.key(), key) != null) {
                return false;
            }
            decide(
                    campaign,
                    Code.NOT_STARTED_CONDITION,
                    Map.of("why", MOST_AT_ONCE + " others are waiting or under way"));
            return true;
        }

        /** A later due time only moves the entry; its schedule fires too early then, and is armed again. An earlier one makes a new schedule. */
        private void arm(
                Campaign campaign,
                String key,
                Instant due,
                Instant triggeredAt,
                @Nullable String fromEvent,
                String why) {
            ArmedTimer armed = state.timer(campaign.key(), key);
            Map<String, String> params = Map.of("due", Decision.at(due), "why", why);
            if (armed != null && !due.isBefore(armed.firesAt())) {
                ArmedTimer moved = new ArmedTimer(
                        campaign.key(), key, due, armed.firesAt(), armed.timerId(), triggeredAt, fromEvent);
                state = state.withTimer(moved, state.timerNumber());
                decide(campaign, Code.TIMER_MOVED, params);
            } else {
                state = Starts.armed(state, campaign.key(), key, due, triggeredAt, fromEvent);
                decide(campaign, armed == null ? Code.TIMER_SET : Code.TIMER_MOVED, params);
            }
        }

        private void end(ActiveRun run, Code why) {
            state = state.withRuns(state.runs().stream()
                            .filter(other -> !other.equals(run))
                            .toList())
                    .with(new Outcome.EndRun(run.id(), why, event.at()));
            decisions.add(new Decision(run.campaign(), why));
        }

        private void decide(Campaign campaign, Code code, Map<String, String> params) {
            decisions.add(new Decision(campaign.key(), code, params));
        }

        private static String items(Cart cart) {
            StringBuilder words = new StringBuilder(cart.items() == 1 ? "1 item" : cart.items() + " items");
            words.append(" in the cart");
            cart.totals().forEach(total -> words.append(", ").append(total));
            return words.toString();
        }
    }

    /** A duration as people say it, in its largest whole unit. */
    static String words(Duration duration) {
        Map<Long, String> units = new TreeMap<>(Comparator.reverseOrder());
        units.put(86_400L, "day");
        units.put(3_600L, "hour");
        units.put(60L, "minute");
        for (Map.Entry<Long, String> unit : units.entrySet()) {
            long count = duration.toSeconds() / unit.getKey();
            if (count > 0) {
                return count + " " + unit.getValue() + (count == 1 ? "" : "s");
            }
        }
        return duration.toSeconds() + " seconds";
    }
}
