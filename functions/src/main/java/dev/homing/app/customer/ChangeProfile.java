package dev.homing.app.customer;

import dev.homing.app.port.Backoff;
import dev.homing.app.port.CustomerStates;
import dev.homing.app.port.Profiles;
import dev.homing.app.port.Unavailable;
import dev.homing.domain.id.CustomerId;
import dev.homing.domain.profile.Profile;
import dev.homing.domain.profile.Takeover;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.SequencedSet;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Changes what is known of a customer: the only way to save a profile. */
public final class ChangeProfile {
    private final CustomerLookup lookup;
    private final Profiles profiles;
    private final @Nullable TellOfAddresses tellOfAddresses;
    private final Tries tries;

    /** For who forgets devices alone, of which destinations of audiences know nothing. */
    public static ChangeProfile ofDevices(CustomerStates states, Profiles profiles, Backoff backoff) {
        return new ChangeProfile(states, profiles, null, backoff);
    }

    public ChangeProfile(
            CustomerStates states, Profiles profiles, @Nullable TellOfAddresses tellOfAddresses, Backoff backoff) {
        this.lookup = new CustomerLookup(states, backoff);
        this.profiles = profiles;
        this.tellOfAddresses = tellOfAddresses;
        this.tries = new Tries(backoff);
    }

    /**
     * Changes the profile of whoever an id leads to. A merge may give that id up between looking it up and saving, and take over what the
     * profile had before; so whom it leads to is asked again afterwards, and the change is made to the survivor too.
     *
     * @param change made to one profile or to several, once or more often: it must not matter
     * @return the profile as it stands
     * @throws Unavailable where others changed it at each try
     */
    public Profile change(CustomerId customer, Instant now, UnaryOperator<Profile> change) {
        // May be a moment behind: what is asked after saving is not.
        CustomerId target = lookup.resolveEventually(customer, now).id();
        for (int moved = 0; moved < Tries.MOST; moved++) {
            Profile changed = changeOf(target, change);
            CustomerId owner = lookup.resolve(customer, now).id();
            if (owner.equals(target)) {
                return changed;
            }
            target = owner;
        }
        throw new Unavailable("The customer " + customer + " was merged again and again");
    }

    /**
     * Changes the profile of an id that was just looked up, for whoever saves the customer's state afterwards: that fails where a merge came
     * in between, and then they begin again.
     *
     * @return the profile as it stands
     * @throws Unavailable where others changed it at each try
     */
    public Profile changeOf(CustomerId id, UnaryOperator<Profile> change) {
        return tries.until("The profile of " + id, () -> {
            Profile before = profiles.load(id);
            Profile after = change.apply(before);
            if (after.equals(before)) {
                return after;
            }
            if (tellOfAddresses != null) {
                tellOfAddresses.changing(before, after);
            }
            return profiles.save(after) ? after : null;
        });
    }

    /**
     * Brings what was known under a given-up id into the profile of whoever it turned out to be, and empties the given-up one.
     *
     * @param takeover what of contacts, consent and names
     * @param keptOut is told what was kept out, each with its reason, before the given-up profile is emptied; perhaps more than once
     * @throws Unavailable where others changed them at each try
     */
    public void merge(
            CustomerId from, CustomerId into, Takeover takeover, Consumer<SequencedSet<String>> keptOut, Instant now) {
        tries.until("The profile of " + from, () -> {
            Profile given = profiles.load(from);
            SequencedSet<String> leftOut = new LinkedHashSet<>();
            change(into, now, target -> {
                leftOut.clear();
                if (target.id().equals(from)) {
                    return target;
                }
                Profile.Learned merged = target.merged(given, takeover);
                leftOut.addAll(merged.leftOut());
                return merged.profile();
            });
            if (!leftOut.isEmpty()) {
                keptOut.accept(leftOut);
            }
            Profile emptied = Profile.unknown(from).withRevision(given.revision());
            // Somebody may have written it since it was read, such as an opt-out: that is brought over too.
            return (given.equals(emptied) || profiles.save(emptied)) ? emptied : null;
        });
    }
}
