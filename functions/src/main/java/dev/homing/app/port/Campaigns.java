package dev.homing.app.port;

import dev.homing.domain.campaign.Campaign;
import dev.homing.domain.campaign.Configuration;
import dev.homing.domain.campaign.Shop;
import dev.homing.domain.event.CustomerEvent.Origin;
import java.util.List;

/** Campaigns, their versions, and the shop's settings. */
public interface Campaigns {
    /** As of the beginning of this invocation; read anew only when something was changed. */
    Configuration current();

    /** As of this moment, by a strongly consistent read: for what must not miss a change that somebody else just made. */
    Configuration latest();

    /**
     * A version, the live one or one that runs are still on.
     *
     * @throws IllegalArgumentException where there is none
     */
    Campaign.Version version(String campaign, int number);

    /** Oldest first. */
    List<Campaign.Version> versions(String campaign);

    /**
     * Stores a campaign with its version, and makes it visible to everyone's {@link #current}. The status counts for a new campaign only:
     * one that is there keeps the status that it has by then.
     *
     * @return false where somebody published the same version number meanwhile
     */
    boolean publish(Campaign campaign);

    void status(String campaign, Campaign.Status status);

    void shop(Shop shop);

    /** @param sha256 of the key, in hex */
    void writeKey(String sha256, Origin origin);
}
