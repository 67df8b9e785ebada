package dev.homing.app.care;

import dev.homing.app.SideBySide;
import dev.homing.app.audience.ChangeMembership;
import dev.homing.app.port.Broadcasts;
import dev.homing.app.port.Campaigns;
import dev.homing.app.port.Erasures;
import dev.homing.app.port.OutcomeQueue;
import dev.homing.app.port.OutcomeQueue.Job;
import dev.homing.app.port.Profiles;
import dev.homing.app.port.RejectedEvents;
import dev.homing.app.port.Tellings;
import dev.homing.app.react.SuppressAddress;
import dev.homing.domain.broadcast.Broadcast;
import dev.homing.domain.campaign.Campaign;
import dev.homing.domain.care.Erasure;
import dev.homing.domain.care.Erasure.Stage;
import dev.homing.domain.care.KnownBy;
import dev.homing.domain.id.CustomerId;
import dev.homing.domain.id.Group;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Erases everything of a customer, a page at a time, by jobs that can be done twice and killed anywhere. What is known of who it is is noted first and
 * forgotten last, so that whoever comes after a crash still knows what to look for. Once everything is gone, all of it is looked through once more for
 * what was on its way meanwhile.
 */
public final class EraseCustomer {
    /** Longer than any handler runs, and as long as a queue lets a job wait. */
    static final Duration ON_ITS_WAY = Duration.ofMinutes(15);

    /** Looked at in one go. */
    private static final int REJECTED_AT_A_TIME = 200;

    private static final int MOST_BROADCASTS = 1_000;

    private final Erasures erasures;
    private final StopCustomer stopCustomer;
    private final ForgetHistory forgetHistory;
    private final Profiles profiles;
    private final Campaigns campaigns;
    private final ChangeMembership changeMembership;
    private final Tellings tellings;
    private final Broadcasts broadcasts;
    private final SuppressAddress suppressAddress;
    private final RejectedEvents rejected;
    private final OutcomeQueue outcomeQueue;
    private final SideBySide sideBySide;

    public EraseCustomer(
            Erasures erasures,
            StopCustomer stopCustomer,
            ForgetHistory forgetHistory,
            Profiles profiles,
            Campaigns campaigns,
            ChangeMembership changeMembership,
            Tellings tellings,
            Broadcasts broadcasts,
            SuppressAddress suppressAddress,
            RejectedEvents rejected,
            OutcomeQueue outcomeQueue,
            SideBySide sideBySide) {
        this.erasures = erasures;
        this.stopCustomer = stopCustomer;
        this.forgetHistory = forgetHistory;
        this.profiles = profiles;
        this.campaigns = campaigns;
        this.changeMembership = changeMembership;
        this.tellings = tellings;
        this.broadcasts = broadcasts;
        this.suppressAddress = suppressAddress;
        this.rejected = rejected;
        this.outcomeQueue = outcomeQueue;
        this.sideBySide = sideBySide;
    }

    /**
     * Does the next page.
     *
     * @param step of the erasure when this was asked for
     */
    public void page(String id, int step, Instant now) {
        Erasure erasure = erasures.find(id);
        if (erasure == null || !erasure.open() || step > erasure.step()) {
            return;
        }
        if (step < erasure.step()) {
            // That page was done, and whoever did it may have been killed before the next one was asked for.
            if (step == erasure.step() - 1) {
                goOn(erasure);
            }
            return;
        }
        Erasure next = done(erasure, now);
        if (erasures.save(next)) {
            goOn(next);
        }
    }

    private void goOn(Erasure erasure) {
        if (erasure.open()) {
            boolean waits = erasure.again() && erasure.stage() == Stage.STOPPING && erasure.place() == null;
            outcomeQueue.enqueue(new Job.Erase(erasure.id(), erasure.step()), waits ? ON_ITS_WAY : Duration.ZERO);
        }
    }

    private Erasure done(Erasure erasure, Instant now) {
        return switch (erasure.stage()) {
            case STOPPING -> {
                KnownBy more = stopCustomer.stop(erasure, now);
                yield more.equals(erasure.known()) ? erasure.in(Stage.HISTORY) : erasure.knowing(more);
            }
            case HISTORY ->
                switch (forgetHistory.page(erasure)) {
                    case ForgetHistory.Page.Learnt(KnownBy more) -> erasure.knowing(more);
                    case ForgetHistory.Page.More(String place) -> erasure.at(place);
                    case ForgetHistory.Page.Nothing() -> erasure.in(Stage.PROFILE);
                };
            case PROFILE -> {
                each(erasure, customer -> {
                    if (stopCustomer.owns(erasure, customer)) {
                        profiles.erase(customer, erasure.known());
                    }
                });
                yield erasure.in(Stage.GROUPS);
            }
            case GROUPS -> {
                groups().forEach(group -> each(erasure, customer -> {
                    changeMembership.forget(group, customer);
                    if (erasure.again()) {
                        // By now the destinations were told, or cannot be reached.
                        changeMembership.told(group, customer).forEach(tellings::forget);
                    }
                }));
                yield erasure.in(Stage.BROADCASTS);
            }
            case BROADCASTS -> {
                for (Campaign campaign : campaigns.latest().campaigns().values()) {
                    if (campaign.launches().last() > 0) {
                        forget(broadcasts.of(campaign.key(), MOST_BROADCASTS), erasure);
                    }
                }
                yield erasure.in(Stage.ADDRESSES);
            }
            case ADDRESSES -> {
                erasure.known().addressKeys().forEach(address -> suppressAddress.erased(address, erasure.askedAt()));
                yield erasure.in(Stage.REJECTED);
            }
            case REJECTED -> {
                RejectedEvents.Page page = rejected.page(erasure.place(), REJECTED_AT_A_TIME);
                page.events().stream()
                        .filter(event -> erasure.known().isNamedIn(event.event() + " " + event.reason()))
                        .forEach(event -> rejected.forget(event.id()));
                String next = page.next();
                if (next != null) {
                    yield erasure.at(next);
                }
                yield erasure.again() ? erasure.finished(now) : erasure.onceMore();
            }
        };
    }

    private interface Forgetting {
        void of(CustomerId customer);
    }

    private void each(Erasure erasure, Forgetting forgetting) {
        sideBySide.each(erasure.known().customers(), forgetting::of);
    }

    private List<Group> groups() {
        List<Group> groups = new ArrayList<>();
        campaigns.latest().audiences().forEach(audience -> groups.add(audience.group()));
        campaigns.latest().groups().lists().values().forEach(list -> groups.add(list.group()));
        return groups;
    }

    private void forget(List<Broadcast> all, Erasure erasure) {
        for (Broadcast broadcast : all) {
            each(erasure, customer -> broadcasts.forget(broadcast.campaign(), broadcast.number(), customer));
        }
    }
}
