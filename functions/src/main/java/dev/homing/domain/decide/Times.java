package dev.homing.domain.decide;

import dev.homing.domain.Facts;
import dev.homing.domain.campaign.Configuration;
import dev.homing.domain.condition.Evaluator;
import dev.homing.domain.condition.Need;
import dev.homing.domain.condition.Resolved;
import dev.homing.domain.condition.Subject;
import dev.homing.domain.event.CustomerEvent;
import dev.homing.domain.state.CustomerState;
import dev.homing.domain.state.LatestTimes;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Keeps the times that live conditions ask about. */
public final class Times {
    private Times() {}

    static void keep(Work work, CustomerEvent event) {
        work.state = work.state.withTimes(kept(work.state, work.state.times(), event, work.configuration, work.now));
    }

    /** Whether conditions ask about something that is not kept of a customer so far: the timeline has it. */
    public static boolean areMissing(CustomerState state, Configuration configuration) {
        return state.revision() > 0 && state.times().complete() < configuration.keptSince();
    }

    /** A state with all the times that live conditions ask about. */
    public static CustomerState filled(
            CustomerState state, Collection<CustomerEvent> history, Configuration configuration, Instant now) {
        LatestTimes times = LatestTimes.NONE.completeAt(configuration.number());
        for (CustomerEvent event : history) {
            times = kept(state, times, event, configuration, now);
        }
        return state.withTimes(times);
    }

    /** Whether a condition asks about what a customer did. */
    public static boolean asks(Resolved condition) {
        return condition.needs().stream().anyMatch(need -> need instanceof Need.Times);
    }

    /** A state with the times that one condition asks about, live or not. */
    public static CustomerState filled(
            CustomerState state,
            Collection<CustomerEvent> history,
            Resolved condition,
            Configuration configuration,
            Instant now) {
        LatestTimes times = LatestTimes.NONE;
        for (CustomerEvent event : history) {
            List<Need.Times> asked = condition.needs().stream()
                    .filter(need ->
                            need instanceof Need.Times time && time.event().matches(event))
                    .map(Need.Times.class::cast)
                    .toList();
            times = kept(state, times, event, asked, configuration, now);
        }
        return state.withTimes(times);
    }

    private static LatestTimes kept(
            CustomerState state, LatestTimes before, CustomerEvent event, Configuration configuration, Instant now) {
        return kept(state, before, event, configuration.keeps(event), configuration, now);
    }

    private static LatestTimes kept(
            CustomerState state,
            LatestTimes before,
            CustomerEvent event,
            List<Need.Times> needs,
            Configuration configuration,
            Instant now) {
        LatestTimes times = before;
        Subject subject = new Subject(
                state,
                () -> {
                    throw new IllegalStateException("What is asked of an event does not ask who the customer is");
                },
                null,
                event.properties(),
                configuration.defaults(),
                now);
        for (Need.Times need : needs) {
            if (Evaluator.holds(need.where(), subject)) {
                for (String value : values(need, event)) {
                    times = times.with(need.number(need.same() == null ? null : value), event.at(), need.latest());
                }
            }
        }
        return times;
    }

    private static Set<String> values(Need.Times need, CustomerEvent event) {
        String same = need.same();
        if (same == null) {
            return Set.of("");
        }
        Set<String> values = new LinkedHashSet<>();
        String own = event.properties().textAt(same);
        if (own != null) {
            values.add(own);
        }
        for (Facts product : event.properties().products()) {
            String value = product.textAt(same);
            if (value != null) {
                values.add(value);
            }
        }
        return values;
    }
}
