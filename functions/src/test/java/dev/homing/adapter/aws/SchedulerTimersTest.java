package dev.homing.adapter.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homing.adapter.json.TimerMessage;
import dev.homing.app.port.Samples;
import dev.homing.app.port.Timers;
import dev.homing.app.port.TimersContract;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.scheduler.model.ActionAfterCompletion;
import software.amazon.awssdk.services.scheduler.model.FlexibleTimeWindowMode;
import software.amazon.awssdk.services.scheduler.model.GetScheduleResponse;

@ExtendWith(OnEmulator.class)
class SchedulerTimersTest extends TimersContract {
    @Override
    protected Timers timers() {
        return new SchedulerTimers(
                OnEmulator.clients().scheduler(),
                OnEmulator.SCHEDULES,
                OnEmulator.queueArn("timers"),
                OnEmulator.ROLE,
                OnEmulator.queueArn("timers-dlq"));
    }

    @Override
    protected Instant now() {
        return OnEmulator.now();
    }

    @Override
    protected List<String> firedAfter(Duration time) {
        OnEmulator.advance(time);
        return OnEmulator.drain("timers").stream()
                .map(body -> TimerMessage.read(body).timerId())
                .toList();
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
}
