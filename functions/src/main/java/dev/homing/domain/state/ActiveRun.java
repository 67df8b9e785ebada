package dev.homing.domain.state;

import dev.homing.domain.id.RunId;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.SequencedSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A run that may still send, as the state item remembers it.
 *
 * @param about hashes of what it is about, such as a product; empty where the trigger tells nothing apart
 * @param latestEnd after this it cannot be in progress any more, whether or not anyone heard of its end
 * @param awaiting what it waits for in the middle of its flow; null: nothing, or only for time
 */
public record ActiveRun(
        RunId id,
        String campaign,
        int version,
        String key,
        Instant triggeredAt,
        Instant latestEnd,
        Set<Long> about,
        @Nullable Awaiting awaiting) {
    public ActiveRun {
        about = ArmedTimer.latest(about);
    }

    /** It tells of more than it did. */
    public ActiveRun alsoAbout(Set<Long> more) {
        SequencedSet<Long> both = new LinkedHashSet<>(about);
        both.removeAll(more);
        both.addAll(more);
        return new ActiveRun(id, campaign, version, key, triggeredAt, latestEnd, both, awaiting);
    }

    /** It goes on with another version of the flow or elsewhere in its own. */
    public ActiveRun moved(int newVersion, Instant newLatestEnd) {
        return new ActiveRun(id, campaign, newVersion, key, triggeredAt, newLatestEnd, about, null);
    }

    /** @param newAwaiting null: it waits for nothing any more */
    public ActiveRun awaiting(@Nullable Awaiting newAwaiting) {
        return new ActiveRun(id, campaign, version, key, triggeredAt, latestEnd, about, newAwaiting);
    }

    public boolean isOf(String otherCampaign, String otherKey) {
        return campaign.equals(otherCampaign) && key.equals(otherKey);
    }
}
