package dev.homing.asl.interpreter;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.homing.asl.MapState;
import dev.homing.asl.Parallel;
import dev.homing.asl.StateMachine;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Parallel and Map: walks side by side, and their results put together. */
final class Fans {
    /** AWS's limit of an inline Map. */
    private static final int MAX_CONCURRENCY = 40;

    private final Evaluator evaluator;
    private final Walk walk;

    Fans(Evaluator evaluator, Walk walk) {
        this.evaluator = evaluator;
        this.walk = walk;
    }

    void begin(Visit visit, Parallel parallel, Instant now) {
        JsonNode input = parallel.arguments() == null
                ? visit.input
                : evaluator.limited(
                        evaluator.value(parallel.arguments(), Bindings.ofInput(visit, now)),
                        "The arguments of the state '" + visit.name + "'");
        reset(visit, parallel.branches().size());
        visit.fanning = true;
        visit.scope.run.history.fan(visit.scope, "ParallelStateStarted", visit, null, null, 0, now);
        for (StateMachine branch : parallel.branches()) {
            open(visit, branch, null, input, now);
        }
    }

    void begin(Visit visit, MapState map, Instant now) {
        visit.fanning = true;
        JsonNode items = map.items() == null ? visit.input : evaluator.value(map.items(), Bindings.ofInput(visit, now));
        if (!items.isContainerNode()) {
            throw StateFailure.query("The items of the Map '" + visit.name + "' must be an array or an object, not "
                    + items.getNodeType().name().toLowerCase(java.util.Locale.ROOT));
        }
        evaluator.limited(items, "The items of the Map '" + visit.name + "'");
        Bindings bindings = Bindings.ofInput(visit, now);
        long most = map.maxConcurrency() == null ? 0 : evaluator.wholeNumber(map.maxConcurrency(), 0, bindings);
        int concurrency = most == 0 ? MAX_CONCURRENCY : (int) Math.min(most, MAX_CONCURRENCY);
        visit.items = list(items);
        reset(visit, items.size());
        visit.scope.run.history.fan(visit.scope, "MapStateStarted", visit, null, null, items.size(), now);
        if (items.isEmpty()) {
            finished(visit, now);
            return;
        }
        for (int i = 0; i < Math.min(concurrency, items.size()); i++) {
            iterate(visit, map, now);
        }
    }

    /** An array's elements, or an object's fields, each in its order. */
    private static List<MapItem> list(JsonNode items) {
        List<MapItem> list = new ArrayList<>(items.size());
        if (items.isArray()) {
            items.forEach(value -> list.add(new MapItem(list.size(), null, value)));
        } else {
            items.properties().forEach(field -> list.add(new MapItem(list.size(), field.getKey(), field.getValue())));
        }
        return list;
    }

    private void reset(Visit visit, int size) {
        visit.children.clear();
        visit.outputs = new @Nullable JsonNode[size];
        visit.finished = 0;
    }

    /** Begins the next iteration of a Map. */
    private void iterate(Visit visit, MapState map, Instant now) {
        MapItem item = visit.items.get(visit.children.size());
        JsonNode input = map.itemSelector() == null
                ? item.input()
                : evaluator.limited(
                        evaluator.value(map.itemSelector(), Bindings.ofItem(visit, item, now)),
                        "The selected item of the Map '" + visit.name + "'");
        open(visit, map.itemProcessor(), item, input, now);
    }

    private void open(Visit owner, StateMachine machine, @Nullable MapItem item, JsonNode input, Instant now) {
        Scope scope = new Scope(owner.scope.run, owner, machine, item);
        scope.index = owner.children.size();
        scope.lastEventId = owner.scope.lastEventId;
        owner.children.add(scope);
        if (item != null) {
            owner.scope.run.history.fan(scope, "MapIterationStarted", owner, null, null, item.index(), now);
        }
        walk.enterLater(scope, machine.startAt(), input, now);
    }

    /** A branch or an iteration has come to its end. */
    void ended(Visit owner, Scope scope, JsonNode output, Instant now) {
        owner.outputs[scope.index] = output;
        owner.finished++;
        if (owner.state instanceof MapState map) {
            owner.scope.run.history.fan(scope, "MapIterationSucceeded", owner, null, null, scope.index, now);
            if (owner.children.size() < owner.items.size()) {
                iterate(owner, map, now);
            }
        }
        if (owner.finished == owner.outputs.length) {
            owner.scope.lastEventId = scope.lastEventId;
            finished(owner, now);
        }
    }

    private void finished(Visit visit, Instant now) {
        ArrayNode result = JsonNodeFactory.instance.arrayNode(visit.outputs.length);
        for (JsonNode output : visit.outputs) {
            result.add(output);
        }
        evaluator.limited(result, "The result of the state '" + visit.name + "'");
        visit.fanning = false;
        visit.scope.run.history.fan(visit.scope, visit.state.type() + "StateSucceeded", visit, null, null, 0, now);
        walk.succeeded(visit, result, now);
    }

    /** A branch or an iteration has failed: the others are given up, and the whole state has failed with its error. */
    void failed(Visit owner, Scope scope, @Nullable String error, @Nullable String cause, Instant now) {
        if (owner.state instanceof MapState) {
            String reported = ErrorMatch.reported(error);
            owner.scope.run.history.fan(scope, "MapIterationFailed", owner, reported, cause, scope.index, now);
        }
        owner.scope.lastEventId = scope.lastEventId;
        walk.failed(owner, error, cause, now);
    }
}
