package dev.homing.emulator.tables.engine;

import java.util.LinkedHashSet;
import java.util.Set;

/** The top attributes that a condition looks at. */
final class FilteredAttributes {
    private final Scope scope;
    private final Set<String> names = new LinkedHashSet<>();

    private FilteredAttributes(Scope scope) {
        this.scope = scope;
    }

    static Set<String> of(Condition condition, Scope scope) {
        FilteredAttributes attributes = new FilteredAttributes(scope);
        attributes.add(condition);
        return attributes.names;
    }

    private void add(Condition condition) {
        switch (condition) {
            case Condition.And and -> {
                add(and.left());
                add(and.right());
            }
            case Condition.Or or -> {
                add(or.left());
                add(or.right());
            }
            case Condition.Not not -> add(not.condition());
            case Condition.Compare compare -> {
                add(compare.left());
                add(compare.right());
            }
            case Condition.Between between -> {
                add(between.value());
                add(between.low());
                add(between.high());
            }
            case Condition.In in -> {
                add(in.value());
                in.choices().forEach(this::add);
            }
            case Condition.Exists exists -> add(new Operand.At(exists.path()));
            case Condition.HasType type -> add(new Operand.At(type.path()));
            case Condition.BeginsWith begins -> {
                add(begins.value());
                add(begins.beginning());
            }
            case Condition.Contains contains -> {
                add(contains.value());
                add(contains.part());
            }
        }
    }

    private void add(Operand operand) {
        switch (operand) {
            case Operand.At at -> names.add(at.path().top(scope));
            case Operand.SizeOf size -> add(size.of());
            case Operand.Given given -> {}
        }
    }
}
