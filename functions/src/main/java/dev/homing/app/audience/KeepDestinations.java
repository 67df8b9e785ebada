package dev.homing.app.audience;

import dev.homing.app.customer.Tries;
import dev.homing.app.port.Backoff;
import dev.homing.app.port.Campaigns;
import dev.homing.app.port.MemberWalks;
import dev.homing.app.port.MemberWalks.MemberWalk;
import dev.homing.app.port.MemberWalks.Purpose;
import dev.homing.app.port.OutcomeQueue;
import dev.homing.app.port.OutcomeQueue.Job;
import dev.homing.app.port.Tellings;
import dev.homing.domain.audience.Audience;
import dev.homing.domain.audience.Destination;
import dev.homing.domain.campaign.Configuration;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/** Saves, shows and removes destinations of audiences. */
public final class KeepDestinations {
    /** By then everybody knows of the destination, and whoever comes is told to it. */
    private static final Duration KNOWN_AFTER = Duration.ofMinutes(1);

    private static final int MOST = 5;

    private final Campaigns campaigns;
    private final Tellings tellings;
    private final MemberWalks walks;
    private final OutcomeQueue outcomeQueue;
    private final Tries tries;

    public KeepDestinations(
            Campaigns campaigns, Tellings tellings, MemberWalks walks, OutcomeQueue outcomeQueue, Backoff backoff) {
        this.campaigns = campaigns;
        this.tellings = tellings;
        this.walks = walks;
        this.outcomeQueue = outcomeQueue;
        this.tries = new Tries(backoff);
    }

    /** @param filling whether members are still to be told who are in the audience already */
    public record Shown(String name, Destination destination, Tellings.Figures figures, boolean filling) {}

    public sealed interface Result {
        record Saved(Shown shown) implements Result {}

        record Removed() implements Result {}

        record NotFound() implements Result {}

        /** @param why and what can be done */
        record Refused(String why) implements Result {}
    }

    /** @return null where there is no such audience */
    public @Nullable List<Shown> all(String audience) {
        Audience known = campaigns.latest().groups().audiences().get(audience);
        return known == null
                ? null
                : known.destinations().entrySet().stream()
                        .map(entry -> shown(audience, entry.getKey(), entry.getValue()))
                        .toList();
    }

    private Shown shown(String audience, String name, Destination destination) {
        MemberWalk walk = walks.find(MemberWalk.filling(audience, name));
        return new Shown(name, destination, tellings.figures(audience, name), walk != null && !walk.finished());
    }

    /** Tells the destination of all members; saving the same once more tells what could not be told. */
    public Result save(String key, String name, Destination destination, Instant now) {
        return tries.until("The audience " + key, () -> {
            Configuration configuration = campaigns.latest();
            Audience audience = configuration.groups().audiences().get(key);
            if (audience == null) {
                return new Result.NotFound();
            }
            Destination known = audience.destinations().get(name);
            if (known != null && !known.isWhere(destination)) {
                return new Result.Refused("The destination \"" + name
                        + "\" leads elsewhere already; give the new one another name, or remove this one first");
            }
            if (known == null && audience.destinations().size() >= MOST) {
                return new Result.Refused("The audience has " + MOST + " destinations, and may have no more");
            }
            String walkName = MemberWalk.filling(key, name);
            MemberWalk before = walks.find(walkName);
            if (known == null && before != null && !before.finished() && before.purpose() instanceof Purpose.Untell) {
                return new Result.Refused("What an earlier \"" + name
                        + "\" knew is still being removed; try again in a few minutes, or give another name");
            }
            // First, so that whoever is interrupted after it leaves word of what is still to be done.
            MemberWalk walk = MemberWalk.begun(walkName, audience.group(), new Purpose.Fill(name), now, before);
            SequencedMap<String, Destination> all = new LinkedHashMap<>(audience.destinations());
            all.put(name, destination);
            if (!walks.save(walk, before)
                    || (!destination.equals(known)
                            && campaigns.save(audience.telling(all), configuration.number()) == null)) {
                return null;
            }
            outcomeQueue.enqueue(new Job.Members(walkName, walk.step()), KNOWN_AFTER);
            return new Result.Saved(shown(key, name, destination));
        });
    }

    /** Nothing more is told to it; what it knows stays with it. */
    public Result remove(String key, String name, Instant now) {
        return tries.until("The audience " + key, () -> {
            Configuration configuration = campaigns.latest();
            Audience audience = configuration.groups().audiences().get(key);
            String walkName = MemberWalk.filling(key, name);
            MemberWalk before = walks.find(walkName);
            if (audience == null || !audience.destinations().containsKey(name)) {
                boolean going = before != null && !before.finished() && before.purpose() instanceof Purpose.Untell;
                if (before == null || !going) {
                    return new Result.NotFound();
                }
                outcomeQueue.enqueue(new Job.Members(walkName, before.step()), KNOWN_AFTER);
                return new Result.Removed();
            }
            MemberWalk walk = MemberWalk.begun(walkName, audience.group(), new Purpose.Untell(name), now, before);
            SequencedMap<String, Destination> left = new LinkedHashMap<>(audience.destinations());
            left.remove(name);
            if (!walks.save(walk, before) || campaigns.save(audience.telling(left), configuration.number()) == null) {
                return null;
            }
            outcomeQueue.enqueue(new Job.Members(walkName, walk.step()), KNOWN_AFTER);
            return new Result.Removed();
        });
    }
}
