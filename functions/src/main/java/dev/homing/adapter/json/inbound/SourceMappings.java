package dev.homing.adapter.json.inbound;

import dev.homing.domain.Facts;
import dev.homing.domain.Money;
import dev.homing.domain.event.EventNames;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Other systems' own events on the bus, as messages of the Segment specification. Segment's and RudderStack's are such messages already;
 * Shopify's and Stripe's are mapped here, and what of theirs means nothing to Homing comes through as a track event of its own name.
 */
final class SourceMappings {
    private static final Map<String, String> SHOPIFY_TOPICS = Map.of(
            "carts/create", EventNames.CART_UPDATED,
            "carts/update", EventNames.CART_UPDATED,
            "checkouts/create", EventNames.CART_UPDATED,
            "checkouts/update", EventNames.CART_UPDATED,
            "orders/create", EventNames.ORDER_COMPLETED,
            "orders/cancelled", EventNames.ORDER_CANCELLED,
            "refunds/create", EventNames.ORDER_REFUNDED);

    private static final Map<String, String> STRIPE_TYPES = Map.of(
            "payment_intent.payment_failed", EventNames.PAYMENT_FAILED,
            "invoice.payment_failed", EventNames.PAYMENT_FAILED,
            "charge.failed", EventNames.PAYMENT_FAILED,
            "charge.refunded", EventNames.ORDER_REFUNDED);

    private SourceMappings() {}

    static Facts mapped(String source, String detailType, Facts detail) {
        if (detailType.equals("shopifyWebhook")) {
            return shopify(detail.map("metadata"), detail.map("payload"));
        }
        boolean stripe = source.startsWith("aws.partner/stripe.com") || "event".equals(detail.text("object"));
        return stripe && detail.map("data").get("object") != null ? stripe(detail) : detail;
    }

    /**
     * @see <a href="https://shopify.dev/docs/api/webhooks">Shopify's webhooks</a>
     */
    private static Facts shopify(Facts metadata, Facts payload) {
        String topic = metadata.firstText("X-Shopify-Topic", "topic");
        Facts customer = payload.map("customer");
        boolean aboutCustomer = topic != null && topic.startsWith("customers/");
        Map<String, @Nullable Object> message = new LinkedHashMap<>();
        message.put("type", aboutCustomer ? "identify" : "track");
        message.put("messageId", metadata.firstText("X-Shopify-Webhook-Id", "X-Shopify-Event-Id"));
        message.put("userId", aboutCustomer ? payload.text("id") : customer.text("id"));
        // A cart's own token stays with its checkout and its order, which have tokens of their own.
        boolean aboutCart = topic != null && topic.startsWith("carts/");
        message.put(
                "anonymousId",
                aboutCart ? payload.text("token") : payload.firstText("cart_token", "checkout_token", "token"));
        message.put("timestamp", payload.firstText("updated_at", "created_at"));
        if (aboutCustomer) {
            message.put("traits", person(payload));
            return new Facts(message);
        }
        message.put("event", topic == null ? "Shopify" : SHOPIFY_TOPICS.getOrDefault(topic, topic));
        if (!customer.isEmpty() || payload.text("email") != null) {
            Map<String, @Nullable Object> traits = person(customer);
            putIfKnown(traits, "email", payload.text("email"));
            putIfKnown(traits, "phone", payload.text("phone"));
            message.put("context", Map.of("traits", traits));
        }
        Map<String, @Nullable Object> properties = new LinkedHashMap<>();
        boolean order = topic != null && topic.startsWith("orders/");
        putIfKnown(properties, "order_id", order ? payload.text("id") : payload.text("order_id"));
        putIfKnown(properties, "total", payload.firstText("total_price", "current_total_price"));
        putIfKnown(properties, "currency", payload.firstText("currency", "presentment_currency"));
        putIfKnown(properties, "cart_url", payload.text("abandoned_checkout_url"));
        List<Map<String, @Nullable Object>> products = new ArrayList<>();
        for (Facts line : payload.list("line_items")) {
            Map<String, @Nullable Object> product = new LinkedHashMap<>();
            putIfKnown(product, "product_id", line.text("product_id"));
            putIfKnown(product, "variant_id", line.text("variant_id"));
            putIfKnown(product, "sku", line.text("sku"));
            putIfKnown(product, "name", line.firstText("title", "name"));
            putIfKnown(product, "quantity", line.text("quantity"));
            putIfKnown(product, "price", line.text("price"));
            products.add(product);
        }
        properties.put("products", products);
        message.put("properties", properties);
        return new Facts(message);
    }

    /**
     * @see <a href="https://docs.stripe.com/event-destinations/eventbridge">Stripe's events on EventBridge</a>
     */
    private static Facts stripe(Facts event) {
        Facts object = event.map("data").map("object");
        Facts metadata = object.map("metadata");
        String type = String.valueOf(event.text("type"));
        String currency = object.text("currency");
        Map<String, @Nullable Object> properties = new LinkedHashMap<>();
        putIfKnown(properties, "order_id", metadata.firstText("order_id", "orderId"));
        putIfKnown(properties, "payment_id", object.text("id"));
        putIfKnown(properties, "reason", object.map("last_payment_error").text("message"));
        BigDecimal minor = object.number(
                type.endsWith("refunded") ? "amount_refunded" : type.startsWith("invoice") ? "amount_due" : "amount");
        if (minor != null && currency != null && Money.isCurrency(currency)) {
            String code = currency.toUpperCase(Locale.ROOT);
            properties.put("currency", code);
            properties.put("total", Money.ofMinorUnits(minor.longValue(), code).amount());
        }
        Map<String, @Nullable Object> message = new LinkedHashMap<>();
        message.put("type", "track");
        message.put("event", STRIPE_TYPES.getOrDefault(type, type));
        message.put("messageId", event.text("id"));
        message.put(
                "userId",
                metadata.firstText("user_id", "userId") == null
                        ? object.text("customer")
                        : metadata.firstText("user_id", "userId"));
        String created = event.text("created");
        message.put("timestamp", created);
        String email = object.firstText("receipt_email", "customer_email");
        if (email != null) {
            message.put("context", Map.of("traits", Map.of("email", email)));
        }
        message.put("properties", properties);
        return new Facts(message);
    }

    private static Map<String, @Nullable Object> person(Facts customer) {
        Map<String, @Nullable Object> traits = new LinkedHashMap<>();
        putIfKnown(traits, "email", customer.text("email"));
        putIfKnown(traits, "phone", customer.text("phone"));
        putIfKnown(traits, "firstName", customer.text("first_name"));
        putIfKnown(traits, "lastName", customer.text("last_name"));
        return traits;
    }

    private static void putIfKnown(Map<String, @Nullable Object> into, String name, @Nullable Object value) {
        if (value != null) {
            into.put(name, value);
        }
    }
}
