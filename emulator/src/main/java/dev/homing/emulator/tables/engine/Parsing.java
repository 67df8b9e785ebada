package dev.homing.emulator.tables.engine;

import dev.homing.emulator.tables.engine.Change.Term;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Reads expressions: conditions, updates and projections. One for each expression. */
final class Parsing {
    private static final Set<String> COMPARATORS = Set.of("=", "<>", "<", "<=", ">", ">=");
    private static final Set<String> FUNCTIONS =
            Set.of("attribute_exists", "attribute_not_exists", "attribute_type", "begins_with", "contains", "size");

    private final Tokens tokens;
    private final Set<String> placeholders = new LinkedHashSet<>();

    private Parsing(String text, String kind) {
        this.tokens = new Tokens(text, kind);
        if (tokens.over()) {
            throw Refusal.invalid("Invalid " + kind + ": The expression can not be empty;");
        }
    }

    /**
     * @param placeholders {@code #names} and {@code :values} that it uses
     * @param kind for refusals
     */
    record Parsed<T>(T what, Set<String> placeholders, String kind) {}

    static Parsed<Condition> condition(String text, String kind) {
        Parsing parsing = new Parsing(text, kind);
        Condition condition = parsing.either();
        return parsing.whole(condition);
    }

    static Parsed<List<Change>> update(String text) {
        Parsing parsing = new Parsing(text, "UpdateExpression");
        return parsing.whole(parsing.changes());
    }

    static Parsed<List<Path>> projection(String text) {
        Parsing parsing = new Parsing(text, "ProjectionExpression");
        List<Path> paths = new ArrayList<>();
        do {
            paths.add(parsing.path());
        } while (parsing.tokens.take(","));
        return parsing.whole(List.copyOf(paths));
    }

    private <T> Parsed<T> whole(T what) {
        if (!tokens.over()) {
            throw tokens.unexpected();
        }
        return new Parsed<>(what, Set.copyOf(placeholders), tokens.kind());
    }

    private Condition either() {
        Condition condition = both();
        while (tokens.take("OR")) {
            condition = new Condition.Or(condition, both());
        }
        return condition;
    }

    private Condition both() {
        Condition condition = negated();
        while (tokens.take("AND")) {
            condition = new Condition.And(condition, negated());
        }
        return condition;
    }

    private Condition negated() {
        return tokens.take("NOT") ? new Condition.Not(negated()) : single();
    }

    private Condition single() {
        if (tokens.take("(")) {
            Condition inside = either();
            tokens.expect(")");
            return inside;
        }
        if (tokens.peekSecond().equals("(") && !tokens.isWord("size")) {
            return function();
        }
        Operand left = operand();
        if (tokens.take("BETWEEN")) {
            Operand low = operand();
            tokens.expect("AND");
            return new Condition.Between(left, low, operand());
        }
        if (tokens.take("IN")) {
            tokens.expect("(");
            List<Operand> choices = new ArrayList<>();
            do {
                choices.add(operand());
            } while (tokens.take(","));
            tokens.expect(")");
            return new Condition.In(left, List.copyOf(choices));
        }
        if (!COMPARATORS.contains(tokens.peek())) {
            throw tokens.unexpected();
        }
        return new Condition.Compare(tokens.next(), left, operand());
    }

    private Condition function() {
        String name = tokens.next();
        if (!FUNCTIONS.contains(name)) {
            throw Refusal.invalid("Invalid " + tokens.kind() + ": Invalid function name; function: " + name);
        }
        tokens.expect("(");
        Condition read =
                switch (name) {
                    case "attribute_exists" -> new Condition.Exists(path(), true);
                    case "attribute_not_exists" -> new Condition.Exists(path(), false);
                    case "attribute_type" -> {
                        Path path = path();
                        tokens.expect(",");
                        yield new Condition.HasType(path, operand());
                    }
                    default -> {
                        Operand first = operand();
                        tokens.expect(",");
                        Operand second = operand();
                        yield name.equals("contains")
                                ? new Condition.Contains(first, second)
                                : new Condition.BeginsWith(first, second);
                    }
                };
        tokens.expect(")");
        return read;
    }

    private Operand operand() {
        if (tokens.isWord("size") && tokens.peekSecond().equals("(")) {
            tokens.next();
            tokens.next();
            Operand of = operand();
            tokens.expect(")");
            return new Operand.SizeOf(of);
        }
        return tokens.peek().startsWith(":") ? given() : new Operand.At(path());
    }

    private Operand.Given given() {
        String name = tokens.peek();
        if (!name.startsWith(":") || name.length() == 1) {
            throw tokens.unexpected();
        }
        tokens.next();
        placeholders.add(name);
        return new Operand.Given(name);
    }

    private Path path() {
        List<Path.Step> steps = new ArrayList<>();
        steps.add(step());
        while (true) {
            if (tokens.take(".")) {
                steps.add(step());
            } else if (tokens.take("[")) {
                String index = tokens.peek();
                if (!index.chars().allMatch(Character::isDigit)) {
                    throw tokens.unexpected();
                }
                tokens.next();
                steps.add(new Path.Step(null, Integer.parseInt(index)));
                tokens.expect("]");
            } else {
                return new Path(List.copyOf(steps));
            }
        }
    }

    private Path.Step step() {
        String name = tokens.peek();
        char first = name.charAt(0);
        if (name.startsWith("#")) {
            placeholders.add(name);
        } else if (tokens.over() || !(Character.isLetter(first) || first == '_')) {
            throw tokens.unexpected();
        } else if (ReservedWords.ALL.contains(name.toUpperCase(Locale.ROOT))) {
            throw Refusal.invalid(
                    "Invalid " + tokens.kind() + ": Attribute name is a reserved keyword; reserved keyword: " + name);
        }
        tokens.next();
        return Path.Step.named(name);
    }

    private List<Change> changes() {
        List<Change> changes = new ArrayList<>();
        Set<String> clauses = new LinkedHashSet<>();
        while (!tokens.over()) {
            String clause = tokens.peek().toUpperCase(Locale.ROOT);
            if (!Set.of("SET", "REMOVE", "ADD", "DELETE").contains(clause)) {
                throw tokens.unexpected();
            }
            tokens.next();
            if (!clauses.add(clause)) {
                throw Refusal.invalid("Invalid UpdateExpression: The \"" + clause
                        + "\" section can only be used once in an update expression;");
            }
            do {
                Path path = path();
                changes.add(
                        switch (clause) {
                            case "SET" -> {
                                tokens.expect("=");
                                yield new Change.Put(path, sum());
                            }
                            case "REMOVE" -> new Change.Remove(path);
                            case "ADD" -> new Change.Add(path, given());
                            default -> new Change.Delete(path, given());
                        });
            } while (tokens.take(","));
        }
        return List.copyOf(changes);
    }

    private Term sum() {
        Term left = term();
        if (tokens.take("+")) {
            return new Term.Sum(left, term(), false);
        }
        return tokens.take("-") ? new Term.Sum(left, term(), true) : left;
    }

    private Term term() {
        if (tokens.take("(")) {
            Term inside = sum();
            tokens.expect(")");
            return inside;
        }
        if (!tokens.peekSecond().equals("(")) {
            return new Term.Plain(operand());
        }
        String function = tokens.next();
        tokens.expect("(");
        Term read =
                switch (function) {
                    case "if_not_exists" -> {
                        Path path = path();
                        tokens.expect(",");
                        yield new Term.IfNotExists(path, term());
                    }
                    case "list_append" -> {
                        Term first = term();
                        tokens.expect(",");
                        yield new Term.ListAppend(first, term());
                    }
                    default ->
                        throw Refusal.invalid("Invalid UpdateExpression: Invalid function name; function: " + function);
                };
        tokens.expect(")");
        return read;
    }
}
