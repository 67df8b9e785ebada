package dev.homing.app;

import dev.homing.domain.Facts;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Events as a storefront sends them, at the time of a test's clock. */
public final class Storefront {
    private final Supplier<Instant> clock;

    public Storefront(Supplier<Instant> clock) {
        this.clock = clock;
    }

    /** @param user a visitor where it begins with {@code anon} */
    public Facts track(String id, String user, String event, Map<String, Object> properties) {
        Map<String, Object> message = message("track", id);
        message.put(user.startsWith("anon") ? "anonymousId" : "userId", user);
        message.put("event", event);
        message.put("properties", properties);
        return Facts.of(message);
    }

    public Facts added(String id, String user, String product, String price) {
        return track(
                id,
                user,
                "Product Added",
                Map.of(
                        "product_id",
                        product,
                        "name",
                        "Product " + product,
                        "price",
                        price,
                        "quantity",
                        1,
                        "currency",
                        "EUR"));
    }

    public Facts ordered(String id, String user, String order, String total) {
        return track(id, user, "Order Completed", Map.of("order_id", order, "total", total, "currency", "EUR"));
    }

    public Facts identify(String id, String user, @Nullable String anonymous) {
        Map<String, Object> message = message("identify", id);
        message.put("userId", user);
        if (anonymous != null) {
            message.put("anonymousId", anonymous);
        }
        message.put(
                "traits",
                Map.of(
                        "email",
                        user + "@example.com",
                        "phone",
                        "+4915112345678",
                        "firstName",
                        "Ada",
                        "consent",
                        Map.of("whatsapp", true)));
        return Facts.of(message);
    }

    public Facts alias(String id, String user, String previous) {
        Map<String, Object> message = message("alias", id);
        message.put("userId", user);
        message.put("previousId", previous);
        return Facts.of(message);
    }

    private Map<String, Object> message(String type, String id) {
        Map<String, Object> message = new LinkedHashMap<>();
        message.put("type", type);
        message.put("messageId", id);
        message.put("timestamp", clock.get().toString());
        return message;
    }
}
