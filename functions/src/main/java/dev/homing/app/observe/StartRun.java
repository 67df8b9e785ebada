package dev.homing.app.observe;

import dev.homing.app.customer.Tries;
import dev.homing.app.port.Campaigns;
import dev.homing.app.port.Journeys;
import dev.homing.app.port.Runs;
import dev.homing.app.port.SendJob;
import dev.homing.app.port.SendQueue;
import dev.homing.app.port.Timeline;
import dev.homing.domain.BrowserWords;
import dev.homing.domain.CountingBasis;
import dev.homing.domain.Facts;
import dev.homing.domain.Retention;
import dev.homing.domain.campaign.Campaign;
import dev.homing.domain.event.CustomerEvent;
import dev.homing.domain.event.ToldTogether;
import dev.homing.domain.flow.Node;
import dev.homing.domain.id.RunId;
import dev.homing.domain.id.Visit;
import dev.homing.domain.reason.Decision;
import dev.homing.domain.reason.Reason;
import dev.homing.domain.run.Leg;
import dev.homing.domain.run.Run;
import dev.homing.domain.state.ActiveRun;
import dev.homing.domain.state.CustomerState;
import dev.homing.domain.state.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Starts the runs that were decided, each with what its messages tell of, and has runs tell of what happened since. */
final class StartRun {
    /** A start that waited longer than this is too late. */
    private static final Duration STARTS_WITHIN = Duration.ofHours(24);

    private final Timeline timeline;
    private final Runs runs;
    private final Campaigns campaigns;
    private final Journeys journeys;
    private final SendQueue sendQueue;
    private final Tries tries;
    private final ToldEvents toldEvents;

    StartRun(Timeline timeline, Runs runs, Campaigns campaigns, Journeys journeys, SendQueue sendQueue, Tries tries) {
        this.timeline = timeline;
        this.runs = runs;
        this.campaigns = campaigns;
        this.journeys = journeys;
        this.sendQueue = sendQueue;
        this.tries = tries;
        this.toldEvents = new ToldEvents(timeline);
    }

    /**
     * @param over is added to where the run turns out to be over
     * @return false where it stays pending: until its event comes again, or until its only message is dealt with
     */
    boolean start(
            CustomerState state, Outcome.StartRun start, List<Timeline.Entry> atHand, Set<RunId> over, Instant now) {
        if (Duration.between(start.decidedAt(), now).compareTo(STARTS_WITHIN) > 0) {
            Run started = runs.find(start.run());
            if (started == null || !started.open()) {
                over.add(start.run());
            }
            return true;
        }
        Campaign.Version version = campaigns.version(start.campaign(), start.version());
        Told told = Told.NOTHING;
        String eventKey = start.eventKey();
        if (eventKey != null) {
            Timeline.Entry entry = entry(EventKey.parse(eventKey), atHand);
            if (entry == null || entry.event() == null) {
                return false;
            }
            told = told(state, start, version, entry);
        }
        Node.Message only = version.flow().onlyMessage();
        CountingBasis counting = new CountingBasis(campaigns.current().shop().zone(), now);
        Run run = started(start, told, only != null, counting);
        if (!runs.save(run, now.plus(Retention.ACTIVITY))) {
            Run existing = runs.find(start.run());
            if (existing == null || !existing.open()) {
                // Started by this same trigger before, and over: an event that came late made it due once more.
                over.add(start.run());
                return true;
            }
        }
        if (only != null) {
            sendQueue.enqueue(new SendJob(Visit.first(start.run(), only.id()), only.channel(), null));
            // Cleared with the run's entry, when the message is dealt with; put into the queue once more, it is sent
            // once.
            return false;
        }
        journeys.start(version, start.run(), Leg.FIRST, now);
        return true;
    }

    /**
     * What a run tells of.
     *
     * @param vouched whether the shop's own servers said any of it
     */
    private record Told(Facts event, boolean vouched) {
        static final Told NOTHING = new Told(Facts.NONE, false);

        Told and(Told later) {
            return new Told(ToldTogether.of(event, later.event), vouched || later.vouched);
        }
    }

    /** What the event says that started it, with those that began it before, where there are some. */
    private Told told(CustomerState state, Outcome.StartRun start, Campaign.Version version, Timeline.Entry entry) {
        Told told = Told.NOTHING;
        if (start.since() != null) {
            Set<Long> about = state.runs().stream()
                    .filter(run -> run.id().equals(start.run()))
                    .findFirst()
                    .map(ActiveRun::about)
                    .orElse(Set.of());
            for (Timeline.Entry earlier :
                    toldEvents.of(state, version.trigger(), start.key(), about, start.since(), entry.at())) {
                if (!earlier.key().equals(entry.key())) {
                    told = told.and(told(start.campaign(), earlier));
                }
            }
        }
        return told.and(told(start.campaign(), entry));
    }

    private Told told(String campaign, Timeline.Entry entry) {
        CustomerEvent event = entry.event();
        if (event == null) {
            return Told.NOTHING;
        }
        boolean vouched = event.origin().trusted();
        Facts facts = vouched
                ? event.properties()
                : BrowserWords.properties(
                        event.properties(), campaigns.current().shop()::owns);
        return new Told(withChange(facts, campaign, entry), vouched);
    }

    /** @return false where its event is not there yet */
    boolean tell(Outcome.TellRun tell, List<Timeline.Entry> atHand) {
        Timeline.Entry entry = entry(EventKey.parse(tell.eventKey()), atHand);
        if (entry == null) {
            return false;
        }
        tries.until("The run " + tell.run(), () -> {
            Run run = runs.find(tell.run());
            if (run == null || !run.open()) {
                return true;
            }
            Told told = told(run.campaign(), entry);
            Run telling = run.telling(told.event(), told.vouched());
            boolean saved = telling.equals(run)
                    || runs.save(telling, telling.startedAt().plus(Retention.ACTIVITY));
            return saved ? true : null;
        });
        return true;
    }

    private static Run started(Outcome.StartRun start, Told told, boolean oneMessage, CountingBasis counting) {
        return oneMessage
                ? Run.ofOneMessage(
                        start.run(),
                        start.campaign(),
                        start.version(),
                        start.key(),
                        start.triggeredAt(),
                        start.decidedAt(),
                        told.event(),
                        told.vouched(),
                        counting)
                : Run.started(
                        start.run(),
                        start.campaign(),
                        start.version(),
                        start.key(),
                        start.triggeredAt(),
                        start.decidedAt(),
                        told.event(),
                        told.vouched(),
                        counting);
    }

    private Timeline.@Nullable Entry entry(EventKey key, List<Timeline.Entry> atHand) {
        for (Timeline.Entry entry : atHand) {
            if (entry.customer().equals(key.customer()) && entry.key().equals(key.key())) {
                return entry;
            }
        }
        return timeline.find(key.customer(), key.key());
    }

    /** What a campaign that starts by a change of an attribute tells of: what it was, and what it is. */
    private static Facts withChange(Facts event, String campaign, Timeline.Entry entry) {
        for (Decision decision : entry.decisions()) {
            if (decision.campaign().equals(campaign) && decision.reason().code() == Reason.Code.ATTRIBUTE_CHANGED) {
                Map<String, @Nullable Object> both = new LinkedHashMap<>(event.values());
                for (String name : List.of("attribute", "from", "to")) {
                    both.put(name, decision.reason().params().get(name));
                }
                return new Facts(both);
            }
        }
        return event;
    }
}
