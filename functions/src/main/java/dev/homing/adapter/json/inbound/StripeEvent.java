package dev.homing.adapter.json.inbound;

import static dev.homing.adapter.json.inbound.SourceMappings.putIfKnown;

import dev.homing.domain.Amount;
import dev.homing.domain.Facts;
import dev.homing.domain.event.CustomerEvent;
import dev.homing.domain.event.EventNames;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * @see <a href="https://docs.stripe.com/event-destinations/eventbridge">Stripe's events on EventBridge</a>
 */
final class StripeEvent {
    private static final Map<String, String> TYPES = Map.of(
            "payment_intent.payment_failed", EventNames.PAYMENT_FAILED,
            "invoice.payment_failed", EventNames.PAYMENT_FAILED,
            "charge.failed", EventNames.PAYMENT_FAILED,
            "charge.refunded", EventNames.ORDER_REFUNDED);

    private StripeEvent() {}

    static Facts message(Facts event) {
        Facts object = event.map("data").map("object");
        Facts metadata = object.map("metadata");
        String type = String.valueOf(event.text("type"));
        Map<String, @Nullable Object> properties = new LinkedHashMap<>();
        putIfKnown(properties, "order_id", metadata.firstText("order_id", "orderId"));
        // The events that tell of one failed payment have it, or their invoice, in common.
        putIfKnown(properties, "payment_id", payment(object));
        putIfKnown(properties, "reason", reason(object));
        String currency = Amount.currency(object.get("currency"));
        putIfKnown(properties, "currency", object.get("currency"));
        Object stated = object.get(
                type.endsWith("refunded") ? "amount_refunded" : type.startsWith("invoice") ? "amount_due" : "amount");
        if (Amount.ofMinorUnits(stated, currency) instanceof Amount.Read read) {
            properties.put(type.endsWith("refunded") ? CustomerEvent.REFUNDED_TOTAL : "total", read.number());
        } else {
            // Whoever reads it says what is wrong with it.
            putIfKnown(properties, "total", currency == null ? null : stated);
        }
        Map<String, @Nullable Object> message = new LinkedHashMap<>();
        message.put("type", "track");
        message.put("event", TYPES.getOrDefault(type, type));
        message.put("messageId", event.text("id"));
        String userId = metadata.firstText("user_id", "userId");
        message.put("userId", userId == null ? customer(type, object) : userId);
        message.put("timestamp", event.text("created"));
        Map<String, @Nullable Object> traits = person(type, object);
        if (!traits.isEmpty()) {
            message.put("context", Map.of("traits", traits));
        }
        message.put("properties", properties);
        return new Facts(message);
    }

    private static @Nullable String payment(Facts object) {
        String intent = object.text("payment_intent");
        String invoice = object.text("invoice");
        return intent != null
                ? intent
                : invoice != null && !"payment_intent".equals(object.text("object")) ? invoice : object.text("id");
    }

    /** Stripe's own id, or the whole customer where it was expanded; an event of a customer is about it. */
    private static @Nullable String customer(String type, Facts object) {
        if (isCustomer(type)) {
            return object.text("id");
        }
        String id = object.text("customer");
        return id == null ? object.map("customer").text("id") : id;
    }

    private static boolean isCustomer(String type) {
        return type.startsWith("customer.") && type.indexOf('.') == type.lastIndexOf('.');
    }

    private static @Nullable String reason(Facts object) {
        String error = object.map("last_payment_error").text("message");
        return error == null ? object.text("failure_message") : error;
    }

    /** Who pays as a guest has no id there, only the address that the receipt goes to. */
    private static Map<String, @Nullable Object> person(String type, Facts object) {
        Facts billing = object.map("billing_details");
        Facts details = object.map("customer_details");
        Facts latest = object.map("last_payment_error").map("payment_method").map("billing_details");
        Map<String, @Nullable Object> traits = new LinkedHashMap<>();
        String email = object.firstText("receipt_email", "customer_email");
        for (Facts named : new Facts[] {details, billing, latest, object.map("customer")}) {
            email = email == null ? named.text("email") : email;
        }
        putIfKnown(traits, "email", email == null && isCustomer(type) ? object.text("email") : email);
        return traits;
    }
}
