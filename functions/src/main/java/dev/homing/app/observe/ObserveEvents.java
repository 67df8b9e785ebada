package dev.homing.app.observe;

import dev.homing.app.SideBySide;
import dev.homing.app.customer.ChangeCustomer;
import dev.homing.app.customer.ChangeProfile;
import dev.homing.app.customer.CustomerLookup;
import dev.homing.app.customer.SettleDevices;
import dev.homing.app.port.Backoff;
import dev.homing.app.port.Campaigns;
import dev.homing.app.port.CustomerStates;
import dev.homing.app.port.Interests;
import dev.homing.app.port.Profiles;
import dev.homing.app.port.Timeline;
import dev.homing.domain.Retention;
import dev.homing.domain.campaign.Configuration;
import dev.homing.domain.decide.Learnt;
import dev.homing.domain.decide.Observation;
import dev.homing.domain.event.CustomerEvent;
import dev.homing.domain.event.CustomerEvent.Kind;
import dev.homing.domain.event.EventNames;
import dev.homing.domain.event.OwnEvents;
import dev.homing.domain.event.TimelineKey;
import dev.homing.domain.id.CustomerId;
import dev.homing.domain.product.Interest;
import dev.homing.domain.profile.Contacts;
import dev.homing.domain.profile.PhoneNumbers;
import dev.homing.domain.profile.Profile;
import dev.homing.domain.profile.TraitChange;
import dev.homing.domain.reason.Decision;
import dev.homing.domain.state.CustomerState;
import dev.homing.domain.state.RecentEvents;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;

/**
 * Takes in what customers did. Per customer: one optimistic write of the state with all that was decided, then the timeline, then what is
 * pending is carried out. A crash at any point and the same events again end the same.
 */
public final class ObserveEvents {
    /** Left-out traits that a timeline's entry shows: whoever sends a hundred knows which they were. */
    private static final int MOST_NAMED = 10;

    /** How long after they showed it customers are told of changes of a product. */
    private static final Duration INTEREST_LASTS = Duration.ofDays(90);

    private static final Duration NOTED_AGAIN_AFTER = Duration.ofDays(7);

    private final CustomerStates states;
    private final CustomerLookup lookup;
    private final ChangeCustomer changeCustomer;
    private final ChangeProfile changeProfile;
    private final SettleDevices settleDevices;
    private final Timeline timeline;
    private final Campaigns campaigns;
    private final KeepOrders keepOrders;
    private final Profiles profiles;
    private final Interests interests;
    private final FillTimes fillTimes;
    private final CarryOut carryOut;
    private final PhoneNumbers phones;
    private final SideBySide sideBySide;

    /** @param sideBySide how different customers' events are taken in; one customer's are one piece of work */
    public ObserveEvents(
            CustomerStates states,
            Backoff backoff,
            ChangeCustomer changeCustomer,
            ChangeProfile changeProfile,
            Timeline timeline,
            Campaigns campaigns,
            KeepOrders keepOrders,
            Profiles profiles,
            Interests interests,
            CarryOut carryOut,
            PhoneNumbers phones,
            SideBySide sideBySide) {
        this.states = states;
        this.lookup = new CustomerLookup(states, backoff);
        this.changeCustomer = changeCustomer;
        this.changeProfile = changeProfile;
        this.settleDevices = new SettleDevices(profiles, changeProfile);
        this.timeline = timeline;
        this.campaigns = campaigns;
        this.keepOrders = keepOrders;
        this.profiles = profiles;
        this.interests = interests;
        this.fillTimes = new FillTimes(timeline);
        this.carryOut = carryOut;
        this.phones = phones;
        this.sideBySide = sideBySide;
    }

    /** What could not be taken in now, and why; these events are to be delivered again. */
    public record Failure(CustomerEvent event, RuntimeException why) {}

    /**
     * @param events of any customers in any order
     * @return one entry for each event that was not taken in; a failure of one customer's does not touch the others'
     */
    public List<Failure> observe(List<CustomerEvent> events, Instant now) {
        Configuration configuration = campaigns.current();
        Map<CustomerId, List<CustomerEvent>> byCustomer = new LinkedHashMap<>();
        for (CustomerEvent event : events) {
            byCustomer.computeIfAbsent(event.customer(), _ -> new ArrayList<>()).add(event);
        }
        Queue<Failure> failures = new ConcurrentLinkedQueue<>();
        sideBySide.each(byCustomer.entrySet(), one -> {
            List<CustomerEvent> theirs = one.getValue();
            try {
                theirs.sort(Comparator.comparing(CustomerEvent::at));
                observe(one.getKey(), theirs, configuration, now);
            } catch (RuntimeException why) {
                theirs.forEach(event -> failures.add(new Failure(event, why)));
            }
        });
        return List.copyOf(failures);
    }

    private void observe(CustomerId customer, List<CustomerEvent> events, Configuration configuration, Instant now) {
        mergeAddressees(customer, events, now);
        events.stream()
                .filter(ObserveEvents::mayMerge)
                // One that comes again merges nothing: the visitor may have signed in as someone else since.
                .filter(event -> isNews(lookup.resolve(customer, now), customer, event))
                .forEach(event -> merge(event, now));
        events.stream()
                .filter(event -> event.is(EventNames.ORDER_COMPLETED))
                .filter(event -> event.origin().trusted()
                        || configuration.shop().browsers().orders())
                .forEach(order -> {
                    CustomerState owner = lookup.resolveEventually(customer, now);
                    if (owner.takes(order.at())) {
                        keepOrders.note(owner.id(), order, now);
                    }
                });
        ChangeCustomer.Changed<List<Timeline.Entry>> observed = changeCustomer.changeEventually(
                customer, now, before -> decided(before, customer, events, configuration, now));
        List<Timeline.Entry> entries = observed.result();
        entries.forEach(entry -> timeline.put(entry, now.plus(Retention.ACTIVITY)));
        carryOut.pendingOf(observed.state(), entries, now);
    }

    private ChangeCustomer.Decided<List<Timeline.Entry>> decided(
            CustomerState before,
            CustomerId customer,
            List<CustomerEvent> events,
            Configuration configuration,
            Instant now) {
        // One that comes again says nothing anew: of two of one time, the later arrival counts, and this arrived
        // before.
        Map<String, CustomerEvent> once = new LinkedHashMap<>();
        events.stream()
                .filter(event -> before.takes(event.at()))
                .forEach(event -> once.putIfAbsent(event.knownBy(), event));
        if (once.isEmpty()) {
            return new ChangeCustomer.Decided<>(before, List.of());
        }
        List<CustomerEvent> fresh = once.values().stream()
                .filter(event -> !known(before, customer, event))
                .toList();
        Map<String, List<String>> leftOut = new HashMap<>();
        Learned learned = learn(before, fresh, configuration, leftOut);
        CustomerState state = whole(learned.state(), configuration, now);
        List<Timeline.Entry> entries = new ArrayList<>();
        for (CustomerEvent told : once.values()) {
            List<Decision> decisions = List.of();
            CustomerEvent event = told;
            if (fresh.contains(told)) {
                if (told.isPage() && configuration.concerns(told.title())) {
                    event = told.with(state.browsing().told(told));
                    state = state.withBrowsing(state.browsing().after(told));
                }
                Learnt learnt = new Learnt(learned.profile(), learned.changesBy(event, configuration));
                Observation observation =
                        Observation.of(state, event, EventKey.of(customer, event), configuration, learnt, now);
                state = observation.state();
                decisions = observation.decisions();
            }
            entries.add(new Timeline.Entry(
                    customer,
                    TimelineKey.of(event),
                    event.at(),
                    event,
                    decisions,
                    leftOut.getOrDefault(event.knownBy(), List.of())));
        }
        state = noteInterests(state, fresh, configuration);
        CustomerState after = state.equals(before) ? before : carryOut.armTimers(state, now);
        return new ChangeCustomer.Decided<>(after, entries);
    }

    /**
     * Notes in which products the customer took an interest, where anybody is to be told when products change. The note is made before the state is
     * stored, and the state remembers it, so that looking at one product again and again is one note a week.
     */
    private CustomerState noteInterests(CustomerState before, List<CustomerEvent> events, Configuration configuration) {
        if (!configuration.concerns(OwnEvents.PRODUCT_CHANGED)) {
            return before;
        }
        CustomerState state = before;
        for (CustomerEvent event : events) {
            for (Interest interest : Interest.of(event)) {
                List<Instant> noted = state.times().of(interest.number());
                boolean lately = !noted.isEmpty()
                        && noted.getLast().plus(NOTED_AGAIN_AFTER).isAfter(event.at());
                if (!lately) {
                    interests.put(before.id(), interest, event.at().plus(INTEREST_LASTS));
                    state = state.withTimes(state.times().with(interest.number(), event.at(), 1));
                }
            }
        }
        return state;
    }

    private boolean known(CustomerState state, CustomerId customer, CustomerEvent event) {
        RecentEvents.Known known = state.recent().knows(event);
        return known == RecentEvents.Known.YES
                || (known == RecentEvents.Known.LOOK_UP && timeline.has(customer, event));
    }

    /** Whether an event is not known yet, and of a customer of whom it counts. */
    private boolean isNews(CustomerState state, CustomerId customer, CustomerEvent event) {
        return state.takes(event.at()) && !known(state, customer, event);
    }

    /**
     * Who was known by an address alone becomes the customer of whom the shop says that it is theirs. Most events name an address that nobody is
     * known by alone, which one read tells.
     */
    private void mergeAddressees(CustomerId customer, List<CustomerEvent> events, Instant now) {
        Map<CustomerId, CustomerEvent> byAddress = new LinkedHashMap<>();
        for (CustomerEvent event : events) {
            CustomerId addressee = event.ids().addressee();
            if (addressee != null && event.origin().trusted()) {
                byAddress.put(addressee, event);
            }
        }
        byAddress.forEach((addressee, event) -> {
            CustomerState theirs = states.loadEventually(addressee);
            // One that was begun and not finished is taken up again.
            boolean done = theirs.mergedInto() != null && theirs.identity().emptied();
            if (!theirs.isNew() && !done && isNews(lookup.resolve(customer, now), customer, event)) {
                lookup.merge(addressee, event.customer(), true, now);
            }
        });
    }

    private static boolean mayMerge(CustomerEvent event) {
        return event.userId() != null
                && (event.kind() == Kind.ALIAS
                        || (event.anonymousId() != null && (event.kind() == Kind.IDENTIFY || isOrderOfVisitor(event))));
    }

    /** A guest becomes a customer by ordering: the shop's server names both, and the visitor's cart and clicks are this customer's. */
    private static boolean isOrderOfVisitor(CustomerEvent event) {
        return event.origin().trusted() && event.is(EventNames.ORDER_COMPLETED);
    }

    private void merge(CustomerEvent event, Instant now) {
        String userId = event.userId();
        if (userId == null) {
            return;
        }
        boolean trusted = event.origin().trusted();
        String anonymousId = event.anonymousId();
        if (event.kind() != Kind.ALIAS && anonymousId != null) {
            lookup.merge(CustomerId.ofAnonymous(anonymousId), CustomerId.ofUser(userId), trusted, now);
        }
        String previousId = event.previousId();
        if (event.kind() == Kind.ALIAS && previousId != null && !previousId.equals(userId)) {
            // Which of the two kinds an alias means, it does not say. A browser may give up its own visitor, not
            // another user.
            if (trusted && !states.load(CustomerId.ofUser(previousId)).isNew()) {
                lookup.merge(CustomerId.ofUser(previousId), CustomerId.ofUser(userId), trusted, now);
            }
            lookup.merge(CustomerId.ofAnonymous(previousId), CustomerId.ofUser(userId), trusted, now);
        }
    }

    /**
     * Brings what events say of who the customer is into the profile; before the state, as saying it twice changes nothing.
     *
     * @param events that are not known yet
     * @param leftOut to be filled: by what an event is known by, what was not taken in
     * @return the state, of somebody known where they are now, and the profile
     */
    private Learned learn(
            CustomerState state,
            List<CustomerEvent> events,
            Configuration configuration,
            Map<String, List<String>> leftOut) {
        Contacts contacts = new Contacts(phones, configuration.shop().country());
        boolean first = state.isNew();
        boolean says = events.stream().anyMatch(CustomerEvent::saysWho);
        if (events.isEmpty() || (!first && !says)) {
            return new Learned(state, new ReadOnce<>(() -> profiles.load(state.id())), false);
        }
        // Where a merge gives this id up meanwhile, the state cannot be saved, and all is decided anew for whoever it
        // is then.
        Profile learnt = changeProfile.changeOf(state.id(), before -> {
            leftOut.clear();
            Profile profile = before;
            boolean vouched = state.identity().vouched();
            for (CustomerEvent event : events) {
                vouched |= event.origin().trusted();
                Profile.Learned learned = profile.learn(event, contacts, vouched);
                profile = learned.profile();
                if (!learned.leftOut().isEmpty()) {
                    leftOut.put(
                            event.knownBy(),
                            learned.leftOut().stream().limit(MOST_NAMED).toList());
                }
            }
            return profile;
        });
        events.stream()
                .filter(event -> !event.device().isEmpty())
                .forEach(event -> settleDevices.settle(learnt, event.at()));
        return new Learned(learnt.saysAnything() ? state.identified() : state, () -> learnt, true);
    }

    /**
     * @param profile read when it is asked for, and once
     * @param said whether the events may have changed it
     */
    private record Learned(CustomerState state, Supplier<Profile> profile, boolean said) {
        List<TraitChange> changesBy(CustomerEvent event, Configuration configuration) {
            Set<String> watched = configuration.watchedAttributes();
            return said && !watched.isEmpty() && event.saysWho() ? profile.get().changedBy(event, watched) : List.of();
        }
    }

    /** A state with the times that conditions ask about since they were published: a new customer has done nothing before. */
    private CustomerState whole(CustomerState state, Configuration configuration, Instant now) {
        if (state.isNew()) {
            return state.withTimes(state.times().completeAt(configuration.number()));
        }
        return fillTimes.filled(state, configuration, now);
    }
}
