package dev.homing.infra;

import java.util.List;
import software.amazon.awscdk.Duration;
import software.constructs.Construct;

/**
 * The three handlers that decide who hears what next, by an event, by a timer, by what became of a journey. They run the
 * same use cases, so they may do the same; only the last may also stop journeys, let held steps go on and page through
 * all customers.
 */
final class Deciding extends Construct {
    static final Duration EVENT_TIMEOUT = Duration.seconds(30);
    static final Duration TIMER_TIMEOUT = Duration.seconds(30);
    static final Duration OUTCOME_TIMEOUT = Duration.seconds(60);

    private final List<HomingFunction> functions;

    Deciding(
            Construct scope,
            String id,
            HomingFunction.Packaged packaged,
            DataStack.Kept data,
            EventIntake intake,
            Timers timers,
            Journeys journeys,
            Sending sending,
            Webhooks webhooks) {
        super(scope, id);
        HomingFunction events = packaged.worker(this, "EventHandler", EVENT_TIMEOUT);
        HomingFunction firings = packaged.worker(this, "TimerHandler", TIMER_TIMEOUT);
        HomingFunction outcomes = packaged.worker(this, "OutcomeHandler", OUTCOME_TIMEOUT);
        functions = List.of(events, firings, outcomes);
        for (HomingFunction function : functions) {
            data.config().readBy(function);
            data.customers().writtenBy(function);
            data.activity().writtenBy(function);
            timers.armedBy(function);
            journeys.startedBy(function);
            // An event, or time, may be what a run waits for.
            journeys.answeredBy(function);
            journeys.outcomes().filledBy(function, "OUTCOMES_QUEUE_URL");
            sending.email().filledBy(function, "EMAIL_QUEUE_URL");
            sending.whatsApp().filledBy(function, "WHATSAPP_QUEUE_URL");
            sending.sms().filledBy(function, "SMS_QUEUE_URL");
            sending.push().filledBy(function, "PUSH_QUEUE_URL");
            // Destinations are told who comes into an audience and who leaves it; tails of flows name the queue as
            // well.
            webhooks.queue().filledBy(function, "WEBHOOKS_QUEUE_URL");
        }
        sending.refusalsReadBy(outcomes);
        timers.daily(journeys.outcomes(), "{\"daily\":true}");
        timers.disarmedBy(outcomes);
        journeys.stoppedBy(outcomes);
        // Runs that were held go on with the tail of their flow, and flows ask which way to go.
        journeys.tailsMadeBy(outcomes);
        // Everybody is looked at when a list, an audience or a campaign changes, one page after the other.
        data.customers().indexReadBy(outcomes, DataStack.LATEST);
        // Customers are told of products that changed, as events of theirs.
        intake.filledBy(outcomes);

        intake.handledBy(events);
        timers.queue().handledBy(firings, 10, Duration.seconds(1), 20);
        // The least there is: StartExecution and StopExecution have quotas, and this queue is where they are waited
        // for.
        journeys.outcomes().handledBy(outcomes, 10, Duration.seconds(1), 2);
    }

    List<HomingFunction> functions() {
        return functions;
    }
}
