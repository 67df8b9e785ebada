package dev.homing.app.observe;

import dev.homing.app.port.Timeline;
import dev.homing.domain.campaign.Configuration;
import dev.homing.domain.decide.Times;
import dev.homing.domain.event.CustomerEvent;
import dev.homing.domain.id.CustomerId;
import dev.homing.domain.state.CustomerState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Fills in what conditions ask about that were published after a customer did it: the timeline tells. Once for a customer and a change of what is
 * asked, however many events come.
 */
final class FillTimes {
    private static final int PAGE = 200;

    /** Who did more is known by the latest of it. */
    private static final int MOST = 2_000;

    private final Timeline timeline;

    FillTimes(Timeline timeline) {
        this.timeline = timeline;
    }

    CustomerState filled(CustomerState state, Configuration configuration, Instant now) {
        return Times.areMissing(state, configuration) ? Times.filled(state, history(state), configuration, now) : state;
    }

    List<CustomerEvent> history(CustomerState state) {
        List<CustomerId> ids = new ArrayList<>(state.absorbed());
        ids.add(state.id());
        List<CustomerEvent> events = new ArrayList<>();
        for (CustomerId id : ids) {
            String before = null;
            do {
                List<Timeline.Entry> page = timeline.newest(id, before, PAGE);
                for (Timeline.Entry entry : page) {
                    CustomerEvent event = entry.event();
                    if (event != null) {
                        events.add(event);
                    }
                }
                before = next(page);
            } while (before != null && events.size() < MOST);
        }
        return events;
    }

    private static @Nullable String next(List<Timeline.Entry> page) {
        return page.size() < PAGE ? null : page.getLast().key();
    }
}
