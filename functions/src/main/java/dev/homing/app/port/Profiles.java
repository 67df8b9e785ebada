package dev.homing.app.port;

import dev.homing.domain.profile.CustomerId;
import dev.homing.domain.profile.Profile;
import java.util.List;

/** Who customers are. */
public interface Profiles {
    /** {@link Profile#unknown} where there is none. */
    Profile load(CustomerId id);

    /**
     * Saves under the condition that nobody did since it was loaded, and keeps it findable by what it now says.
     *
     * @return false where somebody did: load again
     */
    boolean save(Profile profile);

    /**
     * By Homing's id, the shop's user id, email, phone (all whole) or the beginning of the name or email, in any case of letters.
     *
     * @param query empty: those that were last changed
     */
    List<Profile> search(String query, int limit);
}
