package dev.homing.adapter.json;

import dev.homing.domain.profile.CustomerId;

/** What a timer's schedule puts in the timers queue when it fires. */
public record TimerMessage(CustomerId customer, String timerId) {
    public String write() {
        return new Fields()
                .put("customer", customer.value())
                .put("timer", timerId)
                .write();
    }

    /**
     * @throws MalformedJson where it is none
     */
    public static TimerMessage read(String text) {
        Fields json = Fields.parse(text);
        return new TimerMessage(new CustomerId(json.text("customer")), json.text("timer"));
    }
}
