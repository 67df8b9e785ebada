package dev.homing.aws;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.homing.domain.id.CustomerId;
import java.time.Instant;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResponse;

/** A customer of the shop, whose events the storefront puts on the bus, or posts. */
record Shopper(String userId, String phone) {
    private static final ObjectMapper JSON = new ObjectMapper();

    String email() {
        return userId + "@example.com";
    }

    CustomerId customer() {
        return CustomerId.ofUser(userId);
    }

    ObjectNode identify() {
        ObjectNode message = message("identify", "identify");
        ObjectNode traits = message.putObject("traits")
                .put("email", email())
                .put("phone", phone)
                .put("firstName", "Ada");
        traits.putObject("consent").put("email", true).put("whatsapp", true);
        return message;
    }

    /** @param at when the customer did it: a cart's delay counts from then, not from the event's arrival */
    ObjectNode productAdded(Instant at) {
        ObjectNode message =
                message("track", "added").put("event", "Product Added").put("timestamp", at.toString());
        message.putObject("properties")
                .put("product_id", "mug-stone")
                .put("name", "Stoneware mug")
                .put("price", "24.50")
                .put("quantity", 2)
                .put("currency", "EUR")
                .put("cart_url", "https://www.kiln-and-clay.internal/cart");
        return message;
    }

    ObjectNode orderCompleted() {
        ObjectNode message = message("track", "ordered").put("event", "Order Completed");
        message.putObject("properties")
                .put("order_id", "order-of-" + userId)
                .put("total", "49.00")
                .put("currency", "EUR");
        return message;
    }

    private ObjectNode message(String type, String id) {
        return JSON.createObjectNode()
                .put("type", type)
                .put("messageId", userId + "-" + id)
                .put("userId", userId);
    }

    /** Puts it on the bus twice: a storefront's outbox may, and so may EventBridge itself. */
    static void putTwice(Deployment deployment, ObjectNode message) {
        PutEventsRequestEntry entry = PutEventsRequestEntry.builder()
                .eventBusName(deployment.output("App", "EventBusName"))
                .source("kiln-and-clay.storefront")
                .detailType(message.path("event").asText("identify"))
                .detail(message.toString())
                .build();
        PutEventsResponse answer = deployment.clients().events().putEvents(request -> request.entries(entry, entry));
        if (answer.failedEntryCount() > 0) {
            throw new AssertionError(answer.entries().toString());
        }
    }
}
