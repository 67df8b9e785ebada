package dev.homing.domain.decide;

import dev.homing.domain.profile.Profile;
import dev.homing.domain.profile.TraitChange;
import java.util.List;
import java.util.function.Supplier;

/**
 * Who the customer is by the time an event is decided about.
 *
 * @param profile read when it is asked for, and once
 * @param changes what the event changed of the attributes that campaigns watch
 */
public record Learnt(Supplier<Profile> profile, List<TraitChange> changes) {
    public Learnt {
        changes = List.copyOf(changes);
    }
}
