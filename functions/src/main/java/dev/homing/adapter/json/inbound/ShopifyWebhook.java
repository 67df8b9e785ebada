package dev.homing.adapter.json.inbound;

import static dev.homing.adapter.json.inbound.SourceMappings.putIfKnown;

import dev.homing.domain.Facts;
import dev.homing.domain.event.EventNames;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * @see <a href="https://shopify.dev/docs/api/webhooks">Shopify's webhooks</a>
 */
final class ShopifyWebhook {
    private static final Map<String, String> TOPICS = Map.of(
            "carts/create", EventNames.CART_UPDATED,
            "carts/update", EventNames.CART_UPDATED,
            "checkouts/create", EventNames.CART_UPDATED,
            "checkouts/update", EventNames.CART_UPDATED,
            "orders/create", EventNames.ORDER_COMPLETED,
            "orders/cancelled", EventNames.ORDER_CANCELLED,
            "refunds/create", EventNames.ORDER_REFUNDED);

    private ShopifyWebhook() {}

    static Facts message(Facts metadata, Facts payload) {
        String topic = metadata.firstText("X-Shopify-Topic", "topic");
        // Also customers_marketing_consent/update and customers_email_marketing_consent/update.
        boolean aboutCustomer = topic != null && topic.startsWith("customers");
        Map<String, @Nullable Object> message = new LinkedHashMap<>();
        message.put("messageId", metadata.firstText("X-Shopify-Webhook-Id", "X-Shopify-Event-Id"));
        message.put("timestamp", payload.firstText("updated_at", "created_at"));
        if (aboutCustomer) {
            identify(message, payload);
        } else {
            track(message, topic, payload);
        }
        return new Facts(message);
    }

    private static void identify(Map<String, @Nullable Object> message, Facts payload) {
        message.put("type", "identify");
        String id = payload.firstText("id", "customer_id");
        message.put("userId", id == null ? payload.map("customer").text("id") : id);
        if (message.get("timestamp") == null) {
            message.put("timestamp", consentAt(payload));
        }
        message.put("traits", person(payload));
    }

    private static void track(Map<String, @Nullable Object> message, @Nullable String topic, Facts payload) {
        Facts customer = payload.map("customer");
        message.put("type", "track");
        message.put("userId", customer.text("id"));
        // A cart's own token stays with its checkout and its order, which have tokens of their own.
        boolean aboutCart = topic != null && topic.startsWith("carts/");
        message.put(
                "anonymousId",
                aboutCart ? payload.text("token") : payload.firstText("cart_token", "checkout_token", "token"));
        message.put("event", topic == null ? "Shopify" : TOPICS.getOrDefault(topic, topic));
        Map<String, @Nullable Object> traits = person(customer);
        for (String name : List.of("email", "phone")) {
            putIfKnown(traits, name, payload.get(name));
        }
        for (String address : List.of("shipping_address", "billing_address")) {
            Object country = payload.map(address).get("country_code");
            if (country != null) {
                traits.putIfAbsent("country", country);
            }
        }
        putIfKnown(traits, "buyer_accepts_marketing", accepted(payload));
        if (!traits.isEmpty()) {
            message.put("context", Map.of("traits", traits));
        }
        message.put("properties", properties(topic, payload));
    }

    /** A ticked box is said now, and not only remembered. One that was left empty says nothing. */
    private static @Nullable Object accepted(Facts payload) {
        if (!"true".equals(payload.text("buyer_accepts_marketing"))) {
            return null;
        }
        Map<String, @Nullable Object> accepted = new LinkedHashMap<>();
        accepted.put("granted", true);
        accepted.put("source", "checkout");
        putIfKnown(accepted, "at", payload.firstText("created_at", "updated_at"));
        return accepted;
    }

    private static Map<String, @Nullable Object> properties(@Nullable String topic, Facts payload) {
        Map<String, @Nullable Object> properties = new LinkedHashMap<>();
        boolean order = topic != null && topic.startsWith("orders/");
        putIfKnown(properties, "order_id", order ? payload.text("id") : payload.text("order_id"));
        if (EventNames.ORDER_REFUNDED.equals(topic == null ? null : TOPICS.get(topic))) {
            ShopifyRefund.put(properties, payload);
            return properties;
        }
        for (String total : List.of("total_price", "current_total_price", "total_price_set")) {
            if (payload.get(total) != null) {
                properties.putIfAbsent("total", payload.get(total));
            }
        }
        putIfKnown(properties, "currency", payload.firstText("currency", "presentment_currency"));
        putIfKnown(properties, "cart_url", payload.text("abandoned_checkout_url"));
        // A checkout that is completed is no cart any more: its order tells what was bought.
        Object lines = payload.text("completed_at") == null || order ? payload.get("line_items") : List.of();
        if (lines instanceof List<?> list) {
            List<@Nullable Object> products = new ArrayList<>();
            list.forEach(line -> products.add(line instanceof Map<?, ?> map ? product(Facts.of(map)) : line));
            properties.put("products", products);
        } else {
            // Absent, or something that whoever reads it says the reason of.
            putIfKnown(properties, "products", lines);
        }
        return properties;
    }

    /** A line's own id is no product's; a line that was made for one order has no other, and is known by what it is called. */
    private static Map<String, @Nullable Object> product(Facts line) {
        Map<String, @Nullable Object> product = new LinkedHashMap<>();
        putIfKnown(product, "product_id", line.text("product_id"));
        putIfKnown(product, "variant_id", line.text("variant_id"));
        putIfKnown(product, "sku", line.text("sku"));
        putIfKnown(product, "name", line.firstText("title", "name"));
        putIfKnown(product, "quantity", line.get("quantity"));
        putIfKnown(product, "price", line.get("price") == null ? line.get("price_set") : line.get("price"));
        return product;
    }

    private static Map<String, @Nullable Object> person(Facts customer) {
        Map<String, @Nullable Object> traits = new LinkedHashMap<>();
        putIfKnown(
                traits, "email", customer.get("email") == null ? customer.get("email_address") : customer.get("email"));
        putIfKnown(traits, "phone", customer.get("phone"));
        putIfKnown(traits, "firstName", customer.get("first_name"));
        putIfKnown(traits, "lastName", customer.get("last_name"));
        putIfKnown(traits, "country", customer.map("default_address").get("country_code"));
        for (String consent : List.of("email_marketing_consent", "sms_marketing_consent")) {
            putIfKnown(traits, consent, customer.get(consent));
        }
        if (customer.get("email_marketing_consent") == null && customer.get("accepts_marketing") != null) {
            Map<String, @Nullable Object> accepts = new LinkedHashMap<>();
            accepts.put("granted", customer.get("accepts_marketing"));
            accepts.put("source", "accepts_marketing");
            putIfKnown(accepts, "at", customer.text("accepts_marketing_updated_at"));
            traits.put("accepts_marketing", accepts);
        }
        return traits;
    }

    private static @Nullable String consentAt(Facts payload) {
        String email = payload.map("email_marketing_consent").text("consent_updated_at");
        return email == null ? payload.map("sms_marketing_consent").text("consent_updated_at") : email;
    }
}
