package dev.homing.adapter.aws;

import dev.homing.adapter.json.inbound.TimerMessage;
import dev.homing.app.port.OutcomeQueue.Job;
import dev.homing.app.port.SendJob;
import dev.homing.app.port.Timers;
import dev.homing.domain.Hash;
import dev.homing.domain.id.CustomerId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import software.amazon.awssdk.services.scheduler.SchedulerClient;
import software.amazon.awssdk.services.scheduler.model.ActionAfterCompletion;
import software.amazon.awssdk.services.scheduler.model.ConflictException;
import software.amazon.awssdk.services.scheduler.model.CreateScheduleRequest;
import software.amazon.awssdk.services.scheduler.model.FlexibleTimeWindowMode;
import software.amazon.awssdk.services.scheduler.model.ResourceNotFoundException;
import software.amazon.awssdk.services.scheduler.model.Target;
import software.amazon.awssdk.services.scheduler.model.ValidationException;

/** One-time schedules of EventBridge Scheduler that put a message into the timers queue and delete themselves. */
public final class SchedulerTimers implements Timers {
    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss");
    private static final int RETRIES = 185;
    private static final Duration SOON = Duration.ofMinutes(1);

    /** A timer that could not be delivered for a day is one for the dead-letter queue. */
    private static final Duration RETRIED_FOR = Duration.ofDays(1);

    private static final int SEND_NAME = 24;

    private final SchedulerClient client;
    private final String group;
    private final String queueArn;
    private final String roleArn;
    private final String deadLetterArn;
    private final InstantSource clock;

    /**
     * @param group of the schedules
     * @param queueArn of the timers queue
     * @param roleArn that Scheduler may take on to put messages there
     * @param deadLetterArn of the queue for what could not be delivered
     * @param clock tells what is over
     */
    public SchedulerTimers(
            SchedulerClient client,
            String group,
            String queueArn,
            String roleArn,
            String deadLetterArn,
            InstantSource clock) {
        this.client = client;
        this.group = group;
        this.queueArn = queueArn;
        this.roleArn = roleArn;
        this.deadLetterArn = deadLetterArn;
        this.clock = clock;
    }

    @Override
    public void arm(CustomerId customer, String timerId, Instant at) {
        arm(timerId, new TimerMessage.Fired(customer, timerId), at);
    }

    @Override
    public void sendLater(SendJob job, Instant at) {
        arm(sendId(job, at), new TimerMessage.Send(job), at);
    }

    private static String sendId(SendJob job, Instant at) {
        return "s-" + Hash.name(SEND_NAME, job.message().toString(), Long.toString(at.toEpochMilli()));
    }

    @Override
    public void takeBack(SendJob job, Instant at) {
        disarm(sendId(job, at));
    }

    @Override
    public void disarm(String timerId) {
        Calls.orUnavailable("Disarming timer " + timerId, () -> {
            try {
                client.deleteSchedule(request -> request.groupName(group).name(name(timerId)));
                return true;
            } catch (ResourceNotFoundException firedOrNeverArmed) {
                return false;
            }
        });
    }

    private static String name(String timerId) {
        return "t-" + timerId;
    }

    @Override
    public void doLater(Job.Broadcast job, Instant at) {
        String name = Hash.name(
                SEND_NAME,
                job.campaign(),
                Integer.toString(job.number()),
                Integer.toString(job.step()),
                Long.toString(at.toEpochMilli()));
        arm("b-" + name, new TimerMessage.Broadcast(job), at);
    }

    private void arm(String timerId, TimerMessage message, Instant at) {
        Target target = Target.builder()
                .arn(queueArn)
                .roleArn(roleArn)
                .input(message.write())
                .retryPolicy(policy ->
                        policy.maximumRetryAttempts(RETRIES).maximumEventAgeInSeconds((int) RETRIED_FOR.toSeconds()))
                .deadLetterConfig(config -> config.arn(deadLetterArn))
                .build();
        Calls.orUnavailable("Arming timer " + timerId, () -> {
            try {
                return create(timerId, timerId, at, target);
            } catch (ValidationException refused) {
                Instant now = clock.instant();
                if (at.isAfter(now)) {
                    throw refused;
                }
                // Whether Scheduler takes a time that is over, its documentation does not say.
                return create(timerId, timerId + "-late", now.plus(SOON), target);
            }
        });
    }

    private String create(String timerId, String token, Instant at, Target target) {
        CreateScheduleRequest schedule = CreateScheduleRequest.builder()
                .name(name(timerId))
                .groupName(group)
                .clientToken(token)
                .scheduleExpression("at(" + SECONDS.format(roundedUp(at).atOffset(ZoneOffset.UTC)) + ")")
                .scheduleExpressionTimezone("UTC")
                .flexibleTimeWindow(window -> window.mode(FlexibleTimeWindowMode.OFF))
                .actionAfterCompletion(ActionAfterCompletion.DELETE)
                .target(target)
                .build();
        try {
            return client.createSchedule(schedule).scheduleArn();
        } catch (ConflictException armedAlready) {
            return "";
        }
    }

    /** Up: a timer that fires before it is due would have to be armed again. */
    private static Instant roundedUp(Instant at) {
        Instant second = at.truncatedTo(ChronoUnit.SECONDS);
        return second.equals(at) ? at : second.plusSeconds(1);
    }
}
