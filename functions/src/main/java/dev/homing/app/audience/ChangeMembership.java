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
import java.util.List;

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

    /** Takes a customer out of a group, and remembers nothing of it; destinations are told that they left. */
    public void forget(Group group, CustomerId customer) {
        memberships.forget(group, customer);
        told(group, customer).forEach(job -> tellQueue.enqueue(job, Duration.ZERO));
    }

    /** What the destinations of a group may know of a customer. */
    public List<TellJob> told(Group group, CustomerId customer) {
        Audience audience = group.kind() == Group.Kind.AUDIENCE
                ? campaigns.current().groups().audiences().get(group.key())
                : null;
        return audience == null
                ? List.of()
                : audience.destinations().keySet().stream()
                        .map(name -> new TellJob(audience.key(), name, customer))
                        .toList();
    }

    /** Doing it again changes nothing. */
    public void put(Group group, CustomerId customer, boolean in, Instant at) {
        memberships.put(group, customer, in, at);
        told(group, customer).forEach(job -> tellQueue.enqueue(job, Duration.ZERO));
    }
}
