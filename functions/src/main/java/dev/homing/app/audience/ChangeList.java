package dev.homing.app.audience;

import dev.homing.app.port.CustomerStates;
import dev.homing.app.port.EventBus;
import dev.homing.app.port.Profiles;
import dev.homing.domain.EmailAddress;
import dev.homing.domain.Facts;
import dev.homing.domain.Hash;
import dev.homing.domain.event.CustomerEvent.Origin;
import dev.homing.domain.event.Identities;
import dev.homing.domain.event.OwnEvents;
import dev.homing.domain.id.CustomerId;
import dev.homing.domain.id.Placeholder;
import dev.homing.domain.profile.Profile;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Puts customers on a list and takes them off: as an event on the bus, so that it stands on the customer's timeline, starts what is to start by it,
 * and counts once.
 */
public final class ChangeList {
    /** So many at a time. */
    public static final int MOST = 2_000;

    private static final int HASH = 24;

    private final CustomerStates states;
    private final Profiles profiles;
    private final EventBus bus;
    private final Function<Map<String, @Nullable Object>, String> json;

    /** @param json writes an object */
    public ChangeList(
            CustomerStates states,
            Profiles profiles,
            EventBus bus,
            Function<Map<String, @Nullable Object>, String> json) {
        this.states = states;
        this.profiles = profiles;
        this.bus = bus;
        this.json = json;
    }

    /**
     * @param line from 1 up
     * @param reason names the field and the remedy
     */
    public record Rejected(int line, String reason) {}

    public record Result(int accepted, List<Rejected> rejected) {}

    /** @param members each with an {@code id}, {@code userId} or {@code email} */
    public Result add(String list, List<Facts> members, Instant now) {
        List<String> events = new ArrayList<>();
        List<Rejected> rejected = new ArrayList<>();
        int line = 0;
        for (Facts member : members) {
            line++;
            Map<String, @Nullable Object> who = who(member);
            if (who == null) {
                rejected.add(new Rejected(
                        line,
                        "id, userId, email: none of them is there, or it is none; say who is meant by one of them"));
            } else {
                events.add(event(OwnEvents.LIST_JOINED, list, who, now));
            }
        }
        bus.put(events, Origin.BUS);
        return new Result(events.size(), rejected);
    }

    /**
     * @param customer Homing's id, the shop's or an email address
     * @return false where there is no such customer
     */
    public boolean remove(String list, String customer, Instant now) {
        CustomerId id = find(customer);
        if (id == null) {
            return false;
        }
        bus.put(List.of(event(OwnEvents.LIST_LEFT, list, Map.of(Identities.OWN, id.value()), now)), Origin.BUS);
        return true;
    }

    private @Nullable CustomerId find(String customer) {
        for (CustomerId id : List.of(new CustomerId(customer), CustomerId.ofUser(customer))) {
            if (!states.loadEventually(id).isNew()) {
                return id;
            }
        }
        String email = EmailAddress.read(customer);
        if (email == null) {
            return null;
        }
        return withEmail(email);
    }

    private @Nullable CustomerId withEmail(String email) {
        return profiles.search(email, null, 10).stream()
                .filter(profile -> email.equals(profile.email()))
                .map(Profile::id)
                .findFirst()
                .orElse(null);
    }

    /** How an event names them: a customer who is known by the address, or the address itself. */
    private @Nullable Map<String, @Nullable Object> who(Facts member) {
        String own = member.text("id");
        if (own != null && Identities.OWN_ID.matcher(own).matches()) {
            return Map.of(Identities.OWN, own);
        }
        String userId = member.firstText("userId", "user_id", "external_id", "id");
        if (userId != null && Placeholder.isId(userId)) {
            return null;
        }
        if (userId != null && EmailAddress.read(userId) == null) {
            return Map.of("userId", userId);
        }
        String email = EmailAddress.read(member.firstText("email", "Email", "email_address", "Email Address", "id"));
        if (email == null) {
            return null;
        }
        CustomerId known = withEmail(email);
        if (known != null) {
            return Map.of(Identities.OWN, known.value());
        }
        return Map.of("context", Map.of("traits", Map.of("email", email)));
    }

    private String event(String name, String list, Map<String, @Nullable Object> who, Instant now) {
        Map<String, @Nullable Object> event = new LinkedHashMap<>(who);
        event.put("type", "track");
        event.put("event", name);
        event.put("messageId", "l-" + Hash.name(HASH, name, list, who.toString(), now.toString()));
        event.put("timestamp", now.toString());
        event.put("properties", Map.of("list", list));
        return json.apply(event);
    }
}
