package dev.homing.domain.event;

import dev.homing.domain.EmailAddress;
import dev.homing.domain.Facts;
import dev.homing.domain.event.CustomerEvent.Kind;
import dev.homing.domain.event.CustomerEvent.Origin;
import dev.homing.domain.id.CustomerId;
import dev.homing.domain.id.Placeholder;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which ids an event names, and whom they mean. There is one place that says so.
 *
 * @param userId the shop's own id of the customer; null for a visitor who is not known yet
 * @param anonymousId the browser's or device's id
 * @param previousId of an alias: the id that becomes one with {@code userId}
 * @param email the address that the event states of its customer, in its normal form; at least one of this and the first two is there,
 *     unless Homing itself names the customer
 * @param own Homing's own id, in events that Homing tells of; null in all others
 */
public record Identities(
        @Nullable String userId,
        @Nullable String anonymousId,
        @Nullable String previousId,
        @Nullable String email,
        @Nullable CustomerId own) {

    /** By which events of Homing's own name their customer; from others it counts only on the bus. */
    public static final String OWN = "homingId";

    /** What such an id looks like. */
    public static final Pattern OWN_ID = Pattern.compile("c[a-z2-7]{20}");

    /** Longest id that is taken; longer ones do not fit the tables' keys. */
    public static final int LONGEST = 256;

    /** What became of an event's ids. */
    sealed interface Reading {
        record Named(Identities ids) implements Reading {}

        /** @param reason names the field and the remedy */
        record Refused(String reason) implements Reading {}

        /**
         * It names nobody.
         *
         * @param reason names the fields and the remedy
         */
        record Unnamed(String reason) implements Reading {}
    }

    public Identities {
        if (userId == null && anonymousId == null && email == null && own == null) {
            throw new IllegalArgumentException("An event has a userId, an anonymousId or an email address");
        }
    }

    /** As a shop's systems name their customers. */
    public Identities(
            @Nullable String userId,
            @Nullable String anonymousId,
            @Nullable String previousId,
            @Nullable String email) {
        this(userId, anonymousId, previousId, email, null);
    }

    /** As Homing itself names a customer, in events of its own. */
    public static Identities of(CustomerId own) {
        return new Identities(null, null, null, null, own);
    }

    /** The same person, by no more than is needed to name them again: the address only where there is no id. */
    public Identities bare() {
        boolean address = userId == null && anonymousId == null;
        return new Identities(userId, anonymousId, null, address ? email : null, own);
    }

    /** A message that names nobody, as if it named this person. */
    public Facts named(Facts message) {
        Map<String, @Nullable Object> named = new LinkedHashMap<>(message.values());
        if (own != null) {
            named.put(OWN, own.value());
        } else if (userId != null) {
            named.put("userId", userId);
        } else if (anonymousId != null) {
            named.put("anonymousId", anonymousId);
        } else {
            named.put("context", Map.of("traits", Map.of("email", String.valueOf(email))));
        }
        return new Facts(named);
    }

    /** Whom it names: the user where it knows them, else the visitor, else whoever has the address. Never changes, whatever is merged later. */
    public CustomerId customer() {
        if (own != null) {
            return own;
        }
        if (userId != null) {
            return CustomerId.ofUser(userId);
        }
        return anonymousId != null ? CustomerId.ofAnonymous(anonymousId) : CustomerId.ofEmail(String.valueOf(email));
    }

    /** Who is known by nothing but the address that this event states beside the shop's own id: the same person. Null where there is none. */
    public @Nullable CustomerId addressee() {
        return userId == null || email == null ? null : CustomerId.ofEmail(email);
    }

    /** Ids that are placeholders are refused even beside a good one: taking the event under the other would leave out who it was said to be. */
    static Reading read(Facts message, Kind kind, Origin origin) {
        String own = message.text(OWN);
        if (own != null && origin == Origin.BUS) {
            return OWN_ID.matcher(own).matches()
                    ? new Reading.Named(of(new CustomerId(own)))
                    : new Reading.Refused(OWN + ": \"" + own + "\" is none of Homing's ids; send a userId");
        }
        for (String field : List.of("userId", "anonymousId", "previousId", "groupId")) {
            String wrong = wrong(field, message.get(field));
            if (wrong != null) {
                return new Reading.Refused(wrong);
            }
        }
        String userId = message.text("userId");
        String anonymousId = message.text("anonymousId");
        String email = email(message, kind);
        if (userId == null && anonymousId == null && email == null) {
            email = EmailAddress.read(message.map("properties").get("email"));
        }
        if (userId == null && anonymousId == null && (email == null || !origin.trusted())) {
            return new Reading.Unnamed(
                    origin.trusted()
                            ? "userId, anonymousId: both are missing, and there is no email address by which the customer is known;"
                                    + " send at least one of them"
                            : "userId, anonymousId: both are missing; send at least one of them");
        }
        String previousId = message.text("previousId");
        if (kind == Kind.ALIAS && (previousId == null || userId == null)) {
            return new Reading.Refused("previousId, userId: an alias needs both");
        }
        return new Reading.Named(new Identities(userId, anonymousId, previousId, email));
    }

    /** What the event says of its customer; an address among its properties may be somebody else's, whom a gift is for. */
    private static @Nullable String email(Facts message, Kind kind) {
        Object stated = message.map("context").map("traits").get("email");
        Object identified = kind == Kind.IDENTIFY ? message.map("traits").get("email") : null;
        return EmailAddress.read(identified == null ? stated : identified);
    }

    private static @Nullable String wrong(String field, @Nullable Object value) {
        boolean text =
                switch (value) {
                    case null -> true;
                    case String _, BigDecimal _, Number _ -> true;
                    case Boolean _, Map<?, ?> _, List<?> _ -> false;
                    case Object _ -> false;
                };
        if (!text) {
            return field + ": it is no text or number; " + remedy(field);
        }
        String id = value == null ? null : new Facts(Map.of(field, value)).text(field);
        if (id == null) {
            return null;
        }
        if (id.length() > LONGEST) {
            return field + ": ids and names have at most " + LONGEST + " characters; send a shorter one";
        }
        return Placeholder.isId(id)
                ? field + ": \"" + id + "\" stands for an id that was not known, and would make one customer of many; "
                        + remedy(field)
                : null;
    }

    private static String remedy(String field) {
        return switch (field) {
            case "userId" -> "send the shop's own id of the customer, or leave userId out and send an anonymousId";
            case "anonymousId" -> "send an id that this browser or device alone has, or leave it out and send a userId";
            case "previousId" -> "send the id that the customer had before";
            default -> "send the group's own id, or leave it out";
        };
    }
}
