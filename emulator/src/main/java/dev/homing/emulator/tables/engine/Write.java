package dev.homing.emulator.tables.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.homing.emulator.wire.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One write of one item, read and checked as far as that goes without the item: in a call of its own or in a transaction. */
final class Write {
    private static final String TOO_LARGE = "Item size has exceeded the maximum allowed size";
    private static final String TOO_LARGE_UPDATE = "Item size to update has exceeded the maximum allowed size";

    /** What it does. */
    enum Kind {
        PUT,
        UPDATE,
        DELETE,
        CHECK
    }

    private final Kind kind;
    private final Table table;
    private final Place place;
    private final ObjectNode key;
    private final Scope scope;
    private final @Nullable Condition condition;
    private final @Nullable Stored put;
    private final @Nullable Updating updating;
    private final String returned;
    private final boolean showsOld;

    private Write(
            Kind kind,
            Table table,
            ObjectNode key,
            Scope scope,
            @Nullable Condition condition,
            @Nullable Stored put,
            @Nullable Updating updating,
            JsonNode request) {
        this.kind = kind;
        this.table = table;
        this.key = key;
        this.place = table.key().place(key);
        this.scope = scope;
        this.condition = condition;
        this.put = put;
        this.updating = updating;
        this.returned = Json.text(request, "ReturnValues", "NONE");
        this.showsOld = Json.text(request, "ReturnValuesOnConditionCheckFailure", "NONE")
                .equals("ALL_OLD");
    }

    /** @throws Refusal when it could not be carried out whatever the item */
    static Write of(Kind kind, JsonNode request, Catalogue catalogue) {
        Scope scope = new Scope(request);
        String asked = Json.text(request, "ConditionExpression");
        Condition condition = asked == null ? null : scope.condition(asked, "ConditionExpression");
        String update = kind == Kind.UPDATE ? Json.text(request, "UpdateExpression") : null;
        List<Change> changes = update == null ? List.of() : scope.update(update);
        scope.requireAllUsed();
        String values = Json.text(request, "ReturnValues", "NONE");
        if (kind != Kind.UPDATE && !values.equals("NONE") && !values.equals("ALL_OLD")) {
            throw Refusal.invalid("Return values set to invalid value");
        }
        Table table = catalogue.table(request);
        if (kind == Kind.PUT) {
            Stored item = table.measured(Values.checkedAll(request.path("Item")), TOO_LARGE);
            return new Write(kind, table, item.attributes(), scope, condition, item, null, request);
        }
        ObjectNode key = Values.checkedAll(request.path("Key"));
        table.key().requireKey(key);
        Updating updating = kind == Kind.UPDATE ? new Updating(changes, scope, table.key()) : null;
        return new Write(kind, table, key, scope, condition, null, updating, request);
    }

    Table table() {
        return table;
    }

    Place place() {
        return place;
    }

    Kind kind() {
        return kind;
    }

    /** @param before null: there is no item */
    boolean allowed(@Nullable Stored before) {
        return condition == null || new Truth(before == null ? null : before.attributes(), scope).holds(condition);
    }

    Refusal refusal(@Nullable Stored before) {
        return Refusal.condition(old(before));
    }

    /** What a refusal shows of the item: null where nothing was asked for, or there is none. */
    @Nullable
    ObjectNode old(@Nullable Stored before) {
        return showsOld && before != null ? before.attributes() : null;
    }

    /**
     * The item after the write; null where there is none then.
     *
     * @throws Refusal when the update cannot be applied to it, or makes it too large
     */
    @Nullable
    Stored after(@Nullable Stored before) {
        return switch (kind) {
            case PUT -> put;
            case DELETE -> null;
            case CHECK -> before;
            case UPDATE -> {
                ObjectNode was = before == null ? key : before.attributes();
                yield updating == null ? before : table.measured(updating.apply(was), TOO_LARGE_UPDATE);
            }
        };
    }

    /** What the caller asked to see; null: nothing. */
    @Nullable
    ObjectNode returned(@Nullable Stored before, @Nullable Stored after) {
        return switch (returned) {
            case "ALL_OLD" -> before == null ? null : before.attributes();
            case "ALL_NEW" -> after == null ? null : after.attributes();
            case "UPDATED_OLD" -> updated(before);
            case "UPDATED_NEW" -> updated(after);
            default -> null;
        };
    }

    private @Nullable ObjectNode updated(@Nullable Stored item) {
        if (item == null || updating == null) {
            return null;
        }
        ObjectNode parts = new Projection(updating.attributes()).of(item.attributes());
        return parts.isEmpty() ? null : parts;
    }
}
