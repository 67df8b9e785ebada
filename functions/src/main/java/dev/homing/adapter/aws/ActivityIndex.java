package dev.homing.adapter.aws;

import dev.homing.app.port.CustomerStates;
import dev.homing.domain.channel.Channel;
import dev.homing.domain.consent.AddressKey;
import dev.homing.domain.state.CustomerState;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;

/**
 * The index of the customers table that says on which day each customer was active last (decision 0033). Only states of customers of whom
 * something is known have its keys, and the keys change with the first event of a day alone, so that is when the index is written.
 */
final class ActivityIndex {
    static final String NAME = "activity";

    /** Part of all customers, so that those of a whole shop, at midnight, do not wait for one partition. */
    static final String LANE = "lane";

    /** The day in UTC and the customer. */
    static final String PLACE = "place";

    static final int LANES = 8;

    private ActivityIndex() {}

    static Item with(Item item, CustomerState state) {
        if (!state.listed()) {
            return item;
        }
        return item.with(LANE, lane(Key.shard(state.id().value(), LANES))).with(PLACE, CustomerStates.place(state));
    }

    /** Addresses of which something is kept lie in the same index, in lanes of their own. */
    static Item with(Item item, AddressKey address) {
        return item.with(LANE, lane(address.channel(), Key.shard(address.hash(), LANES)))
                .with(PLACE, address.hash());
    }

    private static String lane(Channel channel, int lane) {
        return "suppressed#" + channel.key() + "#" + lane;
    }

    /** Hashes of such addresses in their order, at the most so many. */
    static List<String> suppressed(
            DynamoDbClient client, String table, Channel channel, @Nullable String after, int limit) {
        List<String> hashes = new ArrayList<>();
        for (int lane = 0; lane < LANES; lane++) {
            String name = lane(channel, lane);
            client.query(request -> request.tableName(table)
                            .indexName(NAME)
                            .limit(limit)
                            .keyConditionExpression("#lane = :lane AND #place > :after")
                            .expressionAttributeNames(Map.of("#lane", LANE, "#place", PLACE))
                            .expressionAttributeValues(Map.of(
                                    ":lane", AttributeValue.fromS(name),
                                    ":after", AttributeValue.fromS(after == null ? " " : after))))
                    .items()
                    .forEach(item ->
                            hashes.add(Objects.requireNonNull(item.get(PLACE)).s()));
        }
        hashes.sort(Comparator.naturalOrder());
        return Collections.unmodifiableList(hashes.subList(0, Math.min(limit, hashes.size())));
    }

    private static String lane(int lane) {
        return Integer.toString(lane);
    }

    /**
     * Those who were active last, the latest day first; within a day in the order of their ids.
     *
     * @param after the place of the last one on the page before; null: from the latest on
     * @return places, at the most so many: one read of each lane
     */
    static List<String> latest(DynamoDbClient client, String table, @Nullable String after, int limit) {
        List<String> places = new ArrayList<>();
        for (int lane = 0; lane < LANES; lane++) {
            places.addAll(look(client, table, lane(lane), after, limit));
        }
        places.sort(Comparator.reverseOrder());
        return Collections.unmodifiableList(places.subList(0, Math.min(limit, places.size())));
    }

    /**
     * Those who were active last on a day, in the order of their ids.
     *
     * @param after the place of the last one on the page before; null: from the first on
     * @return places, at the most so many: one read of each lane
     */
    static List<String> on(DynamoDbClient client, String table, LocalDate day, @Nullable String after, int limit) {
        List<String> places = new ArrayList<>();
        for (int lane = 0; lane < LANES; lane++) {
            String name = lane(lane);
            client.query(request -> request.tableName(table)
                            .indexName(NAME)
                            .limit(limit)
                            .keyConditionExpression("#lane = :lane AND #place BETWEEN :from AND :to")
                            .expressionAttributeNames(Map.of("#lane", LANE, "#place", PLACE))
                            .expressionAttributeValues(Map.of(
                                    ":lane", AttributeValue.fromS(name),
                                    // The first place after that one, and the last one of the day: '#' comes before
                                    // '$'.
                                    ":from", AttributeValue.fromS(after == null ? day + "#" : after + " "),
                                    ":to", AttributeValue.fromS(day + "$"))))
                    .items()
                    .forEach(item ->
                            places.add(Objects.requireNonNull(item.get(PLACE)).s()));
        }
        places.sort(Comparator.naturalOrder());
        return Collections.unmodifiableList(places.subList(0, Math.min(limit, places.size())));
    }

    private static List<String> look(
            DynamoDbClient client, String table, String lane, @Nullable String after, int limit) {
        QueryRequest.Builder query = QueryRequest.builder()
                .tableName(table)
                .indexName(NAME)
                .scanIndexForward(false)
                .limit(limit);
        if (after == null) {
            query.keyConditionExpression("#lane = :lane")
                    .expressionAttributeNames(Map.of("#lane", LANE))
                    .expressionAttributeValues(Map.of(":lane", AttributeValue.fromS(lane)));
        } else {
            query.keyConditionExpression("#lane = :lane AND #place < :after")
                    .expressionAttributeNames(Map.of("#lane", LANE, "#place", PLACE))
                    .expressionAttributeValues(
                            Map.of(":lane", AttributeValue.fromS(lane), ":after", AttributeValue.fromS(after)));
        }
        QueryResponse page = client.query(query.build());
        return page.items().stream()
                .map(item -> Objects.requireNonNull(item.get(PLACE)).s())
                .toList();
    }
}
