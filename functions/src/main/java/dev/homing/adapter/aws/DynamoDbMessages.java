package dev.homing.adapter.aws;

import dev.homing.adapter.json.stored.ActivityKind;
import dev.homing.adapter.json.stored.MessageCodec;
import dev.homing.app.port.Messages;
import dev.homing.domain.id.CustomerId;
import dev.homing.domain.id.MessageId;
import dev.homing.domain.message.Message;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Messages in the activity table, under {@code M#<hash>}; their task tokens, of up to 2 KB, under {@code T#<hash>}. */
public final class DynamoDbMessages implements Messages {
    private static final String MESSAGE = "M#";
    private static final String TOKEN = "T#";

    private final DynamoTable activity;

    public DynamoDbMessages(DynamoDbClient client, String activityTable) {
        this.activity = new DynamoTable(client, activityTable);
    }

    @Override
    public @Nullable Message find(MessageId id) {
        return message(activity.get(key(id)));
    }

    @Override
    public @Nullable Message findEventually(MessageId id) {
        return message(activity.getEventually(key(id)));
    }

    @Override
    public boolean save(Message message, Instant expiresAt) {
        MessageId id = message.id();
        boolean claim = message.revision() == 0 && !message.settled();
        Item item = Item.of(key(id))
                .with(Item.KIND, claim ? ActivityKind.CLAIM : ActivityKind.MESSAGE)
                .with(Item.BODY, MessageCodec.write(message))
                .expiring(expiresAt);
        return activity.save(item, message.revision());
    }

    @Override
    public List<Message> of(CustomerId customer) {
        return activity.all(Key.partition(customer), MESSAGE).stream()
                .map(item -> MessageCodec.read(item.revision(), item.body()))
                .sorted(Comparator.comparing((Message message) -> message.at())
                        .thenComparing(message -> message.id().hash()))
                .toList();
    }

    @Override
    public List<Message> findAll(Set<MessageId> ids) {
        return activity.batch(ids.stream().map(DynamoDbMessages::key).toList()).stream()
                .map(item -> MessageCodec.read(item.revision(), item.body()))
                .toList();
    }

    @Override
    public void putToken(MessageId id, String token, Instant expiresAt) {
        activity.put(Item.of(token(id.customer(), id))
                .with(Item.KIND, ActivityKind.TOKEN)
                .with(Item.BODY, token)
                .expiring(expiresAt));
    }

    @Override
    public @Nullable String token(MessageId id) {
        Item item = activity.get(token(id.customer(), id));
        return item == null ? null : item.body();
    }

    @Override
    public void removeToken(MessageId id) {
        activity.delete(token(id.customer(), id));
    }

    private static Key token(CustomerId customer, MessageId id) {
        return Key.ofCustomer(customer, TOKEN + id.hash());
    }

    static Key key(MessageId id) {
        return Key.ofCustomer(id.customer(), MESSAGE + id.hash());
    }

    private static @Nullable Message message(@Nullable Item item) {
        return item == null ? null : MessageCodec.read(item.revision(), item.body());
    }
}
