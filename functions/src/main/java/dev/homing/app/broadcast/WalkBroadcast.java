package dev.homing.app.broadcast;

import dev.homing.app.SideBySide;
import dev.homing.app.customer.CustomerLookup;
import dev.homing.app.observe.LaunchCampaign;
import dev.homing.app.observe.LaunchCampaign.Launched;
import dev.homing.app.port.Broadcasts;
import dev.homing.app.port.Campaigns;
import dev.homing.app.port.CustomerStates;
import dev.homing.app.port.Memberships;
import dev.homing.app.port.OutcomeQueue;
import dev.homing.app.port.OutcomeQueue.Job;
import dev.homing.app.port.Profiles;
import dev.homing.app.port.Timers;
import dev.homing.domain.broadcast.Broadcast;
import dev.homing.domain.broadcast.Broadcast.State;
import dev.homing.domain.broadcast.Recipient;
import dev.homing.domain.broadcast.Recipient.Status;
import dev.homing.domain.broadcast.Timing;
import dev.homing.domain.campaign.Campaign;
import dev.homing.domain.id.CustomerId;
import dev.homing.domain.id.Group;
import dev.homing.domain.reason.Reason;
import dev.homing.domain.reason.Reason.Code;
import dev.homing.domain.state.CustomerState;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/**
 * Takes a broadcast further, a page at a time: first notes all who are meant, then starts the campaign for each whose turn it is, and notes what became
 * of them. A page that was interrupted is done again, and one that was done is not, however often it is asked for.
 */
public final class WalkBroadcast {
    static final int AT_A_TIME = 100;

    private static final Duration EVERY = Duration.ofSeconds(1);
    private static final int SECONDS = 60;

    /** All customers, and then those once more who became active meanwhile. */
    private static final int EVERYONE_TWICE = 2;

    private static final Duration LATE_EVENTS = Duration.ofDays(1);

    private final Broadcasts broadcasts;
    private final Campaigns campaigns;
    private final CustomerStates states;
    private final CustomerLookup lookup;
    private final Memberships memberships;
    private final Profiles profiles;
    private final LaunchCampaign launchCampaign;
    private final AskForBroadcast askForBroadcast;
    private final Timers timers;
    private final OutcomeQueue outcomeQueue;
    private final SideBySide sideBySide;

    public WalkBroadcast(
            Broadcasts broadcasts,
            Campaigns campaigns,
            CustomerStates states,
            CustomerLookup lookup,
            Memberships memberships,
            Profiles profiles,
            LaunchCampaign launchCampaign,
            AskForBroadcast askForBroadcast,
            Timers timers,
            OutcomeQueue outcomeQueue,
            SideBySide sideBySide) {
        this.broadcasts = broadcasts;
        this.campaigns = campaigns;
        this.states = states;
        this.lookup = lookup;
        this.memberships = memberships;
        this.profiles = profiles;
        this.launchCampaign = launchCampaign;
        this.askForBroadcast = askForBroadcast;
        this.timers = timers;
        this.outcomeQueue = outcomeQueue;
        this.sideBySide = sideBySide;
    }

    /** @param step of the broadcast when this page was asked for */
    public void page(String key, int number, int step, Instant now) {
        Broadcast broadcast = broadcasts.find(key, number);
        if (broadcast == null || !broadcast.state().open()) {
            return;
        }
        if (broadcast.step() != step) {
            // Done before. Whoever did it may have been interrupted before the next page was asked for.
            if (broadcast.step() == step + 1) {
                goOn(broadcast, EVERY, now);
            }
            return;
        }
        Campaign campaign = campaigns.latest().campaign(key);
        switch (broadcast.state()) {
            case SCHEDULED -> begin(broadcast, now);
            case COLLECTING -> collect(broadcast, now);
            case SENDING -> {
                if (campaign == null || campaign.status() == Campaign.Status.ENDED) {
                    save(broadcast, broadcast.in(State.STOPPING, now), Duration.ZERO, now);
                } else if (campaign.active()) {
                    send(broadcast, campaign, now);
                }
                // Paused: it goes on when the campaign does.
            }
            case STOPPING -> skipTheRest(broadcast, now);
            case STOPPED, FINISHED -> {}
        }
    }

    private void begin(Broadcast broadcast, Instant now) {
        if (broadcast.begins().isAfter(now)) {
            goOn(broadcast, Duration.ZERO, now);
        } else {
            save(broadcast, broadcast.in(State.COLLECTING, now), Duration.ZERO, now);
        }
    }

    private void collect(Broadcast broadcast, Instant now) {
        List<CustomerId> found;
        String next;
        boolean everyone = broadcast.reach().everyone();
        if (everyone) {
            CustomerStates.Latest page = states.latest(broadcast.place(), AT_A_TIME);
            found = page.ids();
            next = broadcast.source() == 0 || anyMoved(found, broadcast) ? page.next() : null;
        } else {
            Group group = List.copyOf(broadcast.reach().include()).get(broadcast.source());
            Memberships.Page page = memberships.members(group, broadcast.place(), AT_A_TIME);
            found = page.members();
            next = page.next();
        }
        List<CustomerId> meant = meant(broadcast, found, now);
        broadcasts.add(broadcast.campaign(), broadcast.number(), recipients(meant, broadcast.timing(), now));
        int sources = everyone ? EVERYONE_TWICE : broadcast.reach().include().size();
        boolean last = next == null && broadcast.source() == sources - 1;
        save(broadcast, last ? broadcast.in(State.SENDING, now) : broadcast.collected(next), Duration.ZERO, now);
    }

    /** Whether anybody on a page may have moved to the front after it was read: customers stand there by when they were active last. */
    private boolean anyMoved(List<CustomerId> found, Broadcast broadcast) {
        Instant since = broadcast.since().minus(LATE_EVENTS);
        return states.seen(new LinkedHashSet<>(found)).values().stream().anyMatch(seen -> seen.isAfter(since));
    }

    /** Each as whoever they turned out to be, without those who are in a group that is left out. */
    private List<CustomerId> meant(Broadcast broadcast, List<CustomerId> found, Instant now) {
        List<CustomerId> meant = Collections.synchronizedList(new ArrayList<>());
        sideBySide.each(found, customer -> {
            CustomerState state = lookup.resolve(customer, now);
            boolean out = broadcast.reach().exclude().stream()
                    .anyMatch(group -> state.groups().has(group.number()));
            if (!out) {
                meant.add(state.id());
            }
        });
        return List.copyOf(new LinkedHashSet<>(meant));
    }

    private List<Recipient> recipients(List<CustomerId> meant, Timing timing, Instant now) {
        Map<CustomerId, ZoneId> zones = new HashMap<>();
        if (timing.local()) {
            profiles.loadAll(new LinkedHashSet<>(meant)).forEach(profile -> {
                ZoneId zone = profile.timeZone();
                if (zone != null) {
                    zones.put(profile.id(), zone);
                }
            });
        }
        return meant.stream()
                .map(customer -> Recipient.pending(customer, timing.due(zones.get(customer)), now))
                .toList();
    }

    private void send(Broadcast broadcast, Campaign campaign, Instant now) {
        int perMinute = broadcast.timing().perMinute();
        int most = perMinute == 0 ? AT_A_TIME : Math.clamp(perMinute / SECONDS, 1, AT_A_TIME);
        Duration every =
                perMinute == 0 || perMinute >= SECONDS ? EVERY : Duration.ofSeconds(Math.ceilDiv(SECONDS, perMinute));
        Broadcasts.Page page = broadcasts.recipients(broadcast.campaign(), broadcast.number(), broadcast.place(), most);
        List<Recipient> due = new ArrayList<>();
        Instant later = null;
        for (Recipient recipient : page.recipients()) {
            if (recipient.status() != Status.PENDING) {
                continue;
            }
            Instant turn = recipient.due();
            if (turn != null && turn.isAfter(broadcast.turn())) {
                later = Broadcast.earlier(later, turn);
            } else {
                due.add(recipient);
            }
        }
        sideBySide.each(due, recipient -> launch(broadcast, campaign, recipient.customer(), now));
        if (page.next() != null) {
            save(broadcast, broadcast.further(page.next(), later), due.isEmpty() ? Duration.ZERO : every, now);
            return;
        }
        Instant next = Broadcast.earlier(broadcast.next(), later);
        if (next != null) {
            save(broadcast, broadcast.again(next), Duration.ZERO, now);
        } else {
            repeat(broadcast, now);
            save(broadcast, broadcast.in(State.FINISHED, now), Duration.ZERO, now);
        }
    }

    private void launch(Broadcast broadcast, Campaign campaign, CustomerId customer, Instant now) {
        Launched launched = launchCampaign.launch(broadcast, campaign, customer, now);
        Reason refused = launched.refused();
        if (refused == null
                && !launched.as().equals(customer)
                && !broadcasts.alias(broadcast.campaign(), broadcast.number(), customer, launched.as())) {
            refused = Reason.of(Code.MERGED);
        }
        if (refused != null) {
            skip(broadcast, customer, refused, now);
        }
    }

    /** What is begun already and has sent nothing yet is skipped as well; should a message have left at this very moment, its record says so. */
    private void skipTheRest(Broadcast broadcast, Instant now) {
        Broadcasts.Page page =
                broadcasts.recipients(broadcast.campaign(), broadcast.number(), broadcast.place(), AT_A_TIME);
        List<Recipient> pending = page.recipients().stream()
                .filter(recipient -> recipient.status() == Status.PENDING)
                .toList();
        Reason stopped = Reason.of(Code.BROADCAST_STOPPED);
        sideBySide.each(pending, recipient -> skip(broadcast, recipient.customer(), stopped, now));
        save(
                broadcast,
                page.next() == null ? broadcast.in(State.STOPPED, now) : broadcast.further(page.next(), null),
                Duration.ZERO,
                now);
    }

    private void skip(Broadcast broadcast, CustomerId customer, Reason why, Instant now) {
        broadcasts.settle(broadcast.campaign(), broadcast.number(), customer, Status.SKIPPED, why, now);
    }

    /** The next of a broadcast that recurs is asked for before this one is finished, so that it is not forgotten. */
    private void repeat(Broadcast broadcast, Instant now) {
        Timing timing = broadcast.timing().next(broadcast.askedAt(), now);
        if (timing != null) {
            Broadcast next = Broadcast.asked(
                    broadcast.campaign(), broadcast.number() + 1, broadcast.reach(), timing, broadcast.by(), null, now);
            broadcasts.save(next, null);
            askForBroadcast.begin(next);
        }
    }

    private void save(Broadcast before, Broadcast after, Duration pause, Instant now) {
        if (broadcasts.save(after, before.step())) {
            goOn(after, pause, now);
        }
    }

    /** Has the next page done, when its time comes. */
    private void goOn(Broadcast broadcast, Duration pause, Instant now) {
        if (!broadcast.state().open()) {
            return;
        }
        Job.Broadcast job = new Job.Broadcast(broadcast.campaign(), broadcast.number(), broadcast.step());
        Instant at = broadcast.state() == State.SCHEDULED ? broadcast.begins() : broadcast.turn();
        if (at.isAfter(now)) {
            timers.doLater(job, at);
        } else {
            outcomeQueue.enqueue(job, pause);
        }
    }

    /** A campaign that was paused is active again. */
    public void resume(String key, Instant now) {
        Campaign campaign = campaigns.latest().campaign(key);
        Broadcast latest = campaign != null && campaign.launches().last() > 0 ? askForBroadcast.latest(key) : null;
        if (latest != null) {
            goOn(latest, Duration.ZERO, now);
        }
    }
}
