package dev.homing.app.port;

import dev.homing.domain.channel.Channel;
import dev.homing.domain.consent.AddressKey;
import dev.homing.domain.consent.Suppression;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Addresses that are not written to, whoever has them. */
public interface Suppressions {
    /** As last saved, by a strongly consistent read; {@link Suppression#none} where nothing was. */
    Suppression of(AddressKey address);

    /**
     * Saves under the condition that nobody did since it was loaded; stores it with the next revision.
     *
     * @return false where somebody did: load again
     */
    boolean save(Suppression suppression);

    /**
     * A page of the addresses of a channel of which a reason was ever given, in an order of its own that does not change.
     *
     * @param after {@link Page#next} of the page before; null: from the beginning
     */
    Page of(Channel channel, @Nullable String after, int limit);

    /** @param next null where there are no more */
    record Page(List<Suppression> suppressions, @Nullable String next) {}
}
