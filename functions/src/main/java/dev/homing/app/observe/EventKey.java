package dev.homing.app.observe;

import dev.homing.domain.event.CustomerEvent;
import dev.homing.domain.event.TimelineKey;
import dev.homing.domain.id.CustomerId;

/** Where the timeline has an event that a run is about: whose partition, and which place in it. */
record EventKey(CustomerId customer, String key) {
    static String of(CustomerId customer, CustomerEvent event) {
        return customer + "/" + TimelineKey.of(event);
    }

    static EventKey parse(String text) {
        int slash = text.indexOf('/');
        return new EventKey(new CustomerId(text.substring(0, slash)), text.substring(slash + 1));
    }
}
