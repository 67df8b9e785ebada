package dev.homing.domain.event;

import dev.homing.domain.Facts;
import dev.homing.domain.StoredBytes;
import dev.homing.domain.event.CustomerEvent.Kind;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Events of a name as they were really seen, so that a marketer can choose from what there is.
 *
 * @param name as patterns and conditions call it
 * @param count how many, about: those of the last minute may lack, and one that was delivered twice counts twice
 * @param properties of the event by name; of an identify, what it says of the customer
 * @param products properties of its products
 */
public record SeenEvent(
        String name,
        long count,
        Instant lastSeen,
        SequencedMap<String, Property> properties,
        SequencedMap<String, Property> products) {
    /** Bytes; longer names are not noted. */
    private static final int LONGEST_NAME = 100;

    /** Properties of an event, and as many of its products; what else it has is not noted. */
    private static final int MOST_PROPERTIES = 60;

    private static final int LONGEST_SAMPLE = 60;

    public SeenEvent {
        properties = new LinkedHashMap<>(properties);
        products = new LinkedHashMap<>(products);
    }

    /** What a property's values are. */
    public enum Type {
        TEXT,
        NUMBER,
        BOOLEAN,
        DATE,
        LIST,
        OBJECT;

        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Type of(Object value) {
            return switch (value) {
                case Boolean _ -> BOOLEAN;
                case Number _ -> NUMBER;
                case List<?> _ -> LIST;
                case Map<?, ?> _ -> OBJECT;
                default -> isDate(value.toString()) ? DATE : TEXT;
            };
        }

        private static boolean isDate(String text) {
            if (text.length() < "2026-12-24".length() || text.charAt(4) != '-') {
                return false;
            }
            try {
                if (text.length() == "2026-12-24".length()) {
                    LocalDate.parse(text);
                } else {
                    OffsetDateTime.parse(text);
                }
                return true;
            } catch (DateTimeException no) {
                return false;
            }
        }
    }

    /**
     * @param sample a value that was seen; null where none is shown: what anyone can have sent, and what may be somebody's address
     */
    public record Property(Type type, @Nullable String sample) {}

    /** One event; null where its name is too long to be noted. */
    public static @Nullable SeenEvent of(CustomerEvent event) {
        if (StoredBytes.of(event.title()) > LONGEST_NAME) {
            return null;
        }
        boolean who = event.kind() == Kind.IDENTIFY;
        SequencedMap<String, Property> properties = new LinkedHashMap<>();
        SequencedMap<String, Property> products = new LinkedHashMap<>();
        // Of what is said of a person no sample is shown.
        note(
                properties,
                who ? event.traits() : event.properties(),
                event.origin().trusted() && !who);
        properties.remove("products");
        for (Facts product : event.properties().products()) {
            note(products, product, event.origin().trusted());
        }
        return new SeenEvent(event.title(), 1, event.at(), properties, products);
    }

    private static void note(SequencedMap<String, Property> into, Facts facts, boolean samples) {
        facts.values().forEach((name, value) -> {
            if (value != null && StoredBytes.of(name) <= LONGEST_NAME && into.size() < MOST_PROPERTIES) {
                into.put(name, new Property(Type.of(value), samples ? sample(value) : null));
            }
        });
    }

    private static @Nullable String sample(Object value) {
        return switch (value) {
            case BigDecimal number -> number.toPlainString();
            case Number number -> number.toString();
            case Boolean flag -> flag.toString();
            case String text -> text.length() > LONGEST_SAMPLE || text.isBlank() || mayBeAnAddress(text) ? null : text;
            default -> null;
        };
    }

    private static boolean mayBeAnAddress(String text) {
        return text.contains("@") || text.chars().filter(Character::isDigit).count() > 6;
    }

    /** Both; of what is different the later one. */
    public SeenEvent and(SeenEvent other) {
        boolean later = !other.lastSeen.isBefore(lastSeen);
        SeenEvent first = later ? this : other;
        SeenEvent second = later ? other : this;
        return new SeenEvent(
                name,
                count + other.count,
                second.lastSeen,
                both(first.properties, second.properties),
                both(first.products, second.products));
    }

    private static SequencedMap<String, Property> both(
            SequencedMap<String, Property> earlier, SequencedMap<String, Property> later) {
        SequencedMap<String, Property> both = new LinkedHashMap<>(earlier);
        later.forEach((name, property) -> {
            Property known = both.get(name);
            if (known != null || both.size() < MOST_PROPERTIES) {
                boolean keeps = property.sample() == null && known != null && known.type() == property.type();
                both.put(name, keeps ? known : property);
            }
        });
        return both;
    }

    /** Whether another one has a property that this one has not, and that it has room for. */
    public boolean lacks(SeenEvent other) {
        return lacks(properties, other.properties.keySet()) || lacks(products, other.products.keySet());
    }

    private static boolean lacks(Map<String, Property> known, Set<String> names) {
        return known.size() < MOST_PROPERTIES && !known.keySet().containsAll(names);
    }
}
