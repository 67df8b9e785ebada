package dev.homing.domain.decide;

import dev.homing.domain.Decision;
import dev.homing.domain.Decision.Code;
import dev.homing.domain.Facts;
import dev.homing.domain.Money;
import dev.homing.domain.campaign.Campaign;
import dev.homing.domain.campaign.Configuration;
import dev.homing.domain.cart.Carts;
import dev.homing.domain.event.CustomerEvent;
import dev.homing.domain.event.EventNames;
import dev.homing.domain.id.RunKey;
import dev.homing.domain.state.ActiveRun;
import dev.homing.domain.state.ArmedTimer;
import dev.homing.domain.state.CustomerState;
import dev.homing.domain.state.Outcome;
import dev.homing.domain.state.Touch;
import dev.homing.domain.trigger.Trigger;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an order leads to: timers of its cart are dropped, runs about it are ended, and the last message that the customer clicked within its
 * campaign's window gets the revenue.
 */
final class OrderPlaced {
    private OrderPlaced() {}

    record Result(CustomerState state, List<Decision> decisions) {}

    static Result of(CustomerState before, CustomerEvent order, Configuration configuration, Instant now) {
        CustomerState state = before;
        List<Decision> decisions = new ArrayList<>();
        for (ArmedTimer timer : before.timers()) {
            Campaign campaign = configuration.campaign(timer.campaign());
            if (campaign != null && closes(order, campaign, timer.key(), timer.triggeredAt())) {
                state = state.withoutTimer(timer.campaign(), timer.key());
                decisions.add(new Decision(timer.campaign(), Code.TIMER_DROPPED, Map.of("why", "ordered")));
            }
        }
        Touch touch = lastQualifying(state, order, configuration);
        if (touch != null) {
            state = state.with(new Outcome.Convert(
                    orderId(order),
                    touch.run(),
                    touch.message(),
                    touch.campaign(),
                    touch.version(),
                    touch.channel(),
                    amount(order.properties(), configuration.shop().currency()),
                    touch.triggeredAt(),
                    touch.at(),
                    order.at()));
            decisions.add(new Decision(
                    touch.campaign(),
                    Code.CONVERTED,
                    Map.of(
                            "order", orderId(order),
                            "since", Observation.words(Duration.between(touch.at(), order.at())),
                            "touch", "click")));
        }
        List<ActiveRun> left = new ArrayList<>();
        for (ActiveRun run : state.runs()) {
            Campaign campaign = configuration.campaign(run.campaign());
            boolean converted = touch != null && touch.run().equals(run.id());
            if (!converted && (campaign == null || !closes(order, campaign, run.key(), run.triggeredAt()))) {
                left.add(run);
            } else if (!converted) {
                state = state.with(new Outcome.EndRun(run.id(), Code.ENDED_BY_ORDER, order.at()));
                decisions.add(new Decision(run.campaign(), Code.ENDED_BY_ORDER));
            }
        }
        return new Result(state.withRuns(left), decisions);
    }

    static CustomerState takenBack(CustomerState state, CustomerEvent event, String shopCurrency) {
        String order = event.properties().firstText("order_id", "orderId");
        if (order == null) {
            return state;
        }
        boolean whole = event.is(EventNames.ORDER_CANCELLED);
        Money said = whole ? null : amount(event.properties(), shopCurrency);
        // Some write what goes back with a minus.
        Money amount = said != null && said.amount().signum() < 0 ? said.negated() : said;
        return state.with(new Outcome.TakeBack(order, event.messageId(), amount, event.at()));
    }

    /** Whether an order ends what a campaign has under way for the customer: it came later, and is about the same cart or order. */
    private static boolean closes(CustomerEvent order, Campaign campaign, String key, Instant triggeredAt) {
        if (order.at().isBefore(triggeredAt)) {
            return false;
        }
        return switch (campaign.trigger()) {
            case Trigger.CartAbandoned _ -> {
                String cart = order.properties().text("cart_id");
                // A cart without a name is the one that was ordered, for all that is known.
                yield cart == null || key.equals(Carts.ONLY) || RunKey.of(cart).equals(key);
            }
            case Trigger.EventOccurred trigger -> {
                String property = trigger.keyProperty();
                String same = property == null ? null : order.properties().text(property);
                yield RunKey.of(same).equals(key);
            }
        };
    }

    private static @Nullable Touch lastQualifying(
            CustomerState state, CustomerEvent order, Configuration configuration) {
        Touch last = null;
        for (Touch touch : state.touches()) {
            Campaign campaign = configuration.campaign(touch.campaign());
            boolean within = campaign != null
                    && !touch.at().isAfter(order.at())
                    && Duration.between(touch.at(), order.at()).compareTo(campaign.attributionWindow()) <= 0;
            if (within && (last == null || touch.at().isAfter(last.at()))) {
                last = touch;
            }
        }
        return last;
    }

    private static String orderId(CustomerEvent order) {
        String id = order.properties().firstText("order_id", "orderId");
        return id == null ? order.messageId() : id;
    }

    /** The order's total, else its revenue, else its value, as the Segment specification names them; null where it says none of them. */
    private static @Nullable Money amount(Facts properties, String shopCurrency) {
        String currency = properties.text("currency");
        for (String name : List.of("total", "revenue", "value")) {
            BigDecimal amount = properties.number(name);
            if (amount != null) {
                return Money.plausible(
                        amount, currency != null && Money.isCurrency(currency) ? currency : shopCurrency);
            }
        }
        return null;
    }
}
