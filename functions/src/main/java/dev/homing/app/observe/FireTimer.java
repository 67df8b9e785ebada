package dev.homing.app.observe;

import dev.homing.app.campaign.HoldPlaces;
import dev.homing.app.customer.ChangeCustomer;
import dev.homing.app.port.Campaigns;
import dev.homing.app.port.Profiles;
import dev.homing.app.port.Timeline;
import dev.homing.domain.Facts;
import dev.homing.domain.Retention;
import dev.homing.domain.campaign.Campaign;
import dev.homing.domain.campaign.Configuration;
import dev.homing.domain.decide.Firing;
import dev.homing.domain.event.CustomerEvent;
import dev.homing.domain.event.TimelineKey;
import dev.homing.domain.id.CustomerId;
import dev.homing.domain.profile.Profile;
import dev.homing.domain.reason.Decision;
import dev.homing.domain.reason.Reason;
import dev.homing.domain.state.ArmedTimer;
import dev.homing.domain.state.CustomerState;
import dev.homing.domain.trigger.Trigger;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Decides, when a campaign's delay is over, whether it starts for the customer. */
public final class FireTimer {
    private final ChangeCustomer changeCustomer;
    private final Profiles profiles;
    private final Timeline timeline;
    private final Campaigns campaigns;
    private final CarryOut carryOut;
    private final HoldPlaces holdPlaces;
    private final FillTimes fillTimes;
    private final ToldEvents toldEvents;

    public FireTimer(
            ChangeCustomer changeCustomer,
            Profiles profiles,
            Timeline timeline,
            Campaigns campaigns,
            CarryOut carryOut,
            HoldPlaces holdPlaces) {
        this.changeCustomer = changeCustomer;
        this.profiles = profiles;
        this.timeline = timeline;
        this.campaigns = campaigns;
        this.carryOut = carryOut;
        this.holdPlaces = holdPlaces;
        this.fillTimes = new FillTimes(timeline);
        this.toldEvents = new ToldEvents(timeline);
    }

    /**
     * Fires a timer; a stale or repeated firing does nothing but finish what an earlier one left.
     *
     * @return false where the campaign is paused, and the timer waits for its being resumed
     */
    public boolean fire(CustomerId customer, String timerId, Instant now) {
        return fire(customer, timerId, null, now);
    }

    /**
     * A delay that is over starts nothing, whatever else is so.
     *
     * @param why it was decided, and {@code since} when
     */
    public record Dropped(Reason why, Instant since) {}

    /**
     * As above.
     *
     * @param dropped null where it is still to be decided whether the campaign starts
     */
    public boolean fire(CustomerId customer, String timerId, @Nullable Dropped dropped, Instant now) {
        ChangeCustomer.Changed<Firing> fired =
                changeCustomer.change(customer, now, before -> decided(before, timerId, dropped, now));
        CustomerState state = fired.state();
        carryOut.pendingOf(state, List.of(), now);
        return switch (fired.result()) {
            case Firing.NotStarted(CustomerState _, Decision decision) -> {
                if (dropped == null) {
                    note(state.id(), now, timerId, decision, now);
                }
                yield true;
            }
            case Firing.Waits(ArmedTimer timer, Decision decision) -> {
                // The entry stays in the customer's state: an order still takes it away, and the resume finds it.
                holdPlaces.delay(decision.campaign(), state.id(), timerId, now);
                note(state.id(), timer.due(), timerId, decision, now);
                yield false;
            }
            case Firing.WaitsForAddress(CustomerState _, ArmedTimer timer, Decision decision) -> {
                note(state.id(), timer.due(), timerId, decision, now);
                yield true;
            }
            case Firing.Looked(CustomerState _, List<Decision> decisions) -> {
                note(state.id(), now, timerId, decisions, now);
                yield true;
            }
            case Firing.Stale(), Firing.TooEarly _, Firing.Started _ -> true;
        };
    }

    /** What lies apart from a customer's state. */
    private final class KnownOf implements Firing.Known {
        private final CustomerState state;
        private final ReadOnce<Profile> profile;

        KnownOf(CustomerState state) {
            this.state = state;
            this.profile = new ReadOnce<>(() -> profiles.load(state.id()));
        }

        @Override
        public Profile profile() {
            return profile.get();
        }

        /** Whether there is an address for any of a campaign's messages. Whether it may be written to is asked when it is. */
        @Override
        public boolean reachable(Campaign campaign) {
            return campaigns.version(campaign.key(), campaign.number()).flow().messages().stream()
                    .flatMap(message -> message.channels().stream())
                    .anyMatch(channel -> profile().address(channel) != null);
        }

        @Override
        public Facts event(ArmedTimer timer) {
            String key = eventKey(timer);
            if (key == null) {
                return Facts.NONE;
            }
            EventKey parsed = EventKey.parse(key);
            Timeline.Entry entry = timeline.find(parsed.customer(), parsed.key());
            CustomerEvent event = entry == null ? null : entry.event();
            return event == null ? Facts.NONE : event.properties();
        }

        /** Of several things that were begun, the latest may be finished by now. */
        @Override
        public @Nullable String eventKey(ArmedTimer timer) {
            Campaign campaign = campaigns.current().campaign(timer.campaign());
            if (timer.eventKey() == null || timer.about().isEmpty() || campaign == null) {
                return timer.eventKey();
            }
            Trigger trigger = campaign.trigger();
            return toldEvents
                    .of(state, trigger, timer.key(), timer.about(), timer.begunAt(), Instant.MAX)
                    .reversed()
                    .stream()
                    .findFirst()
                    .map(entry -> entry.customer() + "/" + entry.key())
                    .orElse(timer.eventKey());
        }
    }

    private void note(CustomerId customer, Instant at, String timerId, Decision decision, Instant now) {
        note(customer, at, timerId, List.of(decision), now);
    }

    private void note(CustomerId customer, Instant at, String timerId, List<Decision> decisions, Instant now) {
        if (!decisions.isEmpty()) {
            timeline.put(
                    new Timeline.Entry(
                            customer, TimelineKey.of(at, "timer-" + timerId), at, null, decisions, List.of()),
                    now.plus(Retention.ACTIVITY));
        }
    }

    private ChangeCustomer.Decided<Firing> decided(
            CustomerState before, String timerId, @Nullable Dropped dropped, Instant now) {
        Configuration configuration = campaigns.current();
        CustomerState whole = fillTimes.filled(before, configuration, now);
        Firing firing = Firing.of(
                whole, timerId, dropped == null ? null : dropped.why(), configuration, new KnownOf(whole), now);
        if (dropped != null && firing instanceof Firing.NotStarted(CustomerState _, Decision decision)) {
            // Before the timer is gone: whoever comes after a crash finds none, and would not know.
            note(before.id(), dropped.since(), timerId, decision, now);
        }
        CustomerState after =
                switch (firing) {
                    case Firing.Stale() -> before;
                    case Firing.Waits _ -> before;
                    case Firing.TooEarly(CustomerState state) -> carryOut.armTimers(state, now);
                    case Firing.Started(CustomerState state) -> carryOut.armTimers(state, now);
                    case Firing.WaitsForAddress(CustomerState state, ArmedTimer _, Decision _) -> state;
                    case Firing.NotStarted(CustomerState state, Decision _) -> carryOut.armTimers(state, now);
                    case Firing.Looked(CustomerState state, List<Decision> _) -> carryOut.armTimers(state, now);
                };
        return new ChangeCustomer.Decided<>(after, firing);
    }
}
