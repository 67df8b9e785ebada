package dev.homing.app.converse;

import dev.homing.app.customer.AddressHolders;
import dev.homing.app.customer.CustomerLookup;
import dev.homing.app.customer.Tries;
import dev.homing.app.port.Conversations;
import dev.homing.app.port.EventBus;
import dev.homing.domain.Hash;
import dev.homing.domain.Retention;
import dev.homing.domain.channel.Channel;
import dev.homing.domain.conversation.Conversation;
import dev.homing.domain.conversation.Said;
import dev.homing.domain.conversation.Said.Heard;
import dev.homing.domain.event.CustomerEvent.Origin;
import dev.homing.domain.event.Identities;
import dev.homing.domain.event.OwnEvents;
import dev.homing.domain.id.CustomerId;
import dev.homing.domain.id.MessageId;
import dev.homing.domain.profile.Contacts;
import dev.homing.domain.profile.Profile;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what a customer wrote, for people to read and answer, and tells of it as an event of the customer. Whoever writes and is known by nothing
 * becomes a customer by it. Hearing the same twice is the same as once.
 */
public final class HearCustomer {
    private static final int HASH = 24;

    private final CustomerLookup lookup;
    private final AddressHolders holders;
    private final Conversations conversations;
    private final EventBus bus;
    private final Tries tries;
    private final Function<Map<String, @Nullable Object>, String> json;

    /** @param json writes an object */
    public HearCustomer(
            CustomerLookup lookup,
            AddressHolders holders,
            Conversations conversations,
            EventBus bus,
            Tries tries,
            Function<Map<String, @Nullable Object>, String> json) {
        this.lookup = lookup;
        this.holders = holders;
        this.conversations = conversations;
        this.bus = bus;
        this.tries = tries;
        this.json = json;
    }

    /**
     * @param from E.164, or a person's id at WhatsApp where the shop does not get to know the number
     * @param pressed what the shop calls the button that was pressed; null where none was
     */
    public void hear(Heard heard, String from, @Nullable String pressed, Instant now) {
        List<CustomerId> known = holders.of(Channel.WHATSAPP, from, now).stream()
                .map(Profile::id)
                .sorted(Comparator.comparing(CustomerId::value))
                .toList();
        CustomerId stranger = CustomerId.ofWriter(from);
        CustomerId customer = whose(heard, known, stranger, now);
        tries.until("The conversation with " + customer, () -> {
            Conversation before = conversations.of(customer);
            boolean done = conversations.find(customer, heard.id()) != null
                    || conversations.save(before.with(heard, from), heard, now.plus(Retention.ACTIVITY));
            return done ? true : null;
        });
        if (known.isEmpty()) {
            tell(
                    heard,
                    customer,
                    "identify",
                    Map.of("traits", Map.of(from.startsWith("+") ? Contacts.PHONE : Contacts.WHATSAPP_ID, from)));
        }
        tell(
                heard,
                customer,
                "track",
                Map.of("event", OwnEvents.MESSAGE_RECEIVED, "properties", properties(heard, pressed)));
    }

    /**
     * Of several who have a number: whom it was kept with when it was told before, whose message it answers, who talked last, or the first by id.
     */
    private CustomerId whose(Heard heard, List<CustomerId> known, CustomerId stranger, Instant now) {
        List<CustomerId> candidates = new ArrayList<>(known);
        candidates.add(lookup.resolve(stranger, now).id());
        for (CustomerId each : candidates) {
            if (conversations.find(each, heard.id()) != null) {
                return each;
            }
        }
        if (heard.answers() != null) {
            return lookup.resolve(heard.answers().customer(), now).id();
        }
        return known.stream()
                .map(conversations::of)
                .max(Comparator.comparing(
                        conversation -> Objects.requireNonNullElse(conversation.heardAt(), Instant.EPOCH)))
                .map(Conversation::customer)
                .orElse(candidates.getLast());
    }

    /** No words of the customer's: an event passes queues, and what was written is read where it is kept. */
    private static Map<String, Object> properties(Heard heard, @Nullable String pressed) {
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("channel", Channel.WHATSAPP.key());
        properties.put("kind", heard.kind().key());
        if (heard.kind() == Said.Kind.BUTTON && heard.text() != null) {
            properties.put("button", heard.text());
        }
        if (pressed != null) {
            properties.put("payload", pressed);
        }
        MessageId answers = heard.answers();
        if (answers != null) {
            properties.put("message", answers.toString());
        }
        return properties;
    }

    private void tell(Heard heard, CustomerId customer, String type, Map<String, Object> what) {
        Map<String, @Nullable Object> told = new LinkedHashMap<>();
        told.put("type", type);
        told.put(Identities.OWN, customer.value());
        told.put("messageId", "w-" + Hash.name(HASH, heard.id(), type));
        told.put("timestamp", heard.at().toString());
        told.putAll(what);
        bus.put(List.of(json.apply(told)), Origin.BUS);
    }
}
