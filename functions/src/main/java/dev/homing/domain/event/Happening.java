package dev.homing.domain.event;

import dev.homing.domain.Amount;
import dev.homing.domain.Facts;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the properties of the events that Homing itself acts on: afterwards amounts are numbers, currencies are codes, and products are a list
 * under {@code products}. Whoever looks at an event later, a cart, an order or a template, need not know how many ways there are to write it.
 * Properties of other events are the shop's own and stay as they are.
 */
sealed interface Happening {
    /** @param leftOut what cannot be read and does not keep the rest from counting, each with its reason */
    record Read(Facts properties, List<String> leftOut) implements Happening {}

    /** @param reason names the field and the remedy */
    record Refused(String reason) implements Happening {}

    /** What Homing adds up or shows as the worth of it all: an order without it is one thing, one with an unreadable one another. */
    List<String> TOTALS = List.of("total", "revenue", "value");

    /** Shown by templates alone; what cannot be read is left out. */
    List<String> OTHER_AMOUNTS = List.of("subtotal", "tax", "shipping", "discount", "amount");

    Set<String> COUNTED = Set.of(
            EventNames.ORDER_COMPLETED,
            EventNames.ORDER_REFUNDED,
            EventNames.PAYMENT_FAILED,
            EventNames.CHECKOUT_STARTED);

    Set<String> ONE_PRODUCT = Set.of(
            EventNames.PRODUCT_ADDED,
            EventNames.PRODUCT_REMOVED,
            EventNames.PRODUCT_VIEWED,
            EventNames.PRODUCT_ADDED_TO_WISHLIST,
            EventNames.PRODUCT_REMOVED_FROM_WISHLIST,
            OwnEvents.PRODUCT_UPDATED);

    Set<String> READ = Set.of(
            EventNames.PRODUCT_ADDED,
            EventNames.PRODUCT_REMOVED,
            EventNames.PRODUCT_VIEWED,
            EventNames.PRODUCT_ADDED_TO_WISHLIST,
            EventNames.PRODUCT_REMOVED_FROM_WISHLIST,
            OwnEvents.PRODUCT_UPDATED,
            EventNames.CART_VIEWED,
            EventNames.CART_UPDATED,
            EventNames.CHECKOUT_STARTED,
            EventNames.ORDER_COMPLETED,
            EventNames.ORDER_REFUNDED,
            EventNames.ORDER_CANCELLED,
            EventNames.PAYMENT_FAILED);

    static Happening read(String event, Facts properties) {
        if (!READ.contains(event)) {
            return new Read(properties, List.of());
        }
        Reading reading = new Reading(event, properties);
        reading.read();
        return reading.refused == null
                ? new Read(new Facts(reading.read), List.copyOf(reading.leftOut))
                : new Refused(reading.refused);
    }

    /** One event's properties while they are read. */
    final class Reading {
        private final String event;
        private final Facts properties;
        private final Map<String, @Nullable Object> read;
        private final List<String> leftOut = new ArrayList<>();
        private @Nullable String refused;
        private @Nullable String unread;

        private Reading(String event, Facts properties) {
            this.event = event;
            this.properties = properties;
            this.read = new LinkedHashMap<>(properties.values());
        }

        private void read() {
            read.remove(CustomerEvent.UNREAD_AMOUNT);
            Object stated = properties.get("currency");
            String currency = Amount.currency(stated);
            if (currency == null && stated != null && !stated.toString().isBlank()) {
                wrong("currency: \"" + stated + "\" is no currency; send an ISO 4217 code such as EUR", true);
                if (refused != null) {
                    return;
                }
            }
            if (currency == null) {
                read.remove("currency");
            } else {
                read.put("currency", currency);
            }
            for (String name : TOTALS) {
                amount(name, currency, COUNTED.contains(event));
            }
            for (String name : OTHER_AMOUNTS) {
                amount(name, currency, false);
            }
            amount(CustomerEvent.REFUNDED_TOTAL, currency, true);
            products(currency);
            refundOfProducts();
            if (unread != null) {
                withoutAmounts(unread);
            }
        }

        /**
         * Whoever ordered has bought, whatever it cost: to leave out the order would be to remind them of it. Of its amounts none counts, as
         * others may be wrong where one is.
         */
        private void withoutAmounts(String why) {
            TOTALS.forEach(read::remove);
            OTHER_AMOUNTS.forEach(read::remove);
            if (read.get("products") instanceof List<?>) {
                List<Map<String, @Nullable Object>> products = new ArrayList<>();
                for (Facts product : new Facts(read).list("products")) {
                    Map<String, @Nullable Object> line = new LinkedHashMap<>(product.values());
                    line.remove("price");
                    products.add(line);
                }
                read.put("products", products);
            }
            leftOut.addFirst(why);
            read.put(CustomerEvent.UNREAD_AMOUNT, why);
        }

        /** Taking back the whole order, or nothing, for a refund that names products without prices would be a guess. */
        private void refundOfProducts() {
            boolean unsaid = event.equals(EventNames.ORDER_REFUNDED)
                    && read.get(CustomerEvent.REFUNDED_TOTAL) == null
                    && TOTALS.stream().allMatch(name -> read.get(name) == null);
            boolean unpriced =
                    new Facts(read).list("products").stream().anyMatch(product -> product.number("price") == null);
            if (unsaid && unpriced) {
                wrong(
                        "total: it is missing, and a product has no price; send how much was refunded as \"total\"",
                        true);
            }
        }

        private void amount(String name, @Nullable String currency, boolean needed) {
            Amount amount = Amount.read(properties.get(name), currency);
            for (String minor : List.of("_cents", "_minor", "_in_cents")) {
                if (amount instanceof Amount.Absent) {
                    amount = Amount.ofMinorUnits(properties.get(name + minor), currency);
                }
            }
            switch (amount) {
                case Amount.Absent() -> read.remove(name);
                case Amount.Unreadable(String why) -> {
                    read.remove(name);
                    wrong(name + ": " + why + "; send a number such as 1299.00", needed);
                }
                case Amount.Read(BigDecimal number, String in) -> {
                    Object known = read.get("currency");
                    if (in != null && known != null && !in.equals(known)) {
                        read.remove(name);
                        wrong(
                                name + ": it is in " + in + ", and currency says " + known + "; send one of them",
                                needed);
                        return;
                    }
                    read.put(name, number);
                    if (in != null) {
                        read.put("currency", in);
                    }
                }
            }
        }

        private void products(@Nullable String currency) {
            switch (Products.read(properties, currency)) {
                case Products.Absent() -> withoutList(currency);
                case Products.Unreadable(String why) -> {
                    Products.NAMES.forEach(read::remove);
                    boolean ownProduct = ONE_PRODUCT.contains(event) && Products.id(properties) != null;
                    if (ownProduct) {
                        leftOut.add(why);
                        withoutList(currency);
                    } else {
                        wrong(why, event.equals(EventNames.CART_UPDATED) || ONE_PRODUCT.contains(event));
                    }
                }
                case Products.Listed(List<Map<String, @Nullable Object>> lines, List<String> bad) -> {
                    Products.NAMES.forEach(read::remove);
                    read.put("products", lines);
                    leftOut.addAll(bad);
                }
            }
        }

        private void withoutList(@Nullable String currency) {
            if (event.equals(EventNames.CART_UPDATED)) {
                refused =
                        "products: it is missing, and what is not said leaves the cart as it was; send the whole cart as a list,"
                                + " [] where it was emptied";
            } else if (ONE_PRODUCT.contains(event)) {
                switch (Products.line(properties, currency)) {
                    case Products.Line.Read(Map<String, @Nullable Object> product) -> {
                        for (String name : List.of("price", "quantity", "currency")) {
                            read.remove(name);
                            if (product.get(name) != null) {
                                read.put(name, product.get(name));
                            }
                        }
                        Products.IDS.stream()
                                .filter(id -> product.get(id) == null)
                                .forEach(read::remove);
                    }
                    case Products.Line.Unreadable(String why) ->
                        wrong(why, event.equals(EventNames.PRODUCT_ADDED) || event.equals(OwnEvents.PRODUCT_UPDATED));
                }
            }
        }

        /** @param needed whether the event says nothing that counts without it */
        private void wrong(String why, boolean needed) {
            if (needed && event.equals(EventNames.ORDER_COMPLETED)) {
                unread = unread == null ? why : unread;
            } else if (needed) {
                refused = refused == null ? why : refused;
            } else {
                leftOut.add(why);
            }
        }
    }
}
