package dev.homing.app.walk;

import dev.homing.app.customer.CustomerLookup;
import dev.homing.app.customer.EndRun;
import dev.homing.app.customer.Tries;
import dev.homing.app.observe.LookAtCustomer;
import dev.homing.app.port.Backoff;
import dev.homing.app.port.Campaigns;
import dev.homing.app.port.CustomerStates;
import dev.homing.app.port.EventBus;
import dev.homing.app.port.Journeys;
import dev.homing.app.port.Profiles;
import dev.homing.app.port.Runs;
import dev.homing.app.port.StepJob;
import dev.homing.domain.Retention;
import dev.homing.domain.campaign.Configuration;
import dev.homing.domain.condition.Answer;
import dev.homing.domain.condition.Evaluator;
import dev.homing.domain.condition.Subject;
import dev.homing.domain.flow.Awaited;
import dev.homing.domain.flow.Flow;
import dev.homing.domain.flow.Node;
import dev.homing.domain.flow.Way;
import dev.homing.domain.id.RunKey;
import dev.homing.domain.reason.Reason;
import dev.homing.domain.run.Run;
import dev.homing.domain.state.Awaiting;
import dev.homing.domain.state.CustomerState;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Answers what a step of a flow asks that is no message. Answering twice is the same as once: the step takes one answer. */
public final class WalkStep {
    private static final String OVER = "The run is over, or goes on elsewhere";

    private final Runs runs;
    private final EndRun endRun;
    private final LookAtCustomer lookAtCustomer;
    private final TellOfChange tellOfChange;
    private final Tries tries;
    private final CustomerLookup lookup;
    private final Profiles profiles;
    private final Campaigns campaigns;
    private final Journeys journeys;

    /** @param json writes an object */
    public WalkStep(
            CustomerStates states,
            EndRun endRun,
            LookAtCustomer lookAtCustomer,
            Profiles profiles,
            Runs runs,
            Campaigns campaigns,
            Journeys journeys,
            EventBus bus,
            Function<Map<String, @Nullable Object>, String> json,
            Backoff backoff) {
        this.tellOfChange = new TellOfChange(bus, json);
        this.tries = new Tries(backoff);
        this.lookup = new CustomerLookup(states, backoff);
        this.endRun = endRun;
        this.lookAtCustomer = lookAtCustomer;
        this.profiles = profiles;
        this.runs = runs;
        this.campaigns = campaigns;
        this.journeys = journeys;
    }

    public void walk(StepJob job, Instant now) {
        Run run = runs.find(job.visit().run());
        if (run == null || !run.open() || run.leftBehind(job.visit().generation())) {
            journeys.fail(job.token(), Journeys.EXIT, OVER);
            return;
        }
        Configuration configuration = campaigns.current();
        Flow flow = campaigns.version(run.campaign(), run.campaignVersion()).flow();
        switch (flow.node(job.visit().node())) {
            case Node.Wait wait ->
                journeys.waitUntil(job.token(), wait.until().end(now, zone(run, configuration, now)));
            case Node.WaitFor wait -> await(job, run, wait, now);
            case Node.Exit exit -> {
                endRun.exit(
                        run.id(),
                        Reason.of(Reason.Code.STEP_ENDED, "step", exit.name()).with("why", exit.reason()),
                        now);
                journeys.fail(job.token(), Journeys.EXIT, "The flow came to an exit");
            }
            case Node.Branch branch ->
                take(
                        job,
                        branch.way(kept(run, branch.id(), () -> way(branch, run, configuration, now), now)
                                .way()),
                        now);
            case Node.Change change -> {
                Run.Taken came = kept(run, change.id(), () -> Way.Onward.NEXT, now);
                tellOfChange.tell(job.visit(), change.effect(), came.at());
                journeys.complete(job.token(), Way.Onward.NEXT, now);
            }
            case Node.Message _, Node.Webhook _, Node.Split _, Node.End _ ->
                throw new IllegalArgumentException(
                        "Node \"" + job.visit().node() + "\" of campaign " + run.campaign() + " asks nothing");
        }
    }

    /** The run keeps the token before the customer's state says that it waits, so that whoever finds it so finds the token. */
    private void await(StepJob job, Run run, Node.WaitFor wait, Instant now) {
        if (run.taken(job.visit().generation(), wait.id()) != null) {
            journeys.complete(job.token(), Way.Onward.NEXT, now);
            return;
        }
        Instant since = (job.since() == null ? now : job.since()).truncatedTo(ChronoUnit.MILLIS);
        boolean kept = tries.until("The run " + run.id(), () -> {
            Run latest = runs.find(run.id());
            if (latest == null || !latest.open() || !latest.leg().equals(run.leg())) {
                return false;
            }
            Run waits = latest.waits(wait.id(), job.token(), since);
            boolean saved =
                    waits.equals(latest) || runs.save(waits, latest.startedAt().plus(Retention.ACTIVITY));
            return saved ? true : null;
        });
        if (!kept) {
            journeys.fail(job.token(), Journeys.EXIT, OVER);
            return;
        }
        Awaited awaited = wait.awaited();
        lookAtCustomer.await(
                run.id(),
                new Awaiting(awaited.condition().number(), awaited.anew(), since, since.plus(wait.atMost())),
                now);
    }

    private Way way(Node.Branch branch, Run run, Configuration configuration, Instant now) {
        CustomerState state = lookup.resolve(run.id().customer(), now);
        Subject subject = new Subject(
                state,
                () -> profiles.load(state.id()),
                RunKey.named(run.key()),
                run.event(),
                configuration.defaults(),
                now);
        return branch.way(condition -> Evaluator.ask(condition.condition(), subject) instanceof Answer.Holds);
    }

    /** What is taken at a node is kept with the run, so that whoever asks again, or looks where it went, is told the same. */
    private Run.Taken kept(Run asking, String node, Supplier<Way> choice, Instant now) {
        int generation = asking.leg().generation();
        Run.Taken before = asking.taken(generation, node);
        if (before != null) {
            return before;
        }
        Way way = choice.get();
        return tries.until("The run " + asking.id(), () -> {
            Run run = runs.find(asking.id());
            Run after = run == null || !run.leg().equals(asking.leg())
                    ? asking.took(node, way, now)
                    : run.took(node, way, now);
            boolean done = run == null
                    || after.equals(run)
                    || !run.leg().equals(asking.leg())
                    || runs.save(after, run.startedAt().plus(Retention.ACTIVITY));
            return done ? after.taken(generation, node) : null;
        });
    }

    /** A branch's state catches the names of its cases. */
    private void take(StepJob job, Way way, Instant now) {
        if (way == Way.Onward.OTHERWISE) {
            journeys.complete(job.token(), way, now);
        } else {
            journeys.fail(job.token(), way.key(), "The case holds");
        }
    }

    /** The customer's own, else the shop's. */
    private ZoneId zone(Run run, Configuration configuration, Instant now) {
        CustomerState state = lookup.resolveEventually(run.id().customer(), now);
        return configuration.zoneOf(profiles.load(state.id()));
    }
}
