package dev.homing.app.port;

import dev.homing.domain.care.KnownBy;
import dev.homing.domain.consent.ConsentChange;
import dev.homing.domain.id.CustomerId;
import dev.homing.domain.profile.Profile;
import dev.homing.domain.profile.Spelling;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Who customers are. */
public interface Profiles {
    /** {@link Profile#unknown} where there is none. */
    Profile load(CustomerId id);

    /** Of those of these customers that have one, in no order, as they were at most a moment ago; in batches of a hundred. */
    List<Profile> loadAll(Set<CustomerId> ids);

    /** Every change of consent under this id, in the order in which they were made; strongly consistent. */
    List<ConsentChange> consentChanges(CustomerId id);

    /**
     * Saves under the condition that nobody did since it was loaded, and keeps it findable by what it now says. With it, and only with it, each scope
     * whose consent it changes is written down as a {@link ConsentChange} that nobody changes afterwards.
     *
     * @return false where somebody did: load again
     */
    boolean save(Profile profile);

    /**
     * Removes a profile, all that lies beside it but the customer's state, and whatever it is or was found by.
     *
     * @param known by what the customer was known at any time
     */
    void erase(CustomerId id, KnownBy known);

    /**
     * By Homing's id or the shop's user id (whole), phone (whole), the beginning of the email, or the beginnings of words of the name, as {@link
     * Spelling} compares them; of customers who turned out to be one, only the one.
     *
     * @param phone the query where it is a phone number, in E.164; null where it is none
     * @return at the most so many, in no order; nobody where the query is empty. A bounded number of those whose name begins as the query's
     *     longest word does is looked at, so of a name that thousands have in another order of its words some may be missing
     */
    List<Profile> search(String query, @Nullable String phone, int limit);

    /**
     * Those who have this number, at the most so many, in no order.
     *
     * @param phone in E.164
     */
    List<Profile> withPhone(String phone, int limit);

    /**
     * Those who have a device with this token, at the most so many, in no order; also such as are about to be given up for another id.
     */
    List<Profile> withDevice(String token, int limit);

    /** Whether a profile is what {@link #search} looks for. */
    static boolean matches(Profile profile, String query, @Nullable String phone) {
        String asked = lower(query.strip());
        if (asked.isEmpty()) {
            return false;
        }
        boolean byId = asked.equals(profile.id().value())
                || asked.equals(lower(profile.userId()))
                || (phone != null && phone.equals(profile.phone()));
        return byId
                || (asked.length() >= Spelling.SHORTEST
                        && (lower(profile.email()).startsWith(asked)
                                || Spelling.matches(Objects.requireNonNullElse(profile.name(), ""), asked)));
    }

    /** Without those who turned out to be another one of them. */
    static List<Profile> withoutMerged(List<Profile> profiles) {
        Set<CustomerId> merged = new HashSet<>();
        profiles.forEach(profile -> merged.addAll(profile.mergedFrom()));
        return profiles.stream()
                .filter(profile -> !merged.contains(profile.id()))
                .toList();
    }

    private static String lower(@Nullable String text) {
        return text == null ? "" : text.toLowerCase(Locale.ROOT);
    }
}
