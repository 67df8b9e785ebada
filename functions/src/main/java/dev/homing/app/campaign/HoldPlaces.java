package dev.homing.app.campaign;

import dev.homing.app.port.Campaigns;
import dev.homing.app.port.Held;
import dev.homing.app.port.Held.Place;
import dev.homing.app.port.OutcomeQueue;
import dev.homing.app.port.OutcomeQueue.Job;
import dev.homing.app.port.Runs;
import dev.homing.domain.Retention;
import dev.homing.domain.campaign.Campaign;
import dev.homing.domain.id.CustomerId;
import dev.homing.domain.id.Visit;
import dev.homing.domain.run.Leg;
import dev.homing.domain.run.Run;
import java.time.Instant;

/** Keeps places while a campaign is paused, so that a pause changes the time of things and nothing else. */
public final class HoldPlaces {
    private final Runs runs;
    private final Held held;
    private final Campaigns campaigns;
    private final OutcomeQueue outcomeQueue;

    public HoldPlaces(Runs runs, Held held, Campaigns campaigns, OutcomeQueue outcomeQueue) {
        this.runs = runs;
        this.held = held;
        this.campaigns = campaigns;
        this.outcomeQueue = outcomeQueue;
    }

    /**
     * Keeps the place of a run that came to a message. From here on the run is in its next generation, so that what the present one still
     * does or reports changes nothing; its execution can be let go.
     *
     * @param run as it was read
     * @param visit of the run's present generation, or of the one before, where its place was kept already and perhaps not wholly
     * @return false where somebody else changed the run meanwhile; it is to be looked at again
     */
    public boolean step(Run run, Visit visit, Instant now) {
        Leg next = next(visit);
        // Who is held where they were held before waits since then.
        boolean again = visit.node().equals(run.leg().from());
        if (!run.leg().equals(next)
                && !runs.save(
                        run.in(next, again ? run.since() : now), run.startedAt().plus(Retention.ACTIVITY))) {
            return false;
        }
        keep(run.campaign(), new Place.Step(new Visit(run.id(), next.generation(), visit.node(), 1)), now);
        return true;
    }

    /** Whether a run's place was kept at a visit, and it did not come further since. */
    public static boolean keptAt(Run run, Visit visit) {
        return run.leg().equals(next(visit));
    }

    private static Leg next(Visit visit) {
        return new Leg(visit.generation() + 1, visit.node());
    }

    /** Keeps the place of a delay that ended. */
    public void delay(String campaign, CustomerId customer, String timerId, Instant now) {
        keep(campaign, new Place.Delay(customer, timerId), now);
    }

    private void keep(String key, Place place, Instant now) {
        held.put(key, place, now);
        Campaign campaign = campaigns.latest().campaign(key);
        if (campaign != null && campaign.active()) {
            // It was resumed meanwhile, and whoever did that may have looked before this place was kept.
            outcomeQueue.enqueue(new Job.Release(key));
        }
    }
}
