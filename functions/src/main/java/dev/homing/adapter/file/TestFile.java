package dev.homing.adapter.file;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.homing.domain.Durations;
import dev.homing.domain.Money;
import dev.homing.domain.condition.Moment;
import dev.homing.domain.condition.Test;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What a value has to be, as conditions write it: {@code "is": "DE"}, {@code "atLeast": 50}. Several in one object all have to pass. */
final class TestFile {
    private static final Duration SHORTEST = Duration.ofMinutes(1);
    private static final Duration LONGEST = Duration.ofDays(3_660);
    private static final String ALL =
            "is, isNot, oneOf, contains, startsWith, atLeast, atMost, before, after, inLast or exists";

    private TestFile() {}

    static List<Test> read(CampaignFileFields fields) {
        List<Test> tests = optional(fields);
        if (tests.isEmpty()) {
            fields.problem("", "must say what the value has to be: " + ALL);
        }
        return tests;
    }

    static List<Test> optional(CampaignFileFields fields) {
        List<Test> tests = new ArrayList<>();
        int before = fields.problemCount();
        for (Operator operator : Operator.values()) {
            if (fields.has(operator.field)) {
                Test test = operator.read(fields);
                if (test != null) {
                    tests.add(test);
                }
            }
        }
        // One that could not be read is a problem already.
        return tests.isEmpty() && fields.problemCount() > before ? List.of(new Test.Exists(true)) : tests;
    }

    private enum Operator {
        IS("is"),
        IS_NOT("isNot"),
        ONE_OF("oneOf"),
        CONTAINS("contains"),
        STARTS_WITH("startsWith"),
        AT_LEAST("atLeast"),
        AT_MOST("atMost"),
        BEFORE("before"),
        AFTER("after"),
        IN_LAST("inLast"),
        EXISTS("exists");

        private final String field;

        Operator(String field) {
            this.field = field;
        }

        @Nullable
        Test read(CampaignFileFields fields) {
            return switch (this) {
                case IS -> of(fields.scalar(field), Test.Is::new);
                case IS_NOT -> of(fields.scalar(field), Test.IsNot::new);
                case ONE_OF -> {
                    List<Object> values = fields.scalars(field);
                    if (values.isEmpty()) {
                        fields.problem(field, "is empty; name at least one value");
                    }
                    yield new Test.OneOf(values);
                }
                case CONTAINS -> of(fields.scalar(field), value -> new Test.Contains(plain(value)));
                case STARTS_WITH -> of(fields.scalar(field), value -> new Test.StartsWith(plain(value)));
                case AT_LEAST -> of(bound(fields), Test.AtLeast::new);
                case AT_MOST -> of(bound(fields), Test.AtMost::new);
                case BEFORE -> of(moment(fields), Test.Before::new);
                case AFTER -> of(moment(fields), Test.After::new);
                case IN_LAST -> new Test.InLast(fields.duration(field, null, SHORTEST, LONGEST, false));
                case EXISTS -> new Test.Exists(fields.flag(field, true));
            };
        }

        private static <T> @Nullable Test of(@Nullable T value, Function<T, Test> test) {
            return value == null ? null : test.apply(value);
        }

        private static String plain(Object value) {
            return value instanceof BigDecimal number ? number.toPlainString() : value.toString();
        }

        private Test.@Nullable Bound bound(CampaignFileFields fields) {
            if (fields.isObject(field)) {
                Money money = fields.object(field).money();
                return money == null ? null : new Test.Bound(money.amount(), money.currency());
            }
            BigDecimal number = fields.decimal(field);
            return number == null ? null : new Test.Bound(number, null);
        }

        private @Nullable Moment moment(CampaignFileFields fields) {
            String text = fields.text(field);
            Moment moment = Moment.parse(text);
            if (moment == null && !text.isEmpty()) {
                fields.problem(
                        field,
                        "\"" + text
                                + "\" is no date; write a day as \"2026-11-28\" and a time as \"2026-11-28T10:00:00Z\"");
            }
            return moment;
        }
    }

    static void write(ObjectNode json, List<Test> tests) {
        for (Test test : tests) {
            switch (test) {
                case Test.Is(Object value) -> json.set("is", scalar(json, value));
                case Test.IsNot(Object value) -> json.set("isNot", scalar(json, value));
                case Test.OneOf(List<Object> values) -> {
                    ArrayNode list = json.putArray("oneOf");
                    values.forEach(value -> list.add(scalar(json, value)));
                }
                case Test.Contains(String text) -> json.put("contains", text);
                case Test.StartsWith(String text) -> json.put("startsWith", text);
                case Test.AtLeast(Test.Bound bound) -> bound(json, "atLeast", bound);
                case Test.AtMost(Test.Bound bound) -> bound(json, "atMost", bound);
                case Test.Before(Moment moment) -> json.put("before", moment.toString());
                case Test.After(Moment moment) -> json.put("after", moment.toString());
                case Test.InLast(Duration period) -> json.put("inLast", Durations.iso(period));
                case Test.Exists(boolean there) -> json.put("exists", there);
            }
        }
    }

    private static JsonNode scalar(ObjectNode json, Object value) {
        return switch (value) {
            case Boolean yes -> json.booleanNode(yes);
            case BigDecimal number -> json.numberNode(number);
            default -> json.textNode(value.toString());
        };
    }

    private static void bound(ObjectNode json, String name, Test.Bound bound) {
        if (bound.currency() == null) {
            json.put(name, bound.number());
        } else {
            json.putObject(name).put("amount", bound.number().toPlainString()).put("currency", bound.currency());
        }
    }
}
