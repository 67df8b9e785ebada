package dev.homing.domain.decide;

import dev.homing.domain.Durations;
import dev.homing.domain.campaign.Campaign;
import dev.homing.domain.campaign.Configuration;
import dev.homing.domain.event.CustomerEvent;
import dev.homing.domain.order.Amounts;
import dev.homing.domain.order.Refund;
import dev.homing.domain.reason.Decision;
import dev.homing.domain.reason.Reason;
import dev.homing.domain.reason.Reason.Code;
import dev.homing.domain.state.CustomerState;
import dev.homing.domain.state.Outcome;
import dev.homing.domain.state.Touch;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What an order means for the numbers: the last message that the customer clicked within its campaign's window gets the revenue. */
final class OrderPlaced {
    private OrderPlaced() {}

    record Result(CustomerState state, List<Decision> decisions) {}

    /** The run that gets the revenue is converted, and no longer in progress; others stay as they are. */
    static Result attributed(CustomerState before, CustomerEvent order, Configuration configuration) {
        Touch touch = lastQualifying(before, order, configuration);
        if (touch == null) {
            return new Result(before, List.of());
        }
        CustomerState state = before.with(new Outcome.Convert(
                        orderId(order),
                        touch.run(),
                        touch.message(),
                        touch.campaign(),
                        touch.version(),
                        touch.channel(),
                        Amounts.ofOrder(order.properties(), configuration.shop().currency()),
                        touch.triggeredAt(),
                        touch.at(),
                        order.at()))
                .withRuns(before.runs().stream()
                        .filter(run -> !run.id().equals(touch.run()))
                        .toList());
        Reason why = new Reason(
                Code.ORDERED_AFTER_CLICK,
                Map.of("order", orderId(order), "since", Durations.roughly(Duration.between(touch.at(), order.at()))));
        return new Result(state, List.of(new Decision(touch.campaign(), Decision.Kind.CONVERTED, why)));
    }

    static CustomerState takenBack(CustomerState state, CustomerEvent event, String shopCurrency) {
        String order = event.orderId();
        if (order == null) {
            return state;
        }
        return state.with(new Outcome.TakeBack(order, event.knownBy(), Refund.of(event, shopCurrency), event.at()));
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
        String id = order.orderId();
        return id == null ? order.knownBy() : id;
    }
}
