package dev.homing.domain.state;

import dev.homing.domain.Hash;
import dev.homing.domain.id.CustomerId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A campaign's delay that runs for a customer.
 *
 * @param key which cart or order
 * @param due when the campaign starts; later events move it
 * @param firesAt when its schedule fires: at {@code due} or earlier, then it is armed again
 * @param timerId names the schedule; a firing with another id is stale
 * @param triggeredAt event time of what armed it last
 * @param eventKey where the timeline has that event; null where the run reads the live cart
 */
public record ArmedTimer(
        String campaign,
        String key,
        Instant due,
        Instant firesAt,
        String timerId,
        Instant triggeredAt,
        @Nullable String eventKey) {
    private static final int LENGTH = 24;

    /**
     * @param number the customer's arm number: never used twice for one customer in what is stored
     * @param firesAt part of the name, as a schedule may be made for an entry that is not stored in the end, and the next one gets its number
     */
    public static String timerId(CustomerId customer, String campaign, String key, long number, Instant firesAt) {
        return Hash.name(LENGTH, customer.value(), campaign, key, Long.toString(number), firesAt.toString());
    }

    public boolean isOf(String otherCampaign, String otherKey) {
        return campaign.equals(otherCampaign) && key.equals(otherKey);
    }
}
