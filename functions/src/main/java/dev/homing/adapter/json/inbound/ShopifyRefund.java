package dev.homing.adapter.json.inbound;

import static dev.homing.adapter.json.inbound.SourceMappings.putIfKnown;

import dev.homing.domain.Amount;
import dev.homing.domain.Facts;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was refunded: the money that went back, where the refund has transactions, else its lines with their tax and the corrections beside them.
 *
 * @see <a href="https://shopify.dev/docs/api/admin-rest/latest/resources/refund">Shopify's refund</a>
 */
final class ShopifyRefund {
    private ShopifyRefund() {}

    static void put(Map<String, @Nullable Object> properties, Facts refund) {
        Object currency = null;
        BigDecimal sum = null;
        for (Facts transaction : refund.list("transactions")) {
            String kind = transaction.text("kind");
            String status = transaction.text("status");
            boolean counts = (kind == null || kind.equals("refund") || kind.equals("void"))
                    && (status == null || status.equals("success") || status.equals("pending"));
            if (counts) {
                currency = currency == null ? transaction.get("currency") : currency;
                sum = plus(sum, transaction.get("amount"));
            } else {
                // Nothing went back by it, and nothing else says how much did.
                sum = sum == null ? BigDecimal.ZERO : sum;
            }
        }
        if (sum == null) {
            for (Facts line : refund.list("refund_line_items")) {
                sum = plus(
                        plus(sum, first(line, "subtotal", "subtotal_set")), first(line, "total_tax", "total_tax_set"));
            }
            for (Facts correction : refund.list("order_adjustments")) {
                // What went back beside the lines is written with a minus.
                BigDecimal amount = number(first(correction, "amount", "amount_set"));
                sum = amount == null ? sum : (sum == null ? BigDecimal.ZERO : sum).subtract(amount);
            }
        }
        properties.put("total", sum == null ? BigDecimal.ZERO : sum);
        putIfKnown(properties, "currency", properties.get("currency") == null ? currency : null);
    }

    private static @Nullable Object first(Facts from, String... names) {
        for (String name : List.of(names)) {
            if (from.get(name) != null) {
                return from.get(name);
            }
        }
        return null;
    }

    private static @Nullable BigDecimal plus(@Nullable BigDecimal sum, @Nullable Object amount) {
        BigDecimal number = number(amount);
        return number == null ? sum : (sum == null ? BigDecimal.ZERO : sum).add(number);
    }

    private static @Nullable BigDecimal number(@Nullable Object amount) {
        return Amount.read(amount, null) instanceof Amount.Read read ? read.number() : null;
    }
}
