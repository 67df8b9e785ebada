package dev.homing.cli.dev;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;

/** A customer, and what her storefront's server tells of her: messages of the Segment specification, for whichever door. */
record Shopper(DevClient client, String id, String email, String phone) {
    ObjectNode identified() {
        ObjectNode message = message("identify");
        message.putObject("traits")
                .put("email", email)
                .put("firstName", "Ada")
                .put("lastName", "Byron")
                .put("phone", phone)
                .putObject("consent")
                .put("whatsapp", true);
        return message;
    }

    ObjectNode track(String event, Consumer<ObjectNode> properties) {
        ObjectNode message = message("track").put("event", event);
        properties.accept(message.putObject("properties"));
        return message;
    }

    ObjectNode added(String product, String name, String price, int quantity) {
        String shop = client.stack().url() + "/dev/shop";
        return track("Product Added", properties -> properties
                .put("product_id", product)
                .put("name", name)
                .put("price", Double.parseDouble(price))
                .put("quantity", quantity)
                .put("currency", "EUR")
                .put("image_url", shop + "/img/" + product + ".svg")
                .put("url", shop + "/products/" + product)
                .put("cart_url", shop + "/cart?items=" + product));
    }

    ObjectNode ordered(String total) {
        return track("Order Completed", properties -> properties
                .put("order_id", "O-" + UUID.randomUUID())
                .put("total", Double.parseDouble(total))
                .put("currency", "EUR"));
    }

    /** Identified, with two products in the cart: 2 x 18.90 and 64.50. */
    List<ObjectNode> fillsCart() {
        return List.of(
                identified(),
                added("mug", "Stoneware mug", "18.90", 2),
                added("teapot", "Cast-iron teapot", "64.50", 1));
    }

    /** By the HTTP door. */
    void sends(ObjectNode message) {
        DevClient.Reply reply = client.v1(message.path("type").asText(), message);
        if (reply.status() != 200) {
            throw new AssertionError(reply);
        }
    }

    List<JsonNode> emails() {
        return client.inbox(email);
    }

    List<JsonNode> whatsApps() {
        return client.inbox(phone);
    }

    private ObjectNode message(String type) {
        return DevClient.JSON
                .createObjectNode()
                .put("type", type)
                .put("messageId", UUID.randomUUID().toString())
                .put("userId", id)
                .put("timestamp", client.now().toString());
    }
}
