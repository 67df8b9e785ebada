package dev.homing.app.customer;

import dev.homing.app.port.Campaigns;
import dev.homing.app.port.TellQueue;
import dev.homing.app.port.TellQueue.TellJob;
import dev.homing.domain.profile.Profile;
import java.time.Duration;
import java.util.Objects;

/** Has destinations of audiences look again at a customer whose addresses or consents change: they know those alone who want it. */
public final class TellOfAddresses {
    /** The change is saved by then, or was made by somebody else who had it looked at later. */
    private static final Duration SAVED_WITHIN = Duration.ofMinutes(1);

    private final Campaigns campaigns;
    private final TellQueue tellQueue;

    public TellOfAddresses(Campaigns campaigns, TellQueue tellQueue) {
        this.campaigns = campaigns;
        this.tellQueue = tellQueue;
    }

    /** Before it is saved, so that whoever is interrupted in between leaves nothing untold. */
    void changing(Profile before, Profile after) {
        if (Objects.equals(before.email(), after.email())
                && Objects.equals(before.phone(), after.phone())
                && before.consents().saysTheSameAs(after.consents())) {
            return;
        }
        campaigns.current().audiences().forEach(audience -> audience.destinations()
                .keySet()
                .forEach(name -> tellQueue.enqueue(new TellJob(audience.key(), name, after.id()), SAVED_WITHIN)));
    }
}
