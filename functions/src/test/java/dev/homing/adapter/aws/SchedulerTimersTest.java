package dev.homing.adapter.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.homing.adapter.json.inbound.TimerMessage;
import dev.homing.app.port.Samples;
import dev.homing.app.port.SendJob;
import dev.homing.app.port.Timers;
import dev.homing.app.port.TimersContract;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.scheduler.model.ActionAfterCompletion;
import software.amazon.awssdk.services.scheduler.model.FlexibleTimeWindowMode;
import software.amazon.awssdk.services.scheduler.model.GetScheduleResponse;
import software.amazon.awssdk.services.scheduler.model.ValidationException;

@ExtendWith(OnEmulator.class)
class SchedulerTimersTest extends TimersContract {
    @Override
    protected Timers timers() {
        return new SchedulerTimers(
                OnEmulator.clients().scheduler(),
                OnEmulator.SCHEDULES,
                OnEmulator.queueArn("timers"),
                OnEmulator.ROLE,
                OnEmulator.queueArn("timers-dlq"),
                OnEmulator::now);
    }

    @Override
    protected Instant now() {
        return OnEmulator.now();
    }

    @Override
    protected List<String> firedAfter(Duration time) {
        return messagesAfter(time, TimerMessage.Fired.class)
                .map(TimerMessage.Fired::timerId)
                .toList();
    }

    @Override
    protected List<SendJob> sentAfter(Duration time) {
        return messagesAfter(time, TimerMessage.Send.class)
                .map(TimerMessage.Send::job)
                .toList();
    }

    private static <T extends TimerMessage> Stream<T> messagesAfter(Duration time, Class<T> kind) {
        OnEmulator.advance(time);
        return OnEmulator.drain("timers").stream()
                .map(TimerMessage::read)
                .filter(kind::isInstance)
                .map(kind::cast);
    }

    @Test
    void makesAScheduleThatDeletesItself_atTheNextWholeSecond() {
        Instant at = Instant.parse("2099-12-31T23:59:59.001Z");
        timers().arm(Samples.customer(), "whole", at);

        GetScheduleResponse schedule = OnEmulator.clients()
                .scheduler()
                .getSchedule(request -> request.groupName(OnEmulator.SCHEDULES).name("t-whole"));

        assertThat(schedule.scheduleExpression()).isEqualTo("at(2100-01-01T00:00:00)");
        assertThat(schedule.scheduleExpressionTimezone()).isEqualTo("UTC");
        assertThat(schedule.flexibleTimeWindow().mode()).isEqualTo(FlexibleTimeWindowMode.OFF);
        assertThat(schedule.actionAfterCompletion()).isEqualTo(ActionAfterCompletion.DELETE);
        assertThat(schedule.target().arn()).isEqualTo(OnEmulator.queueArn("timers"));
        assertThat(schedule.target().roleArn()).isEqualTo(OnEmulator.ROLE);
        assertThat(schedule.target().deadLetterConfig().arn()).isEqualTo(OnEmulator.queueArn("timers-dlq"));
        assertThat(schedule.target().retryPolicy().maximumRetryAttempts()).isEqualTo(185);
        assertThat(schedule.target().retryPolicy().maximumEventAgeInSeconds()).isEqualTo(86_400);
    }

    @Test
    void firesSoon_whereSchedulerTakesNoTimeThatIsOver() {
        Instant now = Instant.parse("2026-11-22T10:00:00Z");
        FixedHttp http = FixedHttp.answering(400, "ValidationException", "Invalid Schedule Expression")
                .then(200, "{\"ScheduleArn\":\"arn\"}");

        onHttp(http, now).arm(Samples.customer(), "late", now.minusSeconds(60));

        assertThat(http.calls()).isEqualTo(2);
    }

    @Test
    void fails_whereSchedulerRefusesForAnotherReason() {
        Instant now = Instant.parse("2026-11-22T10:00:00Z");
        FixedHttp http = FixedHttp.answering(400, "ValidationException", "Invalid role");

        assertThatThrownBy(() -> onHttp(http, now).arm(Samples.customer(), "x", now.plusSeconds(60)))
                .isInstanceOf(ValidationException.class);
        assertThat(http.calls()).isEqualTo(1);
    }

    private static SchedulerTimers onHttp(FixedHttp http, Instant now) {
        AwsClients clients = new AwsClients(
                http, Region.US_EAST_1, URI.create("http://localhost:1"), AnonymousCredentialsProvider.create());
        return new SchedulerTimers(clients.scheduler(), "g", "arn:q", "arn:r", "arn:d", () -> now);
    }
}
