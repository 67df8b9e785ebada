package dev.homing.domain.product;

import dev.homing.domain.Facts;
import dev.homing.domain.Hash;
import dev.homing.domain.event.CustomerEvent;
import dev.homing.domain.event.EventNames;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** That a customer took an interest in a product. */
public record Interest(String product, Kind kind, Instant at) {
    /** How it showed. */
    public enum Kind {
        VIEWED,
        CARTED,
        WISHLISTED;

        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What an event shows of interest. */
    public static List<Interest> of(CustomerEvent event) {
        Kind kind = kind(event);
        List<Interest> interests = new ArrayList<>();
        if (kind != null) {
            for (Facts product : event.properties().products()) {
                String id = product.firstText("product_id", "productId", "sku", "id");
                if (id != null) {
                    interests.add(new Interest(id, kind, event.at()));
                }
            }
        }
        return interests;
    }

    private static @Nullable Kind kind(CustomerEvent event) {
        if (event.kind() != CustomerEvent.Kind.TRACK) {
            return null;
        }
        return switch (event.name()) {
            case EventNames.PRODUCT_VIEWED -> Kind.VIEWED;
            case EventNames.PRODUCT_ADDED, EventNames.CART_UPDATED -> Kind.CARTED;
            case EventNames.PRODUCT_ADDED_TO_WISHLIST -> Kind.WISHLISTED;
            default -> null;
        };
    }

    /** By which a customer's state remembers that it is known. */
    public long number() {
        return Hash.number("interest", kind.key(), product);
    }
}
