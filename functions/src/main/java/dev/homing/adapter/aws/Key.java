package dev.homing.adapter.aws;

import dev.homing.domain.Hash;
import dev.homing.domain.id.CustomerId;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Where an item lies: all tables have the same two key attributes. */
record Key(String pk, String sk) {
    /** A sort key has at most 1,024 bytes, and some of them go to prefixes and instants. */
    private static final int LONGEST_PART = 800;

    private static final int HASHED = 40;

    static Key ofCustomer(CustomerId customer, String sk) {
        return new Key(partition(customer), sk);
    }

    /** All items of a customer lie together. */
    static String partition(CustomerId customer) {
        return "C#" + customer.value();
    }

    /** Whose partition it is. */
    static CustomerId customer(String partition) {
        return new CustomerId(partition.substring(2));
    }

    /** Text from outside as it can stand in a key: as it is, or hashed where it is too long. */
    static String part(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length <= LONGEST_PART ? text : "~" + Hash.name(HASHED, text);
    }

    /** One of several partitions for what many customers share, the same each time. */
    static int shard(String text, int shards) {
        return (int) Math.floorMod(Hash.number(text), (long) shards);
    }

    Map<String, AttributeValue> attributes() {
        return Map.of("pk", AttributeValue.fromS(pk), "sk", AttributeValue.fromS(sk));
    }
}
