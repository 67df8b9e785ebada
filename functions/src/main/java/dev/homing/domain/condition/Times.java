package dev.homing.domain.condition;

import dev.homing.domain.event.EventPattern;
import dev.homing.domain.event.OwnEvents;
import java.util.ArrayList;
import java.util.List;

/** Which times have to be kept of a customer for a condition on what they did. */
final class Times {
    private Times() {}

    static Need.Times need(Condition.Did did) {
        return new Need.Times(did.event(), did.where(), did.same(), did.times().latest());
    }

    /** What became of messages is told as events of the customer. */
    static Need.Times need(Condition.Got got) {
        List<Condition> where = new ArrayList<>();
        where.add(new Condition.Property("campaign", List.of(new Test.Is(got.campaign()))));
        if (got.step() != null) {
            where.add(new Condition.Property("step", List.of(new Test.Is(got.step()))));
        }
        return new Need.Times(EventPattern.of(OwnEvents.ofMessage(got.status())), new Condition.All(where), null, 1);
    }
}
