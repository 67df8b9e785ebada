package dev.homing.adapter.json;

import dev.homing.domain.Money;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A JSON array that stands for a value: its fields one after the other, without the nulls at its end, times as differences to one time. What
 * is added to a value later goes to the end, so that old texts stay readable.
 */
public final class Tuple {
    private final Instant base;
    private final List<@Nullable Object> values;
    private int next;

    /** To be written. */
    public Tuple(Instant base) {
        this.base = base;
        this.values = new ArrayList<>();
    }

    /** To be read. */
    public Tuple(Instant base, @Nullable Object json) {
        if (!(json instanceof List<?> list)) {
            throw new MalformedJson("A JSON array was expected, not " + json);
        }
        this.base = base;
        this.values = new ArrayList<@Nullable Object>(list);
    }

    public Tuple add(@Nullable Object value) {
        values.add(value);
        return this;
    }

    public Tuple at(@Nullable Instant at) {
        return add(at == null ? null : Times.since(base, at));
    }

    public Tuple money(@Nullable Money money) {
        return add(money == null ? null : Amounts.text(money));
    }

    public List<@Nullable Object> json() {
        int end = values.size();
        while (end > 0 && values.get(end - 1) == null) {
            end--;
        }
        return values.subList(0, end);
    }

    @Nullable
    public Object raw() {
        return next < values.size() ? values.get(next++) : null;
    }

    public String text() {
        return needed(optionalText());
    }

    @Nullable
    public String optionalText() {
        return raw() instanceof String text ? text : null;
    }

    public long number() {
        return raw() instanceof Number number ? number.longValue() : 0;
    }

    public Instant at() {
        return needed(optionalAt());
    }

    @Nullable
    public Instant optionalAt() {
        return raw() instanceof Number millis ? Times.instantSince(base, millis) : null;
    }

    @Nullable
    public Money optionalMoney() {
        return raw() instanceof String text ? Amounts.money(text) : null;
    }

    private <T> T needed(@Nullable T value) {
        if (value == null) {
            throw new MalformedJson("Field " + (next - 1) + " of " + values + " is missing");
        }
        return value;
    }
}
