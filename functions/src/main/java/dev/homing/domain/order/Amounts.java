package dev.homing.domain.order;

import dev.homing.domain.Facts;
import dev.homing.domain.Money;
import dev.homing.domain.cart.CartLine;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an order or a refund says of money. */
public final class Amounts {
    private Amounts() {}

    /** The currency that an event names, else the shop's. */
    static String currency(Facts properties, String shopCurrency) {
        String currency = properties.text("currency");
        return currency != null && Money.isCurrency(currency) ? currency : shopCurrency;
    }

    /** The total, else the revenue, else the value, as the Segment specification names them; null where the event says none of them. */
    static @Nullable Money total(Facts properties, String shopCurrency) {
        for (String name : List.of("total", "revenue", "value")) {
            BigDecimal amount = properties.number(name);
            if (amount != null) {
                return Money.plausible(amount, currency(properties, shopCurrency));
            }
        }
        return null;
    }

    /**
     * What an order is worth: what it says, else the sum of its products where each of them has a price; null where neither is there.
     *
     * @param shopCurrency of events that name none
     */
    public static @Nullable Money ofOrder(Facts properties, String shopCurrency) {
        Money said = total(properties, shopCurrency);
        return said == null ? products(properties, shopCurrency) : said;
    }

    /** The sum of products times their quantity; null where there are none, or one of them has no price that can be read. */
    static @Nullable Money products(Facts properties, String shopCurrency) {
        Money sum = null;
        for (Facts product : properties.list("products")) {
            BigDecimal price = product.number("price");
            Money one = price == null ? null : Money.plausible(price.abs(), currency(properties, shopCurrency));
            if (one == null) {
                return null;
            }
            Money all = one.times(Math.max(1, CartLine.quantity(product)));
            sum = sum == null ? all : sum.plus(all);
        }
        return sum;
    }
}
