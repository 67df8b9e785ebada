package dev.homing.adapter.json.stored;

import dev.homing.adapter.json.Amounts;
import dev.homing.adapter.json.Fields;
import dev.homing.adapter.json.MalformedJson;
import dev.homing.domain.Money;
import dev.homing.domain.order.Refund;
import dev.homing.domain.order.Refunds;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What was taken back of an order, as stored. */
final class RefundsCodec {
    private static final String WHOLE = "whole";
    private static final String SO_FAR = "soFar";

    private RefundsCodec() {}

    static Map<String, @Nullable Object> write(Refunds refunds) {
        Map<String, Object> parts = new LinkedHashMap<>();
        refunds.parts().forEach((event, amount) -> parts.put(event, Amounts.text(amount)));
        return new Fields()
                .put("parts", parts)
                .money(SO_FAR, refunds.soFar())
                .put(WHOLE, refunds.whole() ? true : null)
                .json();
    }

    static String kind(Refund refund) {
        return switch (refund) {
            case Refund.Whole() -> WHOLE;
            case Refund.Part _ -> "part";
            case Refund.SoFar _ -> SO_FAR;
        };
    }

    static @Nullable Money amount(Refund refund) {
        return switch (refund) {
            case Refund.Whole() -> null;
            case Refund.Part(Money amount) -> amount;
            case Refund.SoFar(Money amount) -> amount;
        };
    }

    static Refund refund(String kind, @Nullable Money amount) {
        if (kind.equals(WHOLE)) {
            return new Refund.Whole();
        }
        if (amount == null) {
            throw new MalformedJson("The amount of a refund is missing");
        }
        return kind.equals(SO_FAR) ? new Refund.SoFar(amount) : new Refund.Part(amount);
    }

    static Refunds read(Fields json) {
        Map<String, Money> parts = new LinkedHashMap<>();
        Fields amounts = json.object("parts");
        amounts.json().keySet().forEach(event -> parts.put(event, Amounts.money(amounts.text(event))));
        return new Refunds(parts, json.optionalMoney(SO_FAR), json.flag(WHOLE));
    }
}
