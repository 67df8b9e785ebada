package dev.homing.emulator.events;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import software.amazon.event.ruler.GenericMachine;
import software.amazon.event.ruler.JsonRuleCompiler;

/** A bus and its rules, matched by EventBridge's own matcher. Not safe for threads: {@link EventBuses} guards it. */
final class EventBus {
    final String name;
    final String arn;
    final Instant createdAt;
    final @Nullable String description;
    final Map<String, Rule> rules = new TreeMap<>();
    private final GenericMachine<String> machine =
            GenericMachine.<String>builder().build();

    EventBus(String name, String arn, Instant createdAt, @Nullable String description) {
        this.name = name;
        this.arn = arn;
        this.createdAt = createdAt;
        this.description = description;
    }

    /** Null when the pattern is valid, else what is wrong with it. */
    static @Nullable String problem(String pattern) {
        return JsonRuleCompiler.check(pattern);
    }

    /** Whether the event matches the pattern, by the matcher that rules are matched by. */
    static boolean matches(String pattern, String event) throws Exception {
        GenericMachine<String> alone = GenericMachine.<String>builder().build();
        alone.addRule("pattern", pattern);
        return !alone.rulesForJSONEvent(event).isEmpty();
    }

    void put(Rule rule) {
        remove(rule.name);
        rules.put(rule.name, rule);
        try {
            machine.addRule(rule.name, rule.pattern);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void remove(String ruleName) {
        Rule old = rules.remove(ruleName);
        if (old != null) {
            try {
                machine.deleteRule(ruleName, old.pattern);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** The enabled rules that match, by name. */
    List<Rule> matching(JsonNode event) throws Exception {
        List<Rule> matching = new ArrayList<>();
        for (String ruleName : new TreeSet<>(machine.rulesForJSONEvent(event.toString()))) {
            Rule rule = rules.get(ruleName);
            if (rule != null && rule.enabled) {
                matching.add(rule);
            }
        }
        return matching;
    }
}
