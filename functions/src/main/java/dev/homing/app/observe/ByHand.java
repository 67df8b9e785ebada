package dev.homing.app.observe;

import dev.homing.app.port.Campaigns;
import dev.homing.app.port.Profiles;
import dev.homing.app.port.Runs;
import dev.homing.app.port.Timeline;
import dev.homing.domain.Retention;
import dev.homing.domain.campaign.Campaign;
import dev.homing.domain.campaign.Configuration;
import dev.homing.domain.decide.Launching;
import dev.homing.domain.event.TimelineKey;
import dev.homing.domain.id.CustomerId;
import dev.homing.domain.id.RunId;
import dev.homing.domain.reason.Decision;
import dev.homing.domain.reason.Reason;
import dev.homing.domain.state.CustomerState;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a customer who was added by hand is decided on, and where the word of it lies: the same for who asks and for who starts it. */
final class ByHand {
    private static final String ADDED = "added-";
    private static final String NOT_ADDED = "not-added-";

    private final Profiles profiles;
    private final Runs runs;
    private final Timeline timeline;
    private final Campaigns campaigns;
    private final FillTimes fillTimes;

    ByHand(Profiles profiles, Runs runs, Timeline timeline, Campaigns campaigns) {
        this.profiles = profiles;
        this.runs = runs;
        this.timeline = timeline;
        this.campaigns = campaigns;
        this.fillTimes = new FillTimes(timeline);
    }

    static RunId run(CustomerState state, String key, Instant at) {
        return RunId.of(state.id(), key, Launching.BY_HAND, at);
    }

    Launching decided(CustomerState state, Campaign campaign, Instant at, Reason because, Instant now) {
        Configuration configuration = campaigns.current();
        RunId run = run(state, campaign.key(), at);
        return Launching.byHand(
                fillTimes.filled(state, configuration, now),
                new ReadOnce<>(() -> profiles.load(state.id())),
                configuration,
                campaign,
                run,
                runs.find(run) != null,
                at,
                because,
                now);
    }

    /** The word of those who were added at a moment; null where nobody was. */
    @Nullable
    Decision word(String key, CustomerId customer, Instant at) {
        Timeline.Entry asked = timeline.find(customer, TimelineKey.of(at, ADDED + key));
        return asked == null ? null : asked.decisions().getFirst();
    }

    void noteAdded(CustomerId customer, Instant at, Decision word, Instant now) {
        note(customer, ADDED, at, word, now);
    }

    void noteNotAdded(CustomerId customer, Instant at, Decision why, Instant now) {
        note(customer, NOT_ADDED, at, why, now);
    }

    private void note(CustomerId customer, String what, Instant at, Decision decision, Instant now) {
        timeline.put(
                new Timeline.Entry(
                        customer,
                        TimelineKey.of(at, what + decision.campaign()),
                        at,
                        null,
                        List.of(decision),
                        List.of()),
                now.plus(Retention.ACTIVITY));
    }
}
