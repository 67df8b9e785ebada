package dev.homing.app.port;

import dev.homing.domain.consent.Suppression.Why;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The email provider's own list of addresses that it refuses, for the whole account. */
public interface ProviderSuppressions {
    /** @param why bounced or complained */
    record Refused(String address, Why why, Instant at) {}

    /** @param next null where there are no more */
    record Page(List<Refused> refused, @Nullable String next) {
        public Page {
            refused = List.copyOf(refused);
        }
    }

    /**
     * A page of the addresses that came onto the list.
     *
     * @param since only those that came later
     * @param after {@link Page#next} of the page before; null: from the first on
     * @throws Unavailable where it cannot be read now
     */
    Page since(Instant since, @Nullable String after);

    /**
     * Takes an address off the list; nothing where it is not on it.
     *
     * @throws Unavailable where it cannot be done now
     */
    void remove(String address);
}
