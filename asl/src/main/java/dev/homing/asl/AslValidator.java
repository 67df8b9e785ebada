package dev.homing.asl;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Checks what the types of the model leave open: names, targets, ranges, and the syntax of every expression. */
public final class AslValidator {
    private static final int MAX_NAME_CHARACTERS = 80;
    private static final long MAX_SECONDS = 99_999_999;
    /** AWS: less than 31,622,400. */
    private static final long MAX_RETRY_DELAY_SECONDS = 31_622_399;

    private final List<Problem> problems = new ArrayList<>();
    private final Set<String> names = new HashSet<>();

    private AslValidator() {}

    /** Every problem of the machine; empty when it is valid. */
    public static List<Problem> validate(StateMachine machine) {
        AslValidator validator = new AslValidator();
        if (machine.timeoutSeconds() != null) {
            validator.range(null, "TimeoutSeconds", machine.timeoutSeconds(), 1, MAX_SECONDS);
        }
        validator.machine(machine, null, Set.of());
        return List.copyOf(validator.problems);
    }

    /**
     * Checks a machine or a branch.
     *
     * @param owner the Parallel or Map it belongs to; null for the machine itself
     * @param outer variables of the scopes around it
     */
    private void machine(StateMachine machine, @Nullable String owner, Set<String> outer) {
        if (machine.states().isEmpty()) {
            problem(owner, "States", "must hold at least one state");
            return;
        }
        if (!machine.states().containsKey(machine.startAt())) {
            problem(
                    owner,
                    "StartAt",
                    "no state is named \"" + machine.startAt() + "\"; name one of this machine's states");
        }
        boolean ends = false;
        Set<String> visible = new LinkedHashSet<>(outer);
        machine.states().values().forEach(state -> visible.addAll(variables(state)));
        for (Map.Entry<String, State> entry : machine.states().entrySet()) {
            String name = entry.getKey();
            if (name.isBlank() || name.length() > MAX_NAME_CHARACTERS) {
                problem(name, "name", "must have 1 to " + MAX_NAME_CHARACTERS + " characters");
            }
            if (!names.add(name)) {
                problem(name, "name", "is used twice; names are unique across the machine and all its branches");
            }
            state(name, entry.getValue(), visible);
            for (String variable : variables(entry.getValue())) {
                if (outer.contains(variable)) {
                    problem(
                            name,
                            "Assign." + variable,
                            "is a variable of an outer scope, which an inner one cannot set; choose another name");
                }
            }
            List<Target> targets = targets(entry.getValue());
            ends |= endsHere(entry.getValue());
            for (Target target : targets) {
                if (!machine.states().containsKey(target.state())) {
                    problem(
                            name,
                            target.field(),
                            "no state is named \"" + target.state()
                                    + "\" here; name a state of the same machine or branch");
                }
            }
        }
        if (!ends) {
            problem(owner, "States", "no state ends; add \"End\": true, a Succeed or a Fail");
        }
        unreachable(machine);
    }

    private void unreachable(StateMachine machine) {
        Set<String> reached = new HashSet<>();
        Deque<String> open = new ArrayDeque<>(List.of(machine.startAt()));
        while (!open.isEmpty()) {
            String name = open.pop();
            State state = machine.states().get(name);
            if (state != null && reached.add(name)) {
                targets(state).forEach(target -> open.push(target.state()));
            }
        }
        if (machine.states().containsKey(machine.startAt())) {
            machine.states().keySet().stream()
                    .filter(name -> !reached.contains(name))
                    .forEach(name ->
                            problem(name, "name", "nothing leads to this state; remove it or make a Next name it"));
        }
    }

    private void state(String name, State state, Set<String> visible) {
        Checks checks = new Checks(name, problems);
        switch (state) {
            case Pass pass -> checks.values("", pass.assign(), pass.output(), Checks.Reads.INPUT);
            case Task task -> task(checks, name, task);
            case Choice choice -> {
                if (choice.rules().isEmpty()) {
                    problem(name, "Choices", "must hold at least one rule");
                }
                for (int i = 0; i < choice.rules().size(); i++) {
                    ChoiceRule rule = choice.rules().get(i);
                    String path = "Choices[" + i + "].";
                    checks.expression(path + "Condition", rule.condition(), Checks.Reads.INPUT);
                    checks.values(path, rule.assign(), rule.output(), Checks.Reads.INPUT);
                }
                checks.values("", choice.assign(), choice.output(), Checks.Reads.INPUT);
            }
            case Wait wait -> {
                switch (wait.until()) {
                    case Wait.Seconds seconds -> quantity(checks, name, "Seconds", seconds.seconds(), 0);
                    case Wait.Timestamp timestamp -> checks.timestamp("Timestamp", timestamp.timestamp());
                }
                checks.values("", wait.assign(), wait.output(), Checks.Reads.INPUT);
            }
            case Parallel parallel -> {
                if (parallel.branches().isEmpty()) {
                    problem(name, "Branches", "must hold at least one branch");
                }
                checks.value("Arguments", parallel.arguments(), Checks.Reads.INPUT);
                parallel.branches().forEach(branch -> machine(branch, name, visible));
                checks.values("", parallel.assign(), parallel.output(), Checks.Reads.RESULT);
                errors(checks, name, parallel.retry(), parallel.catching());
            }
            case MapState map -> {
                if (map.items() != null && !map.items().isContainerNode() && !isExpression(map.items())) {
                    problem(name, "Items", "must be an array, an object or a \"{% %}\" string that yields one");
                }
                checks.value("Items", map.items(), Checks.Reads.INPUT);
                checks.value("ItemSelector", map.itemSelector(), Checks.Reads.INPUT);
                if (map.maxConcurrency() != null) {
                    quantity(checks, name, "MaxConcurrency", map.maxConcurrency(), 0);
                }
                machine(map.itemProcessor(), name, visible);
                checks.values("", map.assign(), map.output(), Checks.Reads.RESULT);
                errors(checks, name, map.retry(), map.catching());
            }
            case Succeed succeed -> checks.value("Output", succeed.output(), Checks.Reads.INPUT);
            case Fail fail -> {
                checks.text("Error", fail.error());
                checks.text("Cause", fail.cause());
            }
        }
    }

    private void task(Checks checks, String name, Task task) {
        if (task.resource().isBlank() || Expressions.isExpression(task.resource())) {
            problem(name, "Resource", "must be the ARN of what to call, as a constant");
        }
        checks.value("Arguments", task.arguments(), Checks.Reads.INPUT);
        if (task.timeoutSeconds() != null) {
            quantity(checks, name, "TimeoutSeconds", task.timeoutSeconds(), 1);
        }
        if (task.heartbeatSeconds() != null) {
            quantity(checks, name, "HeartbeatSeconds", task.heartbeatSeconds(), 1);
        }
        if (task.timeoutSeconds() instanceof Quantity.Literal(long timeout)
                && task.heartbeatSeconds() instanceof Quantity.Literal(long heartbeat)
                && heartbeat >= timeout) {
            problem(name, "HeartbeatSeconds", "must be smaller than TimeoutSeconds");
        }
        checks.values("", task.assign(), task.output(), Checks.Reads.RESULT);
        errors(checks, name, task.retry(), task.catching());
    }

    private void errors(Checks checks, String name, List<Retrier> retry, List<Catcher> catching) {
        for (int i = 0; i < retry.size(); i++) {
            Retrier retrier = retry.get(i);
            String path = "Retry[" + i + "].";
            names(name, path, retrier.errorEquals(), i == retry.size() - 1);
            if (retrier.intervalSeconds() != null) {
                range(name, path + "IntervalSeconds", retrier.intervalSeconds(), 1, MAX_SECONDS);
            }
            if (retrier.maxAttempts() != null) {
                range(name, path + "MaxAttempts", retrier.maxAttempts(), 0, MAX_SECONDS);
            }
            if (retrier.backoffRate() != null && retrier.backoffRate() < 1) {
                problem(name, path + "BackoffRate", "must be at least 1");
            }
            if (retrier.maxDelaySeconds() != null) {
                range(name, path + "MaxDelaySeconds", retrier.maxDelaySeconds(), 1, MAX_RETRY_DELAY_SECONDS);
            }
        }
        for (int i = 0; i < catching.size(); i++) {
            Catcher catcher = catching.get(i);
            String path = "Catch[" + i + "].";
            names(name, path, catcher.errorEquals(), i == catching.size() - 1);
            checks.values(path, catcher.assign(), catcher.output(), Checks.Reads.ERROR);
        }
    }

    private void names(String state, String path, List<String> errors, boolean last) {
        String field = path + "ErrorEquals";
        if (errors.isEmpty()) {
            problem(state, field, "must name at least one error");
        }
        if (errors.contains(ErrorNames.ALL)) {
            if (errors.size() > 1) {
                problem(state, field, "States.ALL must stand alone");
            }
            if (!last) {
                problem(state, field, "States.ALL must stand in the last entry; nothing after it is ever tried");
            }
        }
    }

    private void quantity(Checks checks, String state, String field, Quantity quantity, long least) {
        switch (quantity) {
            case Quantity.Literal literal -> range(state, field, literal.value(), least, MAX_SECONDS);
            case Quantity.Expression expression -> checks.expression(field, expression.jsonata(), Checks.Reads.INPUT);
        }
    }

    private void range(@Nullable String state, String field, long value, long least, long most) {
        if (value < least || value > most) {
            problem(state, field, "must lie between " + least + " and " + most + ", not " + value);
        }
    }

    private void problem(@Nullable String state, String field, String message) {
        problems.add(new Problem(state, field, message));
    }

    private static boolean isExpression(JsonNode value) {
        return value.isTextual() && Expressions.isExpression(value.textValue());
    }

    private record Target(String field, String state) {}

    private static List<Target> targets(State state) {
        List<Target> targets = new ArrayList<>();
        switch (state) {
            case Pass pass -> add(targets, pass.transition());
            case Wait wait -> add(targets, wait.transition());
            case Task task -> {
                add(targets, task.transition());
                add(targets, task.catching());
            }
            case Parallel parallel -> {
                add(targets, parallel.transition());
                add(targets, parallel.catching());
            }
            case MapState map -> {
                add(targets, map.transition());
                add(targets, map.catching());
            }
            case Choice choice -> {
                for (int i = 0; i < choice.rules().size(); i++) {
                    targets.add(new Target(
                            "Choices[" + i + "].Next", choice.rules().get(i).next()));
                }
                if (choice.otherwise() != null) {
                    targets.add(new Target("Default", choice.otherwise()));
                }
            }
            case Succeed _, Fail _ -> {}
        }
        return targets;
    }

    private static void add(List<Target> targets, Transition transition) {
        switch (transition) {
            case Transition.Next next -> targets.add(new Target("Next", next.state()));
            case Transition.End _ -> {}
        }
    }

    private static void add(List<Target> targets, List<Catcher> catchers) {
        for (int i = 0; i < catchers.size(); i++) {
            targets.add(new Target("Catch[" + i + "].Next", catchers.get(i).next()));
        }
    }

    private static boolean endsHere(State state) {
        return switch (state) {
            case Pass pass -> pass.transition() instanceof Transition.End;
            case Wait wait -> wait.transition() instanceof Transition.End;
            case Task task -> task.transition() instanceof Transition.End;
            case Parallel parallel -> parallel.transition() instanceof Transition.End;
            case MapState map -> map.transition() instanceof Transition.End;
            case Choice _ -> false;
            case Succeed _, Fail _ -> true;
        };
    }

    private static Set<String> variables(State state) {
        Set<String> variables = new LinkedHashSet<>();
        switch (state) {
            case Pass pass -> variables.addAll(pass.assign().keySet());
            case Wait wait -> variables.addAll(wait.assign().keySet());
            case Task task -> {
                variables.addAll(task.assign().keySet());
                task.catching()
                        .forEach(catcher -> variables.addAll(catcher.assign().keySet()));
            }
            case Parallel parallel -> {
                variables.addAll(parallel.assign().keySet());
                parallel.catching()
                        .forEach(catcher -> variables.addAll(catcher.assign().keySet()));
            }
            case MapState map -> {
                variables.addAll(map.assign().keySet());
                map.catching()
                        .forEach(catcher -> variables.addAll(catcher.assign().keySet()));
            }
            case Choice choice -> {
                variables.addAll(choice.assign().keySet());
                choice.rules().forEach(rule -> variables.addAll(rule.assign().keySet()));
            }
            case Succeed _, Fail _ -> {}
        }
        return variables;
    }
}
