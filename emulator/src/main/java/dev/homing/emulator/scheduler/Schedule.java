package dev.homing.emulator.scheduler;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.homing.emulator.delivery.RetryPolicy;
import dev.homing.emulator.wire.Json;
import dev.homing.emulator.wire.Refused;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One schedule.
 *
 * @param definition as it was put, without the client token
 * @param revision unique among all schedules and their updates, so that a firing of an older one is known
 */
record Schedule(
        String group,
        String name,
        String arn,
        Recurrence recurrence,
        boolean enabled,
        boolean deletedAfterCompletion,
        String targetArn,
        @Nullable String input,
        @Nullable String messageGroupId,
        RetryPolicy retryPolicy,
        @Nullable String deadLetterArn,
        @Nullable Instant startsAt,
        @Nullable Instant endsAt,
        Instant createdAt,
        Instant modifiedAt,
        String clientToken,
        ObjectNode definition,
        long revision) {
    private static final Set<String> DEFINITION_FIELDS = Set.of(
            "ActionAfterCompletion",
            "Description",
            "EndDate",
            "FlexibleTimeWindow",
            "KmsKeyArn",
            "ScheduleExpression",
            "ScheduleExpressionTimezone",
            "StartDate",
            "State",
            "Target");

    private static final Set<String> MODES = Set.of("OFF", "FLEXIBLE");
    private static final Set<String> STATES = Set.of("ENABLED", "DISABLED");
    private static final Set<String> ACTIONS = Set.of("NONE", "DELETE");
    private static final int MINUTES_OF_A_DAY = 1_440;

    /**
     * @param createdAt of the schedule this one takes the place of; null for a new one
     * @throws Refused a ValidationException when AWS would not take it
     */
    static Schedule parse(
            String group,
            String name,
            String arn,
            ObjectNode in,
            @Nullable Instant createdAt,
            Instant now,
            long revision) {
        if (!name.matches("[0-9a-zA-Z\\-_.]{1,64}")) {
            throw Refused.validation("1 validation error detected: Value '" + name
                    + "' at 'name' failed to satisfy constraint: [0-9a-zA-Z-_.]+, 1 to 64 characters");
        }
        Recurrence recurrence = Recurrence.parse(
                Json.required(in, "ScheduleExpression"), Json.text(in, "ScheduleExpressionTimezone", "UTC"));
        flexibleTimeWindow(in.path("FlexibleTimeWindow"));
        oneOf(in, "State", STATES);
        oneOf(in, "ActionAfterCompletion", ACTIONS);
        JsonNode target = in.path("Target");
        String targetArn = Json.required(target, "Arn");
        Json.required(target, "RoleArn");
        if (!targetArn.matches("arn:aws:(sqs|lambda):[^:]+:\\d{12}:.+")) {
            throw Refused.validation("Provided target arn " + targetArn + " is not one of a queue or a function,"
                    + " which are the targets emulated.");
        }
        ObjectNode definition = in.deepCopy();
        definition.retain(DEFINITION_FIELDS);
        return new Schedule(
                group,
                name,
                arn,
                recurrence,
                !"DISABLED".equals(Json.text(in, "State")),
                "DELETE".equals(Json.text(in, "ActionAfterCompletion")),
                targetArn,
                Json.text(target, "Input"),
                Json.text(target.path("SqsParameters"), "MessageGroupId"),
                RetryPolicy.of(target.path("RetryPolicy")),
                Json.text(target.path("DeadLetterConfig"), "Arn"),
                Json.instant(in, "StartDate"),
                Json.instant(in, "EndDate"),
                createdAt == null ? now : createdAt,
                now,
                Json.text(in, "ClientToken", ""),
                definition,
                revision);
    }

    private static void flexibleTimeWindow(JsonNode window) {
        boolean flexible = Json.required(window, "Mode").equals("FLEXIBLE");
        oneOf(window, "Mode", MODES);
        boolean minutes = window.hasNonNull("MaximumWindowInMinutes");
        if (flexible != minutes) {
            throw Refused.validation(
                    "MaximumWindowInMinutes goes with the flexible time window's mode FLEXIBLE, and only with it.");
        }
        int length = window.path("MaximumWindowInMinutes").asInt(1);
        if (length < 1 || length > MINUTES_OF_A_DAY) {
            throw Refused.validation("MaximumWindowInMinutes must be 1 to " + MINUTES_OF_A_DAY + ", not " + length);
        }
    }

    private static void oneOf(JsonNode in, String field, Set<String> values) {
        String value = Json.text(in, field);
        if (value != null && !values.contains(value)) {
            throw Refused.validation("1 validation error detected: Value '" + value + "' at '" + field
                    + "' failed to satisfy constraint: Member must satisfy enum value set: " + values);
        }
    }

    /** The first firing since it was put; a one-time schedule of the past fires now, a rate without start date at once. */
    Optional<Instant> firstFiring() {
        return switch (recurrence) {
            case Recurrence.At(Instant instant) -> Optional.of(instant);
            case Recurrence.Rate rate -> within(rate.firstAtOrAfter(later(modifiedAt, begin()), begin()));
            case Recurrence.Cron cron -> within(cron.firstAtOrAfter(later(modifiedAt, begin()), begin()));
        };
    }

    Optional<Instant> firingAfter(Instant last) {
        return switch (recurrence) {
            case Recurrence.At at -> Optional.empty();
            case Recurrence.Rate rate -> within(rate.firstAtOrAfter(last.plusMillis(1), begin()));
            case Recurrence.Cron cron -> within(cron.firstAtOrAfter(last.plusMillis(1), begin()));
        };
    }

    private Instant begin() {
        return startsAt == null ? createdAt : startsAt;
    }

    private static Instant later(Instant a, Instant b) {
        return a.isAfter(b) ? a : b;
    }

    private Optional<Instant> within(Optional<Instant> firing) {
        return firing.filter(instant -> endsAt == null || !instant.isAfter(endsAt));
    }

    /** As GetSchedule shows it. */
    ObjectNode describe() {
        ObjectNode out = Json.object()
                .put("Arn", arn)
                .put("GroupName", group)
                .put("Name", name)
                .put("State", "ENABLED")
                .put("ScheduleExpressionTimezone", "UTC")
                .put("ActionAfterCompletion", "NONE")
                .put("CreationDate", Json.epochSeconds(createdAt))
                .put("LastModificationDate", Json.epochSeconds(modifiedAt));
        out.setAll(definition.deepCopy());
        out.withObject("/Target").set("RetryPolicy", retryPolicy.toJson());
        return out;
    }

    /** As ListSchedules shows it. */
    ObjectNode summary() {
        ObjectNode out = describe();
        out.retain("Arn", "GroupName", "Name", "State", "CreationDate", "LastModificationDate");
        out.putObject("Target").put("Arn", targetArn);
        return out;
    }
}
