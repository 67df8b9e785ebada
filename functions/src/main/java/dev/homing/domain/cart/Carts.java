package dev.homing.domain.cart;

import dev.homing.domain.Facts;
import dev.homing.domain.Money;
import dev.homing.domain.StoredBytes;
import dev.homing.domain.event.CustomerEvent;
import dev.homing.domain.event.EventNames;
import dev.homing.domain.id.RunKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * All carts of a customer, by the storefront's {@code cart_id}, and the last order: nothing older than it fills a cart.
 *
 * @param byKey the empty key is the cart of a storefront that names none
 * @param orderedAt event time of the last order; null where there was none
 */
public record Carts(
        SequencedMap<String, Cart> byKey, @Nullable Instant orderedAt) {
    public static final Carts NONE = new Carts(new LinkedHashMap<>(), null);

    /** The key of the cart that has no {@code cart_id}. */
    public static final String ONLY = "";

    private static final Duration EMPTY_ONES_KEPT = Cart.TOMBSTONES_KEPT;
    private static final int MOST_CARTS = 5;

    /** The shortest difference of two times as they are stored. */
    private static final Duration STEP = Duration.ofMillis(1);

    /** Stored bytes. Links back to a cart carry tokens. */
    private static final int LONGEST_ADDRESS = 1_000;

    public Carts {
        byKey = new LinkedHashMap<>(byKey);
    }

    /** The cart under a key; an empty one where there is none. */
    public Cart cart(String key) {
        Cart cart = byKey.get(key);
        return cart == null ? Cart.empty(Instant.EPOCH) : cart;
    }

    /**
     * The carts as they are after an event; the same object where it is none about carts.
     *
     * @param currency of events that name none
     * @param own which addresses are the shop's: no others are taken from an event that anyone can send, since they end up in messages
     */
    public Carts after(CustomerEvent event, String currency, Predicate<String> own) {
        return switch (change(event, currency, own)) {
            case CartChange.None() -> this;
            case CartChange.Ordered(String key, Set<String> products) -> ordered(key, products, event.at());
            case CartChange.Added(String key, List<CartLine> lines, Cart.Link link) ->
                filled(key, event.at(), cart -> {
                    Cart fuller = cart;
                    for (CartLine line : lines) {
                        fuller = fuller.added(line, link);
                    }
                    return fuller;
                });
            case CartChange.Removed(String key, List<Gone> products) ->
                filled(key, event.at(), cart -> {
                    Cart emptier = cart;
                    for (Gone product : products) {
                        emptier = emptier.removed(product.id(), product.quantity(), event.at());
                    }
                    return emptier;
                });
            case CartChange.Replaced(String key, List<CartLine> lines, Cart.Link link) ->
                filled(key, event.at(), cart -> cart.replaced(lines, event.at(), link));
        };
    }

    public Carts merged(Carts other) {
        SequencedMap<String, Cart> both = new LinkedHashMap<>(byKey);
        other.byKey.forEach((key, cart) -> both.merge(key, cart, Cart::merged));
        Instant last = orderedAt == null || (other.orderedAt != null && other.orderedAt.isAfter(orderedAt))
                ? other.orderedAt
                : orderedAt;
        if (last != null) {
            both.replaceAll((key, cart) -> cart.ordered(last));
        }
        return new Carts(both, last);
    }

    private sealed interface CartChange {
        record None() implements CartChange {}

        record Added(String key, List<CartLine> lines, Cart.@Nullable Link link) implements CartChange {}

        record Removed(String key, List<Gone> products) implements CartChange {}

        record Replaced(String key, List<CartLine> lines, Cart.@Nullable Link link) implements CartChange {}

        /**
         * @param key of the cart it closes; null: all of them
         * @param products that were ordered, as far as the order says
         */
        record Ordered(@Nullable String key, Set<String> products) implements CartChange {}
    }

    /** @param quantity how many were taken out; {@link Integer#MAX_VALUE} where all were */
    private record Gone(String id, int quantity) {}

    private static CartChange change(CustomerEvent event, String shopCurrency, Predicate<String> own) {
        if (event.kind() != CustomerEvent.Kind.TRACK) {
            return new CartChange.None();
        }
        Facts properties = event.properties();
        String said = properties.text("currency");
        String currency = said != null && Money.isCurrency(said) ? said : shopCurrency;
        String cartUrl = properties.firstText("cart_url", "checkout_url");
        boolean trusted = event.origin().trusted();
        Cart.Link link = cartUrl == null || StoredBytes.of(cartUrl) > LONGEST_ADDRESS || !(trusted || own.test(cartUrl))
                ? null
                : new Cart.Link(cartUrl, trusted);
        return switch (event.name()) {
            case EventNames.PRODUCT_ADDED -> {
                List<CartLine> lines = lines(event, currency, own);
                yield lines.isEmpty() ? new CartChange.None() : new CartChange.Added(key(properties), lines, link);
            }
            case EventNames.PRODUCT_REMOVED -> {
                List<Gone> gone = gone(properties);
                yield gone.isEmpty() ? new CartChange.None() : new CartChange.Removed(key(properties), gone);
            }
            case EventNames.CART_UPDATED ->
                properties.get("products") == null
                        ? new CartChange.None()
                        : new CartChange.Replaced(key(properties), lines(event, currency, own), link);
            case EventNames.ORDER_COMPLETED ->
                new CartChange.Ordered(
                        properties.text("cart_id") == null ? null : key(properties), ordered(properties));
            default -> new CartChange.None();
        };
    }

    /** The event's products: those of its list, else the one that it is itself about. */
    private static List<Facts> products(Facts properties) {
        return properties.get("products") == null ? List.of(properties) : properties.list("products");
    }

    private static List<CartLine> lines(CustomerEvent event, String currency, Predicate<String> own) {
        boolean trusted = event.origin().trusted();
        List<CartLine> lines = new ArrayList<>();
        for (Facts product : products(event.properties())) {
            CartLine line = CartLine.read(product, currency, event.at(), trusted);
            if (line != null) {
                lines.add(trusted ? line : line.inBrowserWords(own));
            }
        }
        return lines;
    }

    private static List<Gone> gone(Facts properties) {
        List<Gone> gone = new ArrayList<>();
        for (Facts product : products(properties)) {
            String id = CartLine.id(product);
            if (id != null) {
                gone.add(new Gone(
                        id, product.number("quantity") == null ? Integer.MAX_VALUE : CartLine.quantity(product)));
            }
        }
        return gone;
    }

    private static Set<String> ordered(Facts properties) {
        Set<String> products = new LinkedHashSet<>();
        for (Facts product : properties.list("products")) {
            String id = CartLine.id(product);
            if (id == null) {
                return Set.of();
            }
            products.add(id);
        }
        return products;
    }

    private static String key(Facts properties) {
        return RunKey.of(properties.text("cart_id"));
    }

    private interface Change {
        Cart of(Cart cart);
    }

    private Carts filled(String key, Instant at, Change change) {
        if (orderedAt != null && !at.isAfter(orderedAt)) {
            return this;
        }
        Cart before = byKey.get(key);
        Cart after = change.of(before == null ? Cart.empty(at) : before);
        if (after.equals(before)) {
            return this;
        }
        SequencedMap<String, Cart> changed = new LinkedHashMap<>(byKey);
        changed.put(key, after);
        prune(changed, at);
        return new Carts(changed, orderedAt);
    }

    /**
     * An order closes the cart that it names, else all carts, unless what was ordered is known to be a part of one of them: the rest was left
     * behind. Where one product of the order is in no cart, the shop may call the same things by other names there, and everything is closed.
     */
    private Carts ordered(@Nullable String key, Set<String> products, Instant at) {
        SequencedMap<String, Cart> changed = new LinkedHashMap<>(byKey);
        Instant last = orderedAt;
        Set<String> held = heldBefore(at);
        boolean part = !products.isEmpty() && held.containsAll(products) && !products.containsAll(held);
        if (key == null && part) {
            changed.replaceAll((_, cart) -> {
                Cart left = cart;
                for (String product : products) {
                    left = cart.lines().containsKey(product) ? left.removed(product, Integer.MAX_VALUE, at) : left;
                }
                return left;
            });
        } else if (key == null) {
            changed.replaceAll((_, cart) -> cart.ordered(at));
            last = orderedAt == null || at.isAfter(orderedAt) ? at : orderedAt;
        } else {
            // It says nothing of other named carts; one without a name is the same cart, for all that is known. Of
            // those that it closes, the
            // whole content is known as of now.
            for (String closed : List.of(key, ONLY)) {
                Cart cart = changed.getOrDefault(closed, Cart.empty(at));
                // What happened at the same time as the order came before it.
                changed.put(closed, cart.replaced(List.of(), at.plus(STEP), null));
            }
        }
        prune(changed, at);
        return new Carts(changed, last);
    }

    /** The products of all carts that were there at an instant. */
    private Set<String> heldBefore(Instant at) {
        Set<String> held = new LinkedHashSet<>();
        for (Cart cart : byKey.values()) {
            cart.lines().forEach((product, line) -> {
                if (!line.addedAt().isAfter(at)) {
                    held.add(product);
                }
            });
        }
        return held;
    }

    private static void prune(Map<String, Cart> carts, Instant now) {
        carts.values().removeIf(cart -> cart.isEmpty() && cart.changedAt().isBefore(now.minus(EMPTY_ONES_KEPT)));
        while (carts.size() > MOST_CARTS) {
            // The oldest, of those that anyone can have made where there are any.
            carts.remove(carts.entrySet().stream()
                    .filter(cart -> !cart.getValue().trusted())
                    .map(Map.Entry::getKey)
                    .findFirst()
                    .orElseGet(() -> carts.keySet().iterator().next()));
        }
    }
}
