package dev.homing.domain.decide;

import dev.homing.domain.campaign.Configuration;
import dev.homing.domain.profile.Profile;
import dev.homing.domain.reason.Decision;
import dev.homing.domain.state.CustomerState;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;

/** What is true of a customer now, whatever happened or did not: the state with it, and what was decided. */
public record Looking(CustomerState state, List<Decision> decisions) {
    public static Looking at(
            CustomerState before, Supplier<Profile> profile, Configuration configuration, Instant now) {
        Work work = new Work(before, profile, configuration, now);
        new Grouping(work, null, null).group();
        return new Looking(work.state, List.copyOf(work.decisions));
    }
}
