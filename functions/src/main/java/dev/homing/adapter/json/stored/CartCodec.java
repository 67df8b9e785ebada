package dev.homing.adapter.json.stored;

import dev.homing.adapter.json.Fields;
import dev.homing.adapter.json.Times;
import dev.homing.adapter.json.Tuple;
import dev.homing.domain.cart.Cart;
import dev.homing.domain.cart.CartLine;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/** A cart as it lies in the state item, or in an item of its own. What anyone can have said is marked; what the shop's servers said is not. */
final class CartCodec {
    private static final int UNTRUSTED = 1;

    private CartCodec() {}

    static Map<String, @Nullable Object> write(Instant base, Cart cart) {
        Cart.Link link = cart.link();
        Map<String, Object> tombstones = new LinkedHashMap<>();
        cart.tombstones().forEach((product, at) -> tombstones.put(product, Times.since(base, at)));
        return new Fields()
                .put(
                        "l",
                        cart.lines().values().stream()
                                .map(line -> line(base, line))
                                .toList())
                .put("c", Times.since(base, cart.changedAt()))
                .put("w", cart.wholeAt() == null ? null : Times.since(base, cart.wholeAt()))
                .put("d", tombstones)
                .put("u", cart.url())
                .put("b", (link != null && !link.trusted()) ? true : null)
                .json();
    }

    static Cart read(Instant base, Fields json) {
        SequencedMap<String, CartLine> lines = new LinkedHashMap<>();
        for (Object item : json.list("l")) {
            CartLine line = line(new Tuple(base, item));
            lines.put(line.product(), line);
        }
        Map<String, Instant> tombstones = new LinkedHashMap<>();
        json.object("d").json().forEach((product, at) -> {
            if (at instanceof Number millis) {
                tombstones.put(product, Times.instantSince(base, millis));
            }
        });
        Instant changedAt = time(base, json, "c");
        String url = json.optionalText("u");
        return new Cart(
                lines,
                changedAt == null ? base : changedAt,
                time(base, json, "w"),
                tombstones,
                url == null ? null : new Cart.Link(url, !json.flag("b")));
    }

    private static List<@Nullable Object> line(Instant base, CartLine line) {
        return new Tuple(base)
                .add(line.product())
                .add(line.quantity())
                .at(line.addedAt())
                .add(line.name())
                .money(line.price())
                .add(line.imageUrl())
                .add(line.url())
                .add(line.trusted() ? null : UNTRUSTED)
                .json();
    }

    private static CartLine line(Tuple json) {
        String product = json.text();
        int quantity = (int) json.number();
        Instant addedAt = json.at();
        return new CartLine(
                product,
                json.optionalText(),
                quantity,
                json.optionalMoney(),
                json.optionalText(),
                json.optionalText(),
                addedAt,
                json.number() != UNTRUSTED);
    }

    static @Nullable Instant time(Instant base, Fields json, String name) {
        return json.raw(name) instanceof Number millis ? Times.instantSince(base, millis) : null;
    }
}
