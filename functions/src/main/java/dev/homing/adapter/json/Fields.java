package dev.homing.adapter.json;

import dev.homing.domain.Facts;
import dev.homing.domain.Money;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A JSON object that stands for a value. What is absent is not written; what is missing and needed fails by its name. */
public final class Fields {
    private final Map<String, @Nullable Object> values;

    public Fields() {
        values = new LinkedHashMap<>();
    }

    private Fields(Map<?, ?> map) {
        values = new LinkedHashMap<>();
        map.forEach((name, value) -> values.put(String.valueOf(name), value));
    }

    public static Fields parse(String json) {
        return of(Json.parse(json));
    }

    public static Fields of(@Nullable Object json) {
        if (json instanceof Map<?, ?> map) {
            return new Fields(map);
        }
        throw new MalformedJson("A JSON object was expected, not " + json);
    }

    public Map<String, @Nullable Object> json() {
        return values;
    }

    public String write() {
        return Json.write(values);
    }

    /** Adds a text, number, boolean, list, map or Facts; nothing where it is null or empty. */
    public Fields put(String name, @Nullable Object value) {
        boolean nothing =
                switch (value) {
                    case null -> true;
                    case List<?> list -> list.isEmpty();
                    case Map<?, ?> map -> map.isEmpty();
                    case Facts facts -> facts.isEmpty();
                    default -> false;
                };
        if (!nothing) {
            values.put(name, value);
        }
        return this;
    }

    public Fields at(String name, @Nullable Instant at) {
        return put(name, at == null ? null : Times.number(at));
    }

    /** Adds what counts from 1 up; 1 itself is most often so, and not worth the bytes. */
    public Fields counted(String name, int count) {
        return put(name, count == 1 ? null : count);
    }

    public Fields money(String name, @Nullable Money money) {
        return put(name, money == null ? null : Amounts.text(money));
    }

    public boolean has(String name) {
        return values.get(name) != null;
    }

    @Nullable
    public Object raw(String name) {
        return values.get(name);
    }

    public String text(String name) {
        return needed(name, optionalText(name));
    }

    @Nullable
    public String optionalText(String name) {
        return values.get(name) instanceof String text ? text : null;
    }

    public long number(String name) {
        return values.get(name) instanceof Number number ? number.longValue() : 0;
    }

    /** Reads what {@link #counted(String, int)} wrote. */
    public int counted(String name) {
        return has(name) ? (int) number(name) : 1;
    }

    public boolean flag(String name) {
        return Boolean.TRUE.equals(values.get(name));
    }

    public Instant at(String name) {
        return needed(name, optionalAt(name));
    }

    @Nullable
    public Instant optionalAt(String name) {
        return values.get(name) instanceof Number millis ? Times.instant(millis) : null;
    }

    @Nullable
    public Money optionalMoney(String name) {
        return values.get(name) instanceof String text ? Amounts.money(text) : null;
    }

    public Facts facts(String name) {
        return values.get(name) instanceof Map<?, ?> map ? Facts.of(map) : Facts.NONE;
    }

    /** Empty where there is none. */
    public Fields object(String name) {
        return values.get(name) instanceof Map<?, ?> map ? new Fields(map) : new Fields();
    }

    /** Empty where there is none. */
    public List<@Nullable Object> list(String name) {
        return values.get(name) instanceof List<?> list
                ? new ArrayList<@Nullable Object>(list)
                : List.<@Nullable Object>of();
    }

    /** The texts of a list; empty where there is none. */
    public List<String> texts(String name) {
        List<String> texts = new ArrayList<>();
        for (Object item : list(name)) {
            texts.add(String.valueOf(item));
        }
        return texts;
    }

    private static <T> T needed(String name, @Nullable T value) {
        if (value == null) {
            throw new MalformedJson("\"" + name + "\" is missing");
        }
        return value;
    }
}
