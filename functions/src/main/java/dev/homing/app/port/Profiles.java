package dev.homing.app.port;

import dev.homing.domain.id.CustomerId;
import dev.homing.domain.profile.Profile;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Who customers are. */
public interface Profiles {
    /** {@link Profile#unknown} where there is none. */
    Profile load(CustomerId id);

    /** Of those of these customers that have one, in no order, as they were at most a moment ago; in batches of a hundred. */
    List<Profile> loadAll(Set<CustomerId> ids);

    /**
     * Saves under the condition that nobody did since it was loaded, and keeps it findable by what it now says.
     *
     * @return false where somebody did: load again
     */
    boolean save(Profile profile);

    /**
     * By Homing's id, the shop's user id, email, phone (all whole) or the beginning of the name or email, in any case of letters; of
     * customers who turned out to be one, only the one.
     *
     * @param query empty: those that were seen last
     */
    List<Profile> search(String query, int limit);

    /** The shortest beginning of a name or email that is searched for. */
    int SHORTEST_BEGINNING = 3;

    /** Whether a profile is what {@link #search} looks for. */
    static boolean matches(Profile profile, String query) {
        String asked = query.strip().toLowerCase(Locale.ROOT);
        if (asked.isEmpty()) {
            return profile.seenAt().isAfter(Instant.EPOCH);
        }
        boolean byId = asked.equals(profile.id().value())
                || asked.equals(lower(profile.userId()))
                || asked.equals(lower(profile.email()))
                || phone(asked).equals(profile.phone());
        return byId
                || (asked.length() >= SHORTEST_BEGINNING
                        && (lower(profile.name()).startsWith(asked)
                                || lower(profile.email()).startsWith(asked)));
    }

    /** Without those who turned out to be another one of them. */
    static List<Profile> withoutMerged(List<Profile> profiles) {
        Set<CustomerId> merged = new HashSet<>();
        profiles.forEach(profile -> merged.addAll(profile.mergedFrom()));
        return profiles.stream()
                .filter(profile -> !merged.contains(profile.id()))
                .toList();
    }

    /** A phone number as profiles have it, from how people write it. */
    static String phone(String text) {
        String digits = text.replaceAll("[\\s()./-]", "");
        return digits.startsWith("+") ? digits : "+" + digits;
    }

    private static String lower(@Nullable String text) {
        return text == null ? "" : text.toLowerCase(Locale.ROOT);
    }
}
