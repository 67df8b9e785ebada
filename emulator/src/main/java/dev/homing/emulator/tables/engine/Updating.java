package dev.homing.emulator.tables.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Applies an update to an item: every right side is what it was before, whatever the order of the actions. */
final class Updating {
    private static final String NO_PATH = "The document path provided in the update expression is invalid for update";
    private static final String WRONG_TYPE = "An operand in the update expression has an incorrect data type";

    private final List<Change> changes;
    private final List<Path> paths;
    private final Scope scope;

    /** @throws Refusal when two actions are at odds, or one is about the key */
    Updating(List<Change> changes, Scope scope, KeySchema key) {
        this.changes = changes;
        this.scope = scope;
        this.paths =
                changes.stream().map(change -> change.path().resolved(scope)).toList();
        for (int i = 0; i < paths.size(); i++) {
            for (int j = i + 1; j < paths.size(); j++) {
                atOdds(paths.get(i), paths.get(j));
            }
        }
        changes.forEach(this::checkGiven);
        for (Path path : paths) {
            String top = path.top(scope);
            if (key.isKey(top)) {
                throw Refusal.parameters("Cannot update attribute " + top + ". This attribute is part of the key");
            }
        }
    }

    /** The attributes that it touches, each whole. */
    List<Path> attributes() {
        return paths.stream().map(path -> new Path(path.steps().subList(0, 1))).toList();
    }

    private static void atOdds(Path one, Path other) {
        int shorter = Math.min(one.steps().size(), other.steps().size());
        for (int i = 0; i < shorter; i++) {
            Path.Step a = one.steps().get(i);
            Path.Step b = other.steps().get(i);
            if (!a.equals(b)) {
                if ((a.name() == null) != (b.name() == null)) {
                    throw Refusal.invalid(
                            "Invalid UpdateExpression: Two document paths conflict with each other; must remove or rewrite one of these paths; path one: "
                                    + one.words() + ", path two: " + other.words());
                }
                return;
            }
        }
        throw Refusal.invalid(
                "Invalid UpdateExpression: Two document paths overlap with each other; must remove or rewrite one of these paths; path one: "
                        + one.words() + ", path two: " + other.words());
    }

    private void checkGiven(Change change) {
        switch (change) {
            case Change.Add add -> {
                String type = Values.type(scope.value(add.value().name()));
                if (!Set.of("N", "SS", "NS", "BS").contains(type)) {
                    throw wrongGiven("ADD", type);
                }
            }
            case Change.Delete delete -> {
                String type = Values.type(scope.value(delete.value().name()));
                if (!Set.of("SS", "NS", "BS").contains(type)) {
                    throw wrongGiven("DELETE", type);
                }
            }
            case Change.Put put -> checkGiven(put.term());
            case Change.Remove remove -> {}
        }
    }

    private void checkGiven(Change.Term term) {
        switch (term) {
            case Change.Term.Sum sum -> {
                for (Change.Term side : List.of(sum.left(), sum.right())) {
                    checkGiven(side);
                    requireGiven(side, "N", sum.minus() ? "-" : "+");
                }
            }
            case Change.Term.ListAppend append -> {
                for (Change.Term side : List.of(append.first(), append.second())) {
                    checkGiven(side);
                    requireGiven(side, "L", "list_append");
                }
            }
            case Change.Term.IfNotExists otherwise -> checkGiven(otherwise.otherwise());
            case Change.Term.Plain plain -> {}
        }
    }

    private void requireGiven(Change.Term term, String type, String operator) {
        if (term instanceof Change.Term.Plain(Operand.Given given)) {
            String is = Values.type(scope.value(given.name()));
            if (!is.equals(type)) {
                throw Refusal.invalid(
                        "Invalid UpdateExpression: Incorrect operand type for operator or function; operator or function: "
                                + operator + ", operand type: " + is);
            }
        }
    }

    private static Refusal wrongGiven(String operator, String type) {
        return Refusal.invalid("Invalid UpdateExpression: Incorrect operand type for operator or function; operator: "
                + operator + ", operand type: " + OperandTypes.spelled(type) + ", typeSet: ALLOWED_FOR_" + operator
                + "_OPERAND");
    }

    /**
     * The item as it is after the update.
     *
     * @param before at least its key
     */
    ObjectNode apply(ObjectNode before) {
        Truth was = new Truth(before, scope);
        List<JsonNode> put = new ArrayList<>();
        for (Change change : changes) {
            put.add(change instanceof Change.Put set ? value(set.term(), was) : before);
        }
        ObjectNode after = before.objectNode();
        after.setAll(before);
        // What is changed within must not be changed in what was stored before, too.
        Set<String> own = new HashSet<>();
        for (Path path : paths) {
            String top = path.top(scope);
            JsonNode value = after.get(top);
            if (path.steps().size() > 1 && value != null && own.add(top)) {
                after.set(top, value.deepCopy());
            }
        }
        for (int i = 0; i < changes.size(); i++) {
            Path path = paths.get(i);
            switch (changes.get(i)) {
                case Change.Put set -> put(after, path, put.get(i));
                case Change.Add add -> add(after, path, scope.value(add.value().name()), was.at(path));
                case Change.Delete delete ->
                    delete(after, path, scope.value(delete.value().name()), was.at(path));
                case Change.Remove remove -> {}
            }
        }
        List<Path> removed = new ArrayList<>();
        for (int i = 0; i < changes.size(); i++) {
            if (changes.get(i) instanceof Change.Remove) {
                removed.add(paths.get(i));
            }
        }
        // The last elements of a list first: indexes mean the list as it was.
        removed.sort((a, b) ->
                Integer.compare(b.steps().getLast().index(), a.steps().getLast().index()));
        removed.forEach(path -> remove(after, path));
        return after;
    }

    private JsonNode value(Change.Term term, Truth was) {
        return switch (term) {
            case Change.Term.Plain plain -> there(was.value(plain.operand()));
            case Change.Term.IfNotExists otherwise -> {
                JsonNode value = was.at(otherwise.path());
                yield value == null ? value(otherwise.otherwise(), was) : value;
            }
            case Change.Term.ListAppend append -> {
                JsonNode first = value(append.first(), was);
                JsonNode second = value(append.second(), was);
                if (!first.has("L") || !second.has("L")) {
                    throw Refusal.invalid(WRONG_TYPE);
                }
                ArrayNode list = first.path("L").deepCopy();
                second.path("L").forEach(list::add);
                yield Values.of("L", list);
            }
            case Change.Term.Sum sum -> {
                JsonNode left = value(sum.left(), was);
                JsonNode right = value(sum.right(), was);
                if (!Values.isNumber(left) || !Values.isNumber(right)) {
                    throw Refusal.invalid(WRONG_TYPE);
                }
                yield Values.sum(left, right, sum.minus());
            }
        };
    }

    private static JsonNode there(@Nullable JsonNode value) {
        if (value == null) {
            throw Refusal.invalid("The provided expression refers to an attribute that does not exist in the item");
        }
        return value;
    }

    private static void add(ObjectNode after, Path path, JsonNode given, @Nullable JsonNode was) {
        if (was == null) {
            put(after, path, given);
        } else if (Values.isNumber(given) && Values.isNumber(was)) {
            put(after, path, Values.sum(was, given, false));
        } else if (!Values.isNumber(given) && Values.type(given).equals(Values.type(was))) {
            Set<JsonNode> elements = new LinkedHashSet<>();
            Values.content(was).forEach(elements::add);
            Values.content(given).forEach(elements::add);
            put(after, path, set(was, elements));
        } else {
            throw Refusal.invalid(WRONG_TYPE);
        }
    }

    private static void delete(ObjectNode after, Path path, JsonNode given, @Nullable JsonNode was) {
        if (was == null) {
            return;
        }
        if (!Values.type(given).equals(Values.type(was))) {
            throw Refusal.invalid(WRONG_TYPE);
        }
        Set<JsonNode> elements = new LinkedHashSet<>();
        Values.content(was).forEach(elements::add);
        Values.content(given).forEach(elements::remove);
        if (elements.isEmpty()) {
            remove(after, path);
        } else {
            put(after, path, set(was, elements));
        }
    }

    private static ObjectNode set(JsonNode like, Set<JsonNode> elements) {
        ArrayNode all = ((ObjectNode) like).arrayNode();
        elements.forEach(all::add);
        return Values.of(Values.type(like), all);
    }

    private static void put(ObjectNode item, Path path, JsonNode value) {
        Path.Step last = path.steps().getLast();
        if (path.steps().size() == 1) {
            item.set(String.valueOf(last.name()), value);
            return;
        }
        JsonNode parent = parent(item, path);
        if (last.name() != null && parent != null && parent.get("M") instanceof ObjectNode map) {
            map.set(last.name(), value);
        } else if (last.name() == null && parent != null && parent.get("L") instanceof ArrayNode list) {
            if (last.index() < list.size()) {
                list.set(last.index(), value);
            } else {
                list.add(value);
            }
        } else {
            throw Refusal.invalid(NO_PATH);
        }
    }

    private static void remove(ObjectNode item, Path path) {
        Path.Step last = path.steps().getLast();
        if (path.steps().size() == 1) {
            item.remove(String.valueOf(last.name()));
            return;
        }
        JsonNode parent = parent(item, path);
        if (last.name() != null && parent != null && parent.get("M") instanceof ObjectNode map) {
            map.remove(last.name());
        } else if (last.name() == null && parent != null && parent.get("L") instanceof ArrayNode list) {
            if (last.index() < list.size()) {
                list.remove(last.index());
            }
        } else {
            throw Refusal.invalid(NO_PATH);
        }
    }

    private static @Nullable JsonNode parent(ObjectNode item, Path path) {
        JsonNode here = item.get(String.valueOf(path.steps().getFirst().name()));
        for (Path.Step step : path.steps().subList(1, path.steps().size() - 1)) {
            if (here == null) {
                return null;
            }
            here = step.name() == null
                    ? here.path("L").get(step.index())
                    : here.path("M").get(step.name());
        }
        return here;
    }
}
