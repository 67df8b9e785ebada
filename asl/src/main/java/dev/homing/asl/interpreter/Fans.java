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
        visit.scope.run.history.fan(visit.scope, "ParallelStateStarted", visit, null, null, 0, now);
        for (StateMachine branch : parallel.branches()) {
            open(visit, branch, null, input, now);
        }
    }

    void begin(Visit visit, MapState map, Instant now) {
        JsonNode items = map.items() == null ? visit.input : evaluator.value(map.items(), Bindings.ofInput(visit, now));
        if (!items.isArray()) {
            throw StateFailure.query("The items of the Map '" + visit.name + "' must be an array, not "
                    + items.getNodeType().name().toLowerCase(java.util.Locale.ROOT));
        }
        evaluator.limited(items, "The items of the Map '" + visit.name + "'");
        Bindings bindings = Bindings.ofInput(visit, now);
        long most = map.maxConcurrency() == null ? 0 : evaluator.wholeNumber(map.maxConcurrency(), 0, bindings);
        int concurrency = most == 0 ? MAX_CONCURRENCY : (int) Math.min(most, MAX_CONCURRENCY);
        List<JsonNode> list = new ArrayList<>(items.size());
        items.forEach(list::add);
        visit.items = list;
        reset(visit, list.size());
        visit.scope.run.history.fan(visit.scope, "MapStateStarted", visit, null, null, list.size(), now);
        if (list.isEmpty()) {
            finished(visit, now);
            return;
        }
        for (int i = 0; i < Math.min(concurrency, list.size()); i++) {
            iterate(visit, map, now);
        }
    }

    private void reset(Visit visit, int size) {
        visit.children.clear();
        visit.outputs = new @Nullable JsonNode[size];
        visit.finished = 0;
    }

    /** Begins the next iteration of a Map. */
    private void iterate(Visit visit, MapState map, Instant now) {
        int index = visit.children.size();
        MapItem item = new MapItem(index, visit.items.get(index));
        JsonNode input = map.itemSelector() == null
                ? item.value()
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
        visit.scope.run.history.fan(visit.scope, visit.state.type() + "StateSucceeded", visit, null, null, 0, now);
        walk.succeeded(visit, result, now);
    }

    /** A branch or an iteration has failed: the others are given up, and the whole state has failed with its error. */
    void failed(Visit owner, Scope scope, @Nullable String error, @Nullable String cause, Instant now) {
        Run.History history = owner.scope.run.history;
        String reported = ErrorMatch.reported(error);
        if (owner.state instanceof MapState) {
            history.fan(scope, "MapIterationFailed", owner, reported, cause, scope.index, now);
        }
        owner.scope.lastEventId = scope.lastEventId;
        history.fan(owner.scope, owner.state.type() + "StateFailed", owner, reported, cause, 0, now);
        walk.failed(owner, error, cause, now);
    }
}
