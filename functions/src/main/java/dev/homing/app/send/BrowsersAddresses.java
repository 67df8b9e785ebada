package dev.homing.app.send;

import dev.homing.app.customer.Tries;
import dev.homing.app.port.Suppressions;
import dev.homing.domain.consent.Suppression;
import dev.homing.domain.id.MessageId;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Counts what goes to addresses that only a browser stated. Anyone can make customers with anybody's address, so it is counted by the address, in
 * the item that the guard has read anyway. A message takes its place before it is claimed, and a second try finds it there.
 */
final class BrowsersAddresses {
    private final Suppressions suppressions;
    private final Tries tries;

    BrowsersAddresses(Suppressions suppressions, Tries tries) {
        this.suppressions = suppressions;
        this.tries = tries;
    }

    /**
     * @param read what is known of the address, as just read
     * @param most messages within a week
     * @return false where it got enough
     */
    boolean admits(Suppression read, MessageId message, int most, Instant now) {
        AtomicReference<Suppression> latest = new AtomicReference<>(read);
        return tries.until("The address " + read.address().hash(), () -> {
            Suppression before = latest.get();
            Suppression after = before.toldBy(message, most, now);
            if (after == null) {
                return false;
            }
            if (after.equals(before) || suppressions.save(after)) {
                return true;
            }
            latest.set(suppressions.of(read.address()));
            return null;
        });
    }
}
