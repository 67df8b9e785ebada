package dev.homing.app.observe;

import dev.homing.app.customer.ChangeCustomer;
import dev.homing.app.port.Campaigns;
import dev.homing.app.port.Profiles;
import dev.homing.app.port.Runs;
import dev.homing.app.port.Timeline;
import dev.homing.domain.Retention;
import dev.homing.domain.broadcast.Broadcast;
import dev.homing.domain.campaign.Campaign;
import dev.homing.domain.campaign.Configuration;
import dev.homing.domain.decide.Launching;
import dev.homing.domain.event.TimelineKey;
import dev.homing.domain.id.CustomerId;
import dev.homing.domain.id.RunId;
import dev.homing.domain.id.RunKey;
import dev.homing.domain.reason.Decision;
import dev.homing.domain.reason.Reason;
import dev.homing.domain.reason.Reason.Code;
import dev.homing.domain.state.CustomerState;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Starts a campaign for one recipient of a broadcast. Its run is known by the broadcast, so that it is started once however often this is done.
 */
public final class LaunchCampaign {
    private final ChangeCustomer changeCustomer;
    private final Profiles profiles;
    private final Runs runs;
    private final Timeline timeline;
    private final Campaigns campaigns;
    private final FillTimes fillTimes;
    private final CarryOut carryOut;

    public LaunchCampaign(
            ChangeCustomer changeCustomer,
            Profiles profiles,
            Runs runs,
            Timeline timeline,
            Campaigns campaigns,
            CarryOut carryOut) {
        this.changeCustomer = changeCustomer;
        this.profiles = profiles;
        this.runs = runs;
        this.timeline = timeline;
        this.campaigns = campaigns;
        this.fillTimes = new FillTimes(timeline);
        this.carryOut = carryOut;
    }

    /**
     * @param as who the recipient turned out to be
     * @param refused why the campaign does not start for them; null where it does
     */
    public record Launched(CustomerId as, @Nullable Reason refused) {}

    public Launched launch(Broadcast broadcast, Campaign campaign, CustomerId recipient, Instant now) {
        String key = RunKey.ofBroadcast(broadcast.number());
        ChangeCustomer.Changed<Decision> changed = changeCustomer.change(recipient, now, before -> {
            Launching launching = decided(before, broadcast, campaign, key, now);
            return new ChangeCustomer.Decided<>(launching.state(), launching.decision());
        });
        CustomerState state = changed.state();
        Decision decision = changed.result();
        timeline.put(
                new Timeline.Entry(
                        state.id(),
                        TimelineKey.of(broadcast.since(), campaign.key() + "-" + key),
                        broadcast.since(),
                        null,
                        List.of(decision),
                        List.of()),
                now.plus(Retention.ACTIVITY));
        carryOut.pendingOf(state, List.of(), now);
        return new Launched(state.id(), decision.kind() == Decision.Kind.STARTED ? null : decision.reason());
    }

    private Launching decided(CustomerState before, Broadcast broadcast, Campaign campaign, String key, Instant now) {
        Configuration configuration = campaigns.current();
        RunId run = RunId.of(before.id(), campaign.key(), key, broadcast.since());
        CustomerState whole = fillTimes.filled(before, configuration, now);
        return Launching.of(
                whole,
                new ReadOnce<>(() -> profiles.load(before.id())),
                configuration,
                campaign,
                run,
                key,
                runs.find(run) != null,
                broadcast.since(),
                Reason.of(Code.LAUNCHED, "by", broadcast.by()),
                now);
    }
}
