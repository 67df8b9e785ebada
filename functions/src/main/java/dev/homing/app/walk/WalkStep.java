package dev.homing.app.walk;

import dev.homing.app.customer.CustomerLookup;
import dev.homing.app.port.Backoff;
import dev.homing.app.port.Campaigns;
import dev.homing.app.port.CustomerStates;
import dev.homing.app.port.Journeys;
import dev.homing.app.port.Profiles;
import dev.homing.app.port.Runs;
import dev.homing.app.port.StepJob;
import dev.homing.domain.flow.Flow;
import dev.homing.domain.flow.Node;
import dev.homing.domain.run.Run;
import java.time.Instant;
import java.time.ZoneId;

/** Answers what a step of a flow asks that is no message. Answering twice is the same as once: the step takes one answer. */
public final class WalkStep {
    private final Runs runs;
    private final CustomerLookup lookup;
    private final Profiles profiles;
    private final Campaigns campaigns;
    private final Journeys journeys;

    public WalkStep(
            CustomerStates states,
            Profiles profiles,
            Runs runs,
            Campaigns campaigns,
            Journeys journeys,
            Backoff backoff) {
        this.lookup = new CustomerLookup(states, backoff);
        this.profiles = profiles;
        this.runs = runs;
        this.campaigns = campaigns;
        this.journeys = journeys;
    }

    public void walk(StepJob job, Instant now) {
        Run run = runs.find(job.visit().run());
        if (run == null || !run.open() || run.leftBehind(job.visit().generation())) {
            journeys.fail(job.token(), Journeys.EXIT, "The run is over, or goes on elsewhere");
            return;
        }
        Flow flow = campaigns.version(run.campaign(), run.campaignVersion()).flow();
        switch (flow.node(job.visit().node())) {
            case Node.Wait wait -> journeys.waitUntil(job.token(), wait.until().end(now, zone(run, now)));
            case Node.Message _, Node.End _ ->
                throw new IllegalArgumentException(
                        "Node \"" + job.visit().node() + "\" of campaign " + run.campaign() + " asks nothing");
        }
    }

    /** The customer's own, else the shop's. */
    private ZoneId zone(Run run, Instant now) {
        ZoneId own = profiles.load(
                        lookup.resolveEventually(run.id().customer(), now).id())
                .timeZone();
        return own == null ? campaigns.current().shop().zone() : own;
    }
}
