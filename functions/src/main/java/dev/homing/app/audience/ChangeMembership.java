package dev.homing.app.audience;

import dev.homing.app.port.Campaigns;
import dev.homing.app.port.Memberships;
import dev.homing.app.port.TellQueue;
import dev.homing.app.port.TellQueue.TellJob;
import dev.homing.domain.audience.Audience;
import dev.homing.domain.id.CustomerId;
import dev.homing.domain.id.Group;
import java.time.Duration;
import java.time.Instant;

/** Writes who is in a group, and has the group's destinations told: the only way to do so. */
public final class ChangeMembership {
    private final Memberships memberships;
    private final Campaigns campaigns;
    private final TellQueue tellQueue;

    public ChangeMembership(Memberships memberships, Campaigns campaigns, TellQueue tellQueue) {
        this.memberships = memberships;
        this.campaigns = campaigns;
        this.tellQueue = tellQueue;
    }

    /** Doing it again changes nothing. */
    public void put(Group group, CustomerId customer, boolean in, Instant at) {
        memberships.put(group, customer, in, at);
        Audience audience = group.kind() == Group.Kind.AUDIENCE
                ? campaigns.current().groups().audiences().get(group.key())
                : null;
        if (audience != null) {
            audience.destinations()
                    .keySet()
                    .forEach(name -> tellQueue.enqueue(new TellJob(audience.key(), name, customer), Duration.ZERO));
        }
    }
}
