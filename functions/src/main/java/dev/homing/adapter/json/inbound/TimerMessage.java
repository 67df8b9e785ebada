package dev.homing.adapter.json.inbound;

import dev.homing.adapter.json.Fields;
import dev.homing.adapter.json.MalformedJson;
import dev.homing.app.port.OutcomeQueue.Job;
import dev.homing.app.port.SendJob;
import dev.homing.domain.id.CustomerId;

/** What a schedule puts in the timers queue when it fires. */
public sealed interface TimerMessage {
    /** A customer's timer. */
    record Fired(CustomerId customer, String timerId) implements TimerMessage {}

    /** A message that was put off. */
    record Send(SendJob job) implements TimerMessage {}

    /** A broadcast whose time, or the time of some of its recipients, has come. */
    record Broadcast(Job.Broadcast job) implements TimerMessage {}

    default String write() {
        return switch (this) {
            case Fired(CustomerId customer, String timerId) ->
                new Fields()
                        .put("customer", customer.value())
                        .put("timer", timerId)
                        .write();
            case Send(SendJob job) ->
                new Fields().put("send", SendJobCodec.json(job)).write();
            case Broadcast(Job.Broadcast job) -> OutcomeJobCodec.write(job);
        };
    }

    /**
     * @throws MalformedJson where it is none
     */
    static TimerMessage read(String text) {
        Fields json = Fields.parse(text);
        if (json.has("send")) {
            return new Send(SendJobCodec.read(json.object("send")));
        }
        return json.has(OutcomeJobCodec.BROADCAST)
                ? new Broadcast(OutcomeJobCodec.broadcast(json))
                : new Fired(new CustomerId(json.text("customer")), json.text("timer"));
    }
}
