package dev.homing.app.call;

import dev.homing.app.call.FillCall.SecretMissing;
import dev.homing.app.campaign.HoldPlaces;
import dev.homing.app.customer.CustomerLookup;
import dev.homing.app.customer.EndRun;
import dev.homing.app.customer.Tries;
import dev.homing.app.port.Backoff;
import dev.homing.app.port.Campaigns;
import dev.homing.app.port.CustomerStates;
import dev.homing.app.port.Journeys;
import dev.homing.app.port.Profiles;
import dev.homing.app.port.Renderer;
import dev.homing.app.port.Runs;
import dev.homing.app.port.Secrets;
import dev.homing.app.port.StepJob;
import dev.homing.app.port.Timeline;
import dev.homing.app.port.WebCalls;
import dev.homing.app.port.WebCalls.Answer;
import dev.homing.app.port.WebCalls.Request;
import dev.homing.app.send.MessageData;
import dev.homing.domain.Facts;
import dev.homing.domain.Retention;
import dev.homing.domain.campaign.Campaign;
import dev.homing.domain.campaign.Configuration;
import dev.homing.domain.event.TimelineKey;
import dev.homing.domain.flow.Node;
import dev.homing.domain.flow.Way;
import dev.homing.domain.id.RunKey;
import dev.homing.domain.id.Visit;
import dev.homing.domain.profile.Profile;
import dev.homing.domain.reason.Decision;
import dev.homing.domain.reason.Reason;
import dev.homing.domain.reason.Reason.Code;
import dev.homing.domain.run.Called;
import dev.homing.domain.run.Run;
import dev.homing.domain.state.CustomerState;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Calls another system for one step of one run: claim, call, record, complete the token. The claim keeps two deliveries of a job from calling
 * twice. After a crash in the middle the call is made again, under the same idempotency key: which of the two counts is the other system's to say.
 */
public final class CallWebhook {
    /** After the time of one try somebody else may take over: whoever is at it writes what it heard within that. */
    private static final Duration RECORDED_WITHIN = Duration.ofSeconds(15);

    private static final Duration LONGEST_BACKOFF = Duration.ofMinutes(10);

    /** Of all that is kept of an answer, as JSON. */
    private static final int MOST_KEPT = 1_024;

    private final Runs runs;
    private final Campaigns campaigns;
    private final Profiles profiles;
    private final Timeline timeline;
    private final Journeys journeys;
    private final HoldPlaces holdPlaces;
    private final EndRun endRun;
    private final WebCalls webCalls;
    private final FillCall fillCall;
    private final CustomerLookup lookup;
    private final Function<String, @Nullable Facts> json;
    private final Tries tries;

    /** @param json reads an object; null where it is none */
    public CallWebhook(
            CustomerStates states,
            Profiles profiles,
            Runs runs,
            Campaigns campaigns,
            Timeline timeline,
            Journeys journeys,
            HoldPlaces holdPlaces,
            EndRun endRun,
            WebCalls webCalls,
            Secrets secrets,
            Renderer renderer,
            Function<String, @Nullable Facts> json,
            Backoff backoff) {
        this.profiles = profiles;
        this.runs = runs;
        this.campaigns = campaigns;
        this.timeline = timeline;
        this.journeys = journeys;
        this.holdPlaces = holdPlaces;
        this.endRun = endRun;
        this.webCalls = webCalls;
        this.fillCall = new FillCall(renderer, secrets);
        this.lookup = new CustomerLookup(states, backoff);
        this.json = json;
        this.tries = new Tries(backoff);
    }

    /** What becomes of the job. */
    public sealed interface Result {
        record Done() implements Result {}

        /** The same job is to come again after a while. */
        record Later(Duration delay, String why) implements Result {}
    }

    public Result call(StepJob job, Instant now) {
        Visit visit = job.visit();
        Run run = runs.find(visit.run());
        if (run == null || !run.open() || run.leftBehind(visit.generation())) {
            return leftBehind(job, run, now);
        }
        Campaign.Version version = campaigns.version(run.campaign(), run.campaignVersion());
        if (!(version.flow().node(visit.node()) instanceof Node.Webhook node)) {
            throw new IllegalArgumentException(
                    "Node \"" + visit.node() + "\" of campaign " + run.campaign() + " calls nothing");
        }
        Called before = run.call(visit.generation(), node.id());
        if (before != null && before.became() != null) {
            return tell(job, run, now);
        }
        if (before != null && now.isBefore(before.leaseUntil())) {
            return new Result.Later(Duration.between(now, before.leaseUntil()), "claimed");
        }
        Configuration configuration = campaigns.current();
        Campaign campaign = configuration.campaign(run.campaign());
        if (campaign == null || campaign.status() == Campaign.Status.ENDED) {
            endRun.exit(run.id(), Reason.of(Code.CAMPAIGN_ENDED), now);
            journeys.fail(job.token(), Journeys.EXIT, "The campaign was ended");
            return new Result.Done();
        }
        if (!campaign.active()) {
            return hold(job, run, now);
        }
        Called claimed = (before == null ? Called.first(visit.generation(), node.id()) : before)
                .claimed(now.plus(node.call().timeout()).plus(RECORDED_WITHIN));
        Request request;
        try {
            request = filled(node, run, version, configuration, visit, now);
        } catch (SecretMissing missing) {
            Reason why = reason(Code.SECRET_MISSING, node).with("secret", String.valueOf(missing.getMessage()));
            return settle(job, claimed.over(0, Facts.NONE, why, now), Way.Calling.FAILED, now);
        } catch (IllegalArgumentException broken) {
            Reason why = reason(Code.CALL_BROKEN, node).withDetails(broken.getMessage());
            return settle(job, claimed.over(0, Facts.NONE, why, now), Way.Calling.FAILED, now);
        }
        if (!save(run.called(claimed))) {
            return new Result.Later(Duration.ofSeconds(1), "somebody else is at it");
        }
        return heard(job, node, claimed, webCalls.call(request), now);
    }

    private Request filled(
            Node.Webhook node, Run run, Campaign.Version version, Configuration configuration, Visit visit, Instant now)
            throws SecretMissing {
        CustomerState state = lookup.resolve(run.id().customer(), now);
        Profile profile = profiles.load(state.id());
        // It goes to whom the shop names, so what the shop's servers said may stand in it.
        Facts data = MessageData.of(
                profile,
                true,
                configuration.shop(),
                state.carts().cart(RunKey.named(run.key())),
                run,
                version,
                null,
                null);
        Locale locale = profile.locale() == null ? Locale.ENGLISH : profile.locale();
        return fillCall.filled(node.call(), visit, data, locale);
    }

    private Result heard(StepJob job, Node.Webhook node, Called claimed, Answer answer, Instant now) {
        return switch (answer) {
            case Answer.Answered(int status, String body) -> {
                Reason why = reason(Code.ANSWERED, node).with("status", Integer.toString(status));
                boolean well = status >= 200 && status < 300;
                boolean later = status == 408 || status == 425 || status == 429 || status >= 500;
                yield later && mayTryAgain(node, claimed)
                        ? again(claimed, job, "it answered with the status " + status, now)
                        : settle(
                                job,
                                claimed.over(status, well ? kept(node, body) : Facts.NONE, why, now),
                                well ? Way.Calling.SUCCEEDED : Way.Calling.FAILED,
                                now);
            }
            case Answer.Silence(String why) ->
                mayTryAgain(node, claimed)
                        ? again(claimed, job, why, now)
                        : settle(
                                job,
                                claimed.over(
                                        0,
                                        Facts.NONE,
                                        reason(Code.NO_ANSWER, node)
                                                .with("attempts", Integer.toString(claimed.attempts()))
                                                .withDetails(why),
                                        now),
                                Way.Calling.FAILED,
                                now);
            case Answer.Forbidden(String why) ->
                settle(
                        job,
                        claimed.over(
                                0, Facts.NONE, reason(Code.CALL_REFUSED, node).withDetails(why), now),
                        Way.Calling.FAILED,
                        now);
        };
    }

    private static boolean mayTryAgain(Node.Webhook node, Called claimed) {
        return claimed.attempts() <= node.call().retries();
    }

    private Result again(Called claimed, StepJob job, String why, Instant now) {
        recorded(job, claimed.released(now), null, now);
        Duration backoff = Duration.ofSeconds(5L << Math.min(claimed.attempts(), 8));
        return new Result.Later(backoff.compareTo(LONGEST_BACKOFF) > 0 ? LONGEST_BACKOFF : backoff, why);
    }

    private Result settle(StepJob job, Called over, Way way, Instant now) {
        return tell(job, recorded(job, over, way, now), now);
    }

    /** On top of what became of the run meanwhile. */
    private Run recorded(StepJob job, Called call, @Nullable Way way, Instant now) {
        return tries.until("The run " + job.visit().run(), () -> {
            Run run = runs.find(job.visit().run());
            if (run == null) {
                throw new IllegalStateException("Run " + job.visit().run() + " vanished while it called");
            }
            Run called = run.called(call);
            Run after = way == null || !run.open() || run.leftBehind(call.generation())
                    ? called
                    : called.took(call.node(), way, now);
            return save(after) ? after : null;
        });
    }

    /** Tells the timeline and the step; telling them twice changes nothing. */
    private Result tell(StepJob job, Run run, Instant now) {
        Visit visit = job.visit();
        Called call = run.call(visit.generation(), visit.node());
        if (call != null && call.became() != null) {
            Instant at = call.leaseUntil();
            timeline.put(
                    new Timeline.Entry(
                            run.id().customer(),
                            TimelineKey.of(at, "webhook-" + visit.hash()),
                            at,
                            null,
                            List.of(new Decision(run.campaign(), Decision.Kind.CALLED, call.became())),
                            List.of()),
                    now.plus(Retention.ACTIVITY));
        }
        Run.Taken taken = run.taken(visit.generation(), visit.node());
        if (taken == null) {
            journeys.fail(job.token(), Journeys.EXIT, "The run is over, or goes on elsewhere");
        } else if (taken.way().equals(Way.Calling.SUCCEEDED.key())) {
            journeys.complete(job.token(), Way.Calling.SUCCEEDED, taken.at());
        } else {
            journeys.fail(job.token(), Journeys.SEND_FAILED, "The call failed");
        }
        return new Result.Done();
    }

    private Result leftBehind(StepJob job, @Nullable Run run, Instant now) {
        if (run != null && run.open() && HoldPlaces.keptAt(run, job.visit())) {
            // Perhaps an earlier try was killed half way.
            return hold(job, run, now);
        }
        journeys.fail(job.token(), Journeys.EXIT, "The run is over, or goes on elsewhere");
        return new Result.Done();
    }

    private Result hold(StepJob job, Run run, Instant now) {
        if (!holdPlaces.step(run, job.visit(), now)) {
            return new Result.Later(Duration.ofSeconds(1), "somebody else changed the run");
        }
        journeys.fail(job.token(), Journeys.PAUSED, "The campaign is paused");
        return new Result.Done();
    }

    /** The fields that the step names, as long as they are short. */
    private Facts kept(Node.Webhook node, String body) {
        Facts answer = node.call().keep().isEmpty() ? null : json.apply(body);
        Map<String, @Nullable Object> kept = new LinkedHashMap<>();
        int size = 0;
        if (answer != null) {
            for (Map.Entry<String, String> one : node.call().keep().entrySet()) {
                Object value = answer.at(one.getValue());
                size += String.valueOf(value).length();
                boolean plain = value instanceof String || value instanceof Number || value instanceof Boolean;
                if (plain && size <= MOST_KEPT) {
                    kept.put(one.getKey(), value);
                }
            }
        }
        return new Facts(kept);
    }

    private boolean save(Run run) {
        return runs.save(run, run.startedAt().plus(Retention.ACTIVITY));
    }

    private static Reason reason(Code code, Node.Webhook node) {
        return Reason.of(code, "step", node.name()).with("host", node.call().host());
    }
}
