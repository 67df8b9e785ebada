package dev.homing.app.react;

import dev.homing.app.customer.Tries;
import dev.homing.app.port.Backoff;
import dev.homing.app.port.ProviderSuppressions;
import dev.homing.app.port.Suppressions;
import dev.homing.domain.channel.Channel;
import dev.homing.domain.consent.AddressKey;
import dev.homing.domain.consent.Suppression;
import dev.homing.domain.consent.Suppression.Why;
import dev.homing.domain.reason.Reason;
import java.time.Instant;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Keeps messages from an address, or lets them go there again. */
public final class SuppressAddress {
    private final Suppressions suppressions;
    private final Tries tries;

    public SuppressAddress(Suppressions suppressions, Backoff backoff) {
        this.suppressions = suppressions;
        this.tries = new Tries(backoff);
    }

    /** @param said by the provider; null where its owner spoke */
    public void because(AddressKey address, Why why, Instant at, @Nullable Reason said) {
        because(address, null, why, at, said);
    }

    /**
     * @param written the address itself; null where only its hash is known
     * @param said by the provider; null where its owner spoke
     */
    public void because(AddressKey address, @Nullable String written, Why why, Instant at, @Nullable Reason said) {
        change(address, suppression -> suppression.because(why, at, said).writtenAs(written));
    }

    /**
     * Lets messages go there again that a provider did not deliver.
     *
     * @param provider whose list the address leaves as well
     * @return false where its owner does not want any: then it stays as it is
     */
    public boolean reactivated(AddressKey address, ProviderSuppressions provider, Instant now) {
        return tries.until("The address " + address.hash(), () -> {
            Suppression before = suppressions.of(address);
            if (!before.mayBeReactivated()) {
                return false;
            }
            String written = before.written();
            if (address.channel() == Channel.EMAIL && written != null) {
                // First, so that whoever is killed in between is asked again.
                provider.remove(written);
            }
            return suppressions.save(before.takenBack(Why.BOUNCED, now)) ? true : null;
        });
    }

    /** Forgets everything of an address but why it is not written to, for the reason that its owner was erased. */
    public void erased(AddressKey address, Instant at) {
        change(address, suppression -> suppression.erased(at));
    }

    /** As a list of another system says, for a reason that does not stand yet. */
    public void asImported(AddressKey address, @Nullable String written, Why why, Instant at) {
        unlessItStands(
                address, written, why, at, why == Why.BOUNCED ? Reason.of(Reason.Code.SUPPRESSION_IMPORTED) : null);
    }

    /**
     * For a reason that does not stand yet, and was not taken back since.
     *
     * @param said by the provider; null where its owner spoke
     */
    public void unlessItStands(
            AddressKey address, @Nullable String written, Why why, Instant at, @Nullable Reason said) {
        change(address, suppression -> (suppression.standsFor(why) ? suppression : suppression.because(why, at, said))
                .writtenAs(written));
    }

    /** Takes back what its owner said; what the provider said of it stays. */
    void takenBack(AddressKey address, Why why, Instant at) {
        change(address, suppression -> suppression.takenBack(why, at));
    }

    /**
     * Takes back what was said of an address at an instant.
     *
     * @return false where something else keeps messages from it, or was said since; then it stays as it is
     */
    boolean undone(AddressKey address, Why why, Instant at) {
        return tries.until("The address " + address.hash(), () -> {
            Suppression before = suppressions.of(address);
            if (before.refusedOtherwise(why, at)) {
                return false;
            }
            Suppression after = before.undone(why, at);
            return (after.equals(before) || suppressions.save(after)) ? true : null;
        });
    }

    private void change(AddressKey address, UnaryOperator<Suppression> change) {
        tries.until("The address " + address.hash(), () -> {
            Suppression before = suppressions.of(address);
            Suppression after = change.apply(before);
            return (after.equals(before) || suppressions.save(after)) ? after : null;
        });
    }
}
