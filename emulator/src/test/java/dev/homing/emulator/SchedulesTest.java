package dev.homing.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.scheduler.SchedulerClient;
import software.amazon.awssdk.services.scheduler.model.ActionAfterCompletion;
import software.amazon.awssdk.services.scheduler.model.ConflictException;
import software.amazon.awssdk.services.scheduler.model.CreateScheduleRequest;
import software.amazon.awssdk.services.scheduler.model.FlexibleTimeWindowMode;
import software.amazon.awssdk.services.scheduler.model.ResourceNotFoundException;
import software.amazon.awssdk.services.scheduler.model.ScheduleState;
import software.amazon.awssdk.services.scheduler.model.ScheduleSummary;
import software.amazon.awssdk.services.scheduler.model.Target;
import software.amazon.awssdk.services.scheduler.model.ValidationException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SchedulesTest {
    /** As LocalDateTime writes itself it leaves out seconds that are zero. */
    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss");

    private final Emulator emulator = Emulator.start(EmulatorOptions.defaults());
    private final SchedulerClient scheduler = Sdk.client(SchedulerClient.builder(), emulator.endpoint());
    private final SqsClient sqs = Sdk.client(SqsClient.builder(), emulator.endpoint());
    private final AtomicInteger names = new AtomicInteger();

    @AfterAll
    void close() {
        scheduler.close();
        sqs.close();
        emulator.close();
    }

    private Recorder recorder() {
        return new Recorder(emulator, "fired" + names.incrementAndGet());
    }

    private String in(Duration delay) {
        Instant then = emulator.clock().now().plus(delay).truncatedTo(ChronoUnit.SECONDS);
        return "at(" + SECONDS.format(LocalDateTime.ofInstant(then, ZoneId.of("UTC"))) + ")";
    }

    /** Named after its target. */
    private void create(Recorder target, String expression, Consumer<CreateScheduleRequest.Builder> more) {
        scheduler.createSchedule(r -> {
            r.name(target.name)
                    .scheduleExpression(expression)
                    .flexibleTimeWindow(w -> w.mode(FlexibleTimeWindowMode.OFF))
                    .actionAfterCompletion(ActionAfterCompletion.DELETE)
                    .target(Target.builder()
                            .arn(target.arn)
                            .roleArn("arn:aws:iam::000000000000:role/r")
                            .input("{\"who\":\"" + target.name + "\",\"at\":\"<aws.scheduler.scheduled-time>\"}")
                            .build());
            more.accept(r);
        });
    }

    private boolean exists(String name) {
        return scheduler.listSchedules(r -> r.namePrefix(name)).schedules().stream()
                .anyMatch(schedule -> schedule.name().equals(name));
    }

    @Test
    void firesOnceAtItsTime_andIsDeleted() {
        Recorder target = recorder();
        create(target, in(Duration.ofMinutes(30)), r -> {});
        emulator.advance(Duration.ofMinutes(29));
        assertThat(target.events).isEmpty();
        assertThat(exists(target.name)).isTrue();
        emulator.advance(Duration.ofMinutes(2));
        assertThat(target.events).hasSize(1);
        assertThat(target.events.getFirst().path("who").asText()).isEqualTo(target.name);
        assertThat(exists(target.name)).isFalse();
        emulator.advance(Duration.ofDays(1));
        assertThat(target.events).hasSize(1);
    }

    @Test
    void staysAfterItFired_whenNotToBeDeleted() {
        Recorder target = recorder();
        create(target, in(Duration.ofMinutes(1)), r -> r.actionAfterCompletion(ActionAfterCompletion.NONE));
        emulator.advance(Duration.ofMinutes(2));
        assertThat(target.events).hasSize(1);
        assertThat(exists(target.name)).isTrue();
    }

    @Test
    void firesAtOnce_whenItsTimeIsPast() {
        Recorder target = recorder();
        create(target, in(Duration.ofMinutes(-5)), r -> {});
        emulator.settle();
        assertThat(target.events).hasSize(1);
    }

    @Test
    void readsItsTimeInItsZone() {
        Recorder target = recorder();
        String local = LocalDateTime.ofInstant(emulator.clock().now(), ZoneId.of("Asia/Tokyo"))
                .plusMinutes(10)
                .truncatedTo(ChronoUnit.SECONDS)
                .toString();
        String padded = local.length() == 16 ? local + ":00" : local;
        create(target, "at(" + padded + ")", r -> r.scheduleExpressionTimezone("Asia/Tokyo"));
        emulator.advance(Duration.ofMinutes(9));
        assertThat(target.events).isEmpty();
        emulator.advance(Duration.ofMinutes(2));
        assertThat(target.events).hasSize(1);
    }

    @Test
    void firesAtARate_untilItsEnd() {
        Recorder target = recorder();
        Instant start = emulator.clock().now().plusSeconds(600).truncatedTo(ChronoUnit.SECONDS);
        create(target, "rate(1 hour)", r -> r.startDate(start).endDate(start.plus(Duration.ofHours(3))));
        emulator.advance(Duration.ofDays(1));
        assertThat(target.events)
                .extracting(event -> Instant.parse(event.path("at").asText()))
                .containsExactly(
                        start,
                        start.plus(Duration.ofHours(1)),
                        start.plus(Duration.ofHours(2)),
                        start.plus(Duration.ofHours(3)));
        assertThat(exists(target.name)).isFalse();
    }

    @Test
    void firesByTheCalendar() {
        Recorder target = recorder();
        create(target, "cron(30 8 * * ? *)", r -> r.scheduleExpressionTimezone("Europe/Berlin"));
        emulator.advance(Duration.ofDays(3));
        scheduler.deleteSchedule(r -> r.name(target.name));
        assertThat(target.events).hasSize(3).allSatisfy(event -> assertThat(
                        Instant.parse(event.path("at").asText())
                                .atZone(ZoneId.of("Europe/Berlin"))
                                .toLocalTime())
                .hasHour(8)
                .hasMinute(30));
        emulator.advance(Duration.ofDays(2));
        assertThat(target.events).hasSize(3);
    }

    @Test
    void aNameTakenIsAConflict_butTheSameTokenAgainIsNot() {
        Recorder target = recorder();
        String expression = in(Duration.ofHours(1));
        create(target, expression, r -> r.clientToken("one"));
        create(target, expression, r -> r.clientToken("one"));
        assertThatThrownBy(() -> create(target, expression, r -> r.clientToken("two")))
                .isInstanceOf(ConflictException.class);
        assertThatThrownBy(() -> create(target, in(Duration.ofHours(2)), r -> r.clientToken("one")))
                .isInstanceOf(ConflictException.class);
        emulator.advance(Duration.ofHours(3));
        assertThat(target.events).hasSize(1);
    }

    @Test
    void anUpdateMovesIt_andNothingIsLeftOfTheOldTime() {
        Recorder target = recorder();
        create(target, in(Duration.ofHours(1)), r -> {});
        String later = in(Duration.ofHours(5));
        scheduler.updateSchedule(r -> r.name(target.name)
                .scheduleExpression(later)
                .flexibleTimeWindow(w -> w.mode(FlexibleTimeWindowMode.OFF))
                .actionAfterCompletion(ActionAfterCompletion.DELETE)
                .target(t -> t.arn(target.arn)
                        .roleArn("arn:aws:iam::000000000000:role/r")
                        .input("{\"moved\":true}")));
        assertThat(scheduler.getSchedule(r -> r.name(target.name)).scheduleExpression())
                .isEqualTo(later);
        emulator.advance(Duration.ofHours(4));
        assertThat(target.events).isEmpty();
        emulator.advance(Duration.ofHours(2));
        assertThat(target.events)
                .singleElement()
                .satisfies(event -> assertThat(event.path("moved").asBoolean()).isTrue());
    }

    @Test
    void deletedOrDisabledOnesDoNotFire() {
        Recorder deleted = recorder();
        Recorder disabled = recorder();
        create(deleted, in(Duration.ofMinutes(1)), r -> {});
        create(disabled, in(Duration.ofMinutes(1)), r -> r.state(ScheduleState.DISABLED));
        scheduler.deleteSchedule(r -> r.name(deleted.name));
        emulator.advance(Duration.ofMinutes(2));
        assertThat(deleted.events).isEmpty();
        assertThat(disabled.events).isEmpty();
        assertThatThrownBy(() -> scheduler.deleteSchedule(r -> r.name(deleted.name)))
                .isInstanceOf(ResourceNotFoundException.class);
    }

    @Test
    void sendsToAQueue_andToItsDeadLetterQueueWhenThatIsNotThere() {
        String queueUrl = sqs.createQueue(r -> r.queueName("timers")).queueUrl();
        String deadUrl = sqs.createQueue(r -> r.queueName("timers-dead")).queueUrl();
        for (String queue : new String[] {"timers", "no-timers"}) {
            String at = in(Duration.ofMinutes(1));
            scheduler.createSchedule(r -> r.name("to-" + queue)
                    .scheduleExpression(at)
                    .flexibleTimeWindow(w -> w.mode(FlexibleTimeWindowMode.OFF))
                    .target(t -> t.arn("arn:aws:sqs:us-east-1:000000000000:" + queue)
                            .roleArn("arn:aws:iam::000000000000:role/r")
                            .input(queue)
                            .deadLetterConfig(d -> d.arn("arn:aws:sqs:us-east-1:000000000000:timers-dead"))));
        }
        emulator.advance(Duration.ofMinutes(2));
        assertThat(sqs.receiveMessage(r -> r.queueUrl(queueUrl)).messages())
                .extracting(Message::body)
                .containsExactly("timers");
        assertThat(sqs.receiveMessage(r -> r.queueUrl(deadUrl).messageAttributeNames("All"))
                        .messages())
                .singleElement()
                .satisfies(message -> {
                    assertThat(message.body()).isEqualTo("no-timers");
                    assertThat(Objects.requireNonNull(
                                            message.messageAttributes().get("SCHEDULE_ARN"))
                                    .stringValue())
                            .endsWith(":schedule/default/to-no-timers");
                });
    }

    @Test
    void groupsKeepTheirSchedulesApart_andTakeThemAlong() {
        Recorder target = recorder();
        scheduler.createScheduleGroup(r -> r.name("campaigns"));
        assertThatThrownBy(() -> scheduler.createScheduleGroup(r -> r.name("campaigns")))
                .isInstanceOf(ConflictException.class);
        create(target, in(Duration.ofHours(1)), r -> r.groupName("campaigns"));
        create(target, in(Duration.ofHours(1)), r -> {});
        assertThat(scheduler.listSchedules(r -> r.groupName("campaigns")).schedules())
                .extracting(ScheduleSummary::name)
                .containsExactly(target.name);
        scheduler.deleteScheduleGroup(r -> r.name("campaigns"));
        emulator.advance(Duration.ofHours(2));
        assertThat(target.events).hasSize(1);
        assertThatThrownBy(() -> create(target, in(Duration.ofHours(1)), r -> r.groupName("campaigns")))
                .isInstanceOf(ResourceNotFoundException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "at(tomorrow)",
                "at(2026-11-22 10:00:00)",
                "rate(0 minutes)",
                "rate(5 seconds)",
                "cron(0 8 * * *)",
                "cron(0 8 * * * *)",
                "cron(0 25 * * ? *)",
                "every(1 day)"
            })
    void refusesWhatIsNoExpression(String expression) {
        assertThatThrownBy(() -> create(recorder(), expression, r -> {})).isInstanceOf(ValidationException.class);
    }

    @Test
    void advancingAYearOverHundredsOfSchedulesIsQuick() {
        Recorder target = recorder();
        for (int i = 0; i < 300; i++) {
            int number = i;
            String at = in(Duration.ofHours(i * 24L));
            scheduler.createSchedule(r -> r.name(target.name + "-" + number)
                    .scheduleExpression(at)
                    .flexibleTimeWindow(
                            w -> w.mode(FlexibleTimeWindowMode.FLEXIBLE).maximumWindowInMinutes(15))
                    .actionAfterCompletion(ActionAfterCompletion.DELETE)
                    .target(t -> t.arn(target.arn)
                            .roleArn("arn:aws:iam::000000000000:role/r")
                            .input("{\"n\":" + number + "}")));
        }
        long before = System.nanoTime();
        emulator.advance(Duration.ofDays(365));
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(10));
        assertThat(target.events)
                .extracting(event -> event.path("n").asInt())
                .hasSize(300)
                .isSorted();
    }
}
