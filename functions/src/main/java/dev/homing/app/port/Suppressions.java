package dev.homing.app.port;

import dev.homing.domain.consent.AddressKey;
import dev.homing.domain.consent.Suppression;

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
}
