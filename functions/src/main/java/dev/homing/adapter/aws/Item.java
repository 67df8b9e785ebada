package dev.homing.adapter.aws;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** An item as it is read or to be written. */
record Item(Map<String, AttributeValue> attributes) {
    /** The JSON text. */
    static final String BODY = "s";

    static final String REVISION = "v";
    static final String KIND = "kind";

    /** The tables' TTL attribute. */
    static final String EXPIRES = "expiresAtEpochSeconds";

    static Item of(Key key) {
        return new Item(new HashMap<>(key.attributes()));
    }

    Item with(String name, String text) {
        return with(name, AttributeValue.fromS(text));
    }

    Item with(String name, long number) {
        return with(name, AttributeValue.fromN(Long.toString(number)));
    }

    Item expiring(Instant at) {
        return with(EXPIRES, at.getEpochSecond());
    }

    private Item with(String name, AttributeValue value) {
        Map<String, AttributeValue> more = new HashMap<>(attributes);
        more.put(name, value);
        return new Item(more);
    }

    String pk() {
        return text("pk");
    }

    String sk() {
        return text("sk");
    }

    String body() {
        return text(BODY);
    }

    long revision() {
        AttributeValue value = attributes.get(REVISION);
        return value == null ? 0 : Long.parseLong(value.n());
    }

    String text(String name) {
        String text = optionalText(name);
        if (text == null) {
            throw new IllegalStateException(
                    "Item " + attributes.get("pk") + " " + attributes.get("sk") + " has no \"" + name + "\"");
        }
        return text;
    }

    @Nullable
    String optionalText(String name) {
        AttributeValue value = attributes.get(name);
        return value == null ? null : value.s();
    }
}
