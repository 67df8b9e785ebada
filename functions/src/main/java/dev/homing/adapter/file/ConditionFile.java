package dev.homing.adapter.file;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.homing.domain.Money;
import dev.homing.domain.condition.Condition;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * Conditions as files and the API write them: an object with one of {@code all}, {@code any}, {@code not}, {@code cart}.
 */
final class ConditionFile {
    /** Deeper ones are a mistake, and would make every event slow. */
    private static final int DEEPEST = 10;

    private static final String EXAMPLES =
            "must be a condition such as {\"cart\":\"filled\"}, {\"all\":[...]}, {\"any\":[...]} or {\"not\":{...}}";

    private ConditionFile() {}

    /** The condition under a name; the one that holds for everyone where there is none. */
    static Condition optional(CampaignFileFields fields, String name) {
        CampaignFileFields condition = fields.optionalObject(name);
        return condition == null ? Condition.EVERYONE : read(condition, 1);
    }

    private static Condition read(CampaignFileFields fields, int depth) {
        if (depth > DEEPEST) {
            fields.problem("", "is nested more than " + DEEPEST + " conditions deep; make it flatter");
            return Condition.EVERYONE;
        }
        Condition condition = known(fields, depth);
        if (condition == null) {
            fields.problem("", EXAMPLES);
            return Condition.EVERYONE;
        }
        fields.onlyKnown();
        return condition;
    }

    private static @Nullable Condition known(CampaignFileFields fields, int depth) {
        if (fields.has("all")) {
            return new Condition.All(all(fields.objects("all", ""), depth));
        }
        if (fields.has("any")) {
            return new Condition.Any(all(fields.objects("any", ""), depth));
        }
        if (fields.has("not")) {
            return new Condition.Not(read(fields.object("not"), depth + 1));
        }
        return fields.has("cart") ? cart(fields) : null;
    }

    private static List<Condition> all(List<CampaignFileFields> of, int depth) {
        return of.stream().map(one -> read(one, depth + 1)).toList();
    }

    private enum CartAspect {
        FILLED,
        VALUE
    }

    private static Condition cart(CampaignFileFields fields) {
        SequencedMap<String, CartAspect> aspects = new LinkedHashMap<>();
        aspects.put("filled", CartAspect.FILLED);
        aspects.put("value", CartAspect.VALUE);
        return switch (fields.oneOf("cart", aspects, null)) {
            case FILLED -> new Condition.CartFilled();
            case VALUE -> {
                Money atLeast = fields.object("atLeast").money();
                yield atLeast == null ? new Condition.CartFilled() : new Condition.CartValue(atLeast);
            }
        };
    }

    static ObjectNode write(Condition condition) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        switch (condition) {
            case Condition.All(List<Condition> of) -> write(json.putArray("all"), of);
            case Condition.Any(List<Condition> of) -> write(json.putArray("any"), of);
            case Condition.Not(Condition of) -> json.set("not", write(of));
            case Condition.CartFilled() -> json.put("cart", "filled");
            case Condition.CartValue(Money atLeast) ->
                json.put("cart", "value")
                        .putObject("atLeast")
                        .put("amount", atLeast.amount().toPlainString())
                        .put("currency", atLeast.currency());
        }
        return json;
    }

    private static void write(ArrayNode json, List<Condition> conditions) {
        conditions.forEach(one -> json.add(write(one)));
    }
}
