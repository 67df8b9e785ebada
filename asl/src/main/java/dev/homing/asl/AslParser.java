package dev.homing.asl;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads machines from JSON; what it gives has passed {@link AslValidator}. */
public final class AslParser {
    /** AWS's limit of a definition: 1 MB. */
    private static final int MAX_CHARACTERS = 1_048_576;

    private static final String JSONATA = "JSONata";
    private static final Set<String> MACHINE =
            Set.of("Comment", "QueryLanguage", "StartAt", "States", "TimeoutSeconds", "Version");
    private static final Set<String> BRANCH = Set.of("Comment", "StartAt", "States");
    private static final Set<String> PROCESSOR = Set.of("Comment", "StartAt", "States", "ProcessorConfig");
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final List<Problem> problems = new ArrayList<>();
    /** Whether a state must name its QueryLanguage, because the machine does not. */
    private boolean statesMustNameLanguage;

    private AslParser() {}

    /**
     * Reads a machine.
     *
     * @throws AslException with every problem found, when the text is not a valid JSONata machine
     */
    public static StateMachine parse(String json) throws AslException {
        AslParser parser = new AslParser();
        StateMachine machine = parser.machine(json);
        if (machine != null && parser.problems.isEmpty()) {
            parser.problems.addAll(AslValidator.validate(machine));
        }
        if (machine == null || !parser.problems.isEmpty()) {
            throw new AslException(parser.problems);
        }
        return machine;
    }

    private @Nullable StateMachine machine(String json) {
        if (json.length() > MAX_CHARACTERS) {
            problems.add(new Problem(null, "size", "is over 1 MB; split the machine"));
            return null;
        }
        JsonNode tree;
        try {
            tree = MAPPER.readTree(json);
        } catch (JsonProcessingException e) {
            problems.add(new Problem(
                    null,
                    "line " + e.getLocation().getLineNr() + ", column "
                            + e.getLocation().getColumnNr(),
                    "is not JSON: " + e.getOriginalMessage()));
            return null;
        }
        if (!(tree instanceof ObjectNode object)) {
            problems.add(new Problem(null, "JSON", "must be an object with StartAt and States"));
            return null;
        }
        Fields fields = new Fields(object, null, "", problems);
        fields.allow(MACHINE);
        String language = fields.text("QueryLanguage");
        if (language != null && !language.equals(JSONATA)) {
            fields.problem("QueryLanguage", "must be \"JSONata\"; JSONPath is not supported");
        }
        if (language == null && object.get("QueryLanguage") == null) {
            statesMustNameLanguage = statesNameTheirLanguage(object);
            if (!statesMustNameLanguage) {
                fields.problem(
                        "QueryLanguage", "is missing, which means JSONPath; write \"QueryLanguage\": \"JSONata\"");
            }
        }
        String version = fields.text("Version");
        if (version != null && !version.equals("1.0")) {
            fields.problem("Version", "must be \"1.0\" or left out");
        }
        return new StateMachine(
                fields.text("Comment"),
                fields.requiredText("StartAt"),
                states(fields),
                fields.wholeNumber("TimeoutSeconds"));
    }

    private static boolean statesNameTheirLanguage(ObjectNode machine) {
        JsonNode states = machine.get("States");
        return states != null
                && states.isObject()
                && states.valueStream()
                        .allMatch(state ->
                                JSONATA.equals(state.path("QueryLanguage").asText()));
    }

    private StateMachine branch(Fields fields, Set<String> known) {
        fields.allow(known);
        return new StateMachine(fields.text("Comment"), fields.requiredText("StartAt"), states(fields), null);
    }

    private SequencedMap<String, State> states(Fields machine) {
        SequencedMap<String, State> states = new LinkedHashMap<>();
        JsonNode json = machine.value("States");
        if (!(json instanceof ObjectNode)) {
            machine.problem("States", "is missing; it must be an object of states by name");
            return states;
        }
        json.properties().forEach(entry -> {
            String name = entry.getKey();
            if (entry.getValue() instanceof ObjectNode object) {
                State state = state(new Fields(object, name, "", problems));
                if (state != null) {
                    states.put(name, state);
                }
            } else {
                problems.add(new Problem(name, "state", "must be an object"));
            }
        });
        return states;
    }

    private @Nullable State state(Fields fields) {
        String language = fields.text("QueryLanguage");
        if (language != null && !language.equals(JSONATA)) {
            fields.problem("QueryLanguage", "must be \"JSONata\"; JSONPath is not supported");
        }
        if (language == null && statesMustNameLanguage) {
            fields.problem(
                    "QueryLanguage", "is missing here and in the machine, which means JSONPath; write \"JSONata\"");
        }
        String type = fields.requiredText("Type");
        return switch (type) {
            case "Pass" -> {
                fields.allow(known("Assign", "Output", "Next", "End"));
                yield new Pass(comment(fields), fields.assign(), fields.value("Output"), fields.transition());
            }
            case "Task" -> task(fields);
            case "Choice" -> choice(fields);
            case "Wait" -> wait(fields);
            case "Parallel" -> parallel(fields);
            case "Map" -> map(fields);
            case "Succeed" -> {
                fields.allow(known("Output"));
                yield new Succeed(comment(fields), fields.value("Output"));
            }
            case "Fail" -> {
                fields.allow(known("Error", "Cause"));
                yield new Fail(comment(fields), fields.text("Error"), fields.text("Cause"));
            }
            case "" -> null;
            default -> {
                fields.problem(
                        "Type",
                        "\"" + type
                                + "\" is not a type of state; use Pass, Task, Choice, Wait, Parallel, Map, Succeed or Fail");
                yield null;
            }
        };
    }

    private static Task task(Fields fields) {
        fields.allow(known(
                "Resource",
                "Arguments",
                "TimeoutSeconds",
                "HeartbeatSeconds",
                "Assign",
                "Output",
                "Retry",
                "Catch",
                "Next",
                "End"));
        return new Task(
                comment(fields),
                fields.requiredText("Resource"),
                fields.value("Arguments"),
                fields.quantity("TimeoutSeconds"),
                fields.quantity("HeartbeatSeconds"),
                fields.assign(),
                fields.value("Output"),
                retry(fields),
                catching(fields),
                fields.transition());
    }

    private static Choice choice(Fields fields) {
        fields.allow(known("Choices", "Default", "Assign", "Output"));
        List<ChoiceRule> rules = new ArrayList<>();
        for (Fields rule : fields.objects("Choices")) {
            rule.allow(Set.of("Comment", "Condition", "Next", "Assign", "Output"));
            rules.add(new ChoiceRule(
                    rule.text("Comment"),
                    condition(rule),
                    rule.requiredText("Next"),
                    rule.assign(),
                    rule.value("Output")));
        }
        return new Choice(comment(fields), rules, fields.text("Default"), fields.assign(), fields.value("Output"));
    }

    private static String condition(Fields rule) {
        JsonNode condition = rule.value("Condition");
        if (condition != null && condition.isBoolean()) {
            return condition.asText();
        }
        if (condition != null && condition.isTextual() && Expressions.isExpression(condition.textValue())) {
            return condition.textValue();
        }
        rule.problem("Condition", "must be a \"{% %}\" string that yields true or false");
        return "false";
    }

    private static Wait wait(Fields fields) {
        fields.allow(known("Seconds", "Timestamp", "Assign", "Output", "Next", "End"));
        if (fields.has("Seconds") == fields.has("Timestamp")) {
            fields.problem("Seconds", "give exactly one of Seconds and Timestamp");
        }
        Wait.Until until;
        if (fields.has("Timestamp")) {
            until = new Wait.Timestamp(fields.requiredText("Timestamp"));
        } else {
            Quantity seconds = fields.quantity("Seconds");
            until = new Wait.Seconds(seconds == null ? new Quantity.Literal(0) : seconds);
        }
        return new Wait(comment(fields), until, fields.assign(), fields.value("Output"), fields.transition());
    }

    private Parallel parallel(Fields fields) {
        fields.allow(known("Branches", "Arguments", "Assign", "Output", "Retry", "Catch", "Next", "End"));
        List<StateMachine> branches = fields.objects("Branches").stream()
                .map(branch -> branch(branch, BRANCH))
                .toList();
        return new Parallel(
                comment(fields),
                branches,
                fields.value("Arguments"),
                fields.assign(),
                fields.value("Output"),
                retry(fields),
                catching(fields),
                fields.transition());
    }

    private @Nullable MapState map(Fields fields) {
        fields.allow(known(
                "Items",
                "ItemSelector",
                "ItemProcessor",
                "MaxConcurrency",
                "Assign",
                "Output",
                "Retry",
                "Catch",
                "Next",
                "End"));
        Fields processor = fields.object("ItemProcessor");
        if (processor == null) {
            return null;
        }
        if (processor.value("ProcessorConfig") != null
                && !"INLINE"
                        .equals(processor.value("ProcessorConfig").path("Mode").asText("INLINE"))) {
            processor.problem("ProcessorConfig", "\"Mode\" must be \"INLINE\"; distributed maps are not supported");
        }
        return new MapState(
                comment(fields),
                fields.value("Items"),
                fields.value("ItemSelector"),
                branch(processor, PROCESSOR),
                fields.quantity("MaxConcurrency"),
                fields.assign(),
                fields.value("Output"),
                retry(fields),
                catching(fields),
                fields.transition());
    }

    private static List<Retrier> retry(Fields fields) {
        List<Retrier> retriers = new ArrayList<>();
        for (Fields retrier : fields.objects("Retry")) {
            retrier.allow(Set.of(
                    "Comment",
                    "ErrorEquals",
                    "IntervalSeconds",
                    "MaxAttempts",
                    "BackoffRate",
                    "MaxDelaySeconds",
                    "JitterStrategy"));
            retriers.add(new Retrier(
                    retrier.text("Comment"),
                    retrier.errorEquals(),
                    retrier.wholeNumber("IntervalSeconds"),
                    retrier.wholeNumber("MaxAttempts"),
                    retrier.number("BackoffRate"),
                    retrier.wholeNumber("MaxDelaySeconds"),
                    jitter(retrier)));
        }
        return retriers;
    }

    private static Retrier.@Nullable JitterStrategy jitter(Fields retrier) {
        String value = retrier.text("JitterStrategy");
        return switch (value) {
            case null -> null;
            case "FULL" -> Retrier.JitterStrategy.FULL;
            case "NONE" -> Retrier.JitterStrategy.NONE;
            default -> {
                retrier.problem("JitterStrategy", "must be \"FULL\" or \"NONE\"");
                yield null;
            }
        };
    }

    private static List<Catcher> catching(Fields fields) {
        List<Catcher> catchers = new ArrayList<>();
        for (Fields catcher : fields.objects("Catch")) {
            catcher.allow(Set.of("Comment", "ErrorEquals", "Next", "Assign", "Output"));
            catchers.add(new Catcher(
                    catcher.text("Comment"),
                    catcher.errorEquals(),
                    catcher.requiredText("Next"),
                    catcher.assign(),
                    catcher.value("Output")));
        }
        return catchers;
    }

    private static @Nullable String comment(Fields fields) {
        return fields.text("Comment");
    }

    private static Set<String> known(String... own) {
        Set<String> fields = new LinkedHashSet<>(List.of(own));
        fields.addAll(List.of("Type", "Comment", "QueryLanguage"));
        return fields;
    }
}
