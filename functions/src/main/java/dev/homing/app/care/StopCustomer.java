package dev.homing.app.care;

import dev.homing.app.customer.Tries;
import dev.homing.app.port.Campaigns;
import dev.homing.app.port.CustomerStates;
import dev.homing.app.port.Held;
import dev.homing.app.port.Journeys;
import dev.homing.app.port.OrderBook;
import dev.homing.app.port.Orders;
import dev.homing.app.port.Profiles;
import dev.homing.app.port.Runs;
import dev.homing.app.port.SendJob;
import dev.homing.app.port.Timers;
import dev.homing.domain.Retention;
import dev.homing.domain.campaign.Campaign;
import dev.homing.domain.campaign.QuietHours;
import dev.homing.domain.care.Erasure;
import dev.homing.domain.care.KnownBy;
import dev.homing.domain.flow.Node;
import dev.homing.domain.id.CustomerId;
import dev.homing.domain.id.Visit;
import dev.homing.domain.profile.Profile;
import dev.homing.domain.reason.Reason;
import dev.homing.domain.reason.Reason.Code;
import dev.homing.domain.run.Run;
import dev.homing.domain.state.ArmedTimer;
import dev.homing.domain.state.CustomerState;
import java.time.Instant;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/** Ends all that is under way for a customer who is erased, and leaves in the place of their state that they were. */
public final class StopCustomer {
    private final CustomerStates states;
    private final Profiles profiles;
    private final Runs runs;
    private final Orders orders;
    private final OrderBook orderBook;
    private final Held held;
    private final Timers timers;
    private final Journeys journeys;
    private final Campaigns campaigns;
    private final Tries tries;

    public StopCustomer(
            CustomerStates states,
            Profiles profiles,
            Runs runs,
            Orders orders,
            OrderBook orderBook,
            Held held,
            Timers timers,
            Journeys journeys,
            Campaigns campaigns,
            Tries tries) {
        this.states = states;
        this.profiles = profiles;
        this.runs = runs;
        this.orders = orders;
        this.orderBook = orderBook;
        this.held = held;
        this.timers = timers;
        this.journeys = journeys;
        this.campaigns = campaigns;
        this.tries = tries;
    }

    /** @return by what the customer is known, as far as it can be read now: where it is more than before, nothing was done */
    KnownBy stop(Erasure erasure, Instant now) {
        KnownBy known = erasure.known();
        for (CustomerId id : known.customers()) {
            CustomerState state = states.load(id);
            if (isTheirs(state, known)) {
                known = known.with(state).with(profiles.load(id));
            }
        }
        if (known.equals(erasure.known())) {
            for (CustomerId id : known.customers()) {
                if (isTheirs(states.load(id), known)) {
                    stop(id, erasure, now);
                }
            }
        }
        return known;
    }

    /** Whether an id is this customer's, and nobody else's by now. */
    boolean owns(Erasure erasure, CustomerId id) {
        return isTheirs(states.load(id), erasure.known());
    }

    /** A browser that several people use was given up to whoever signed in there last: then it is not this customer's any more. */
    static boolean isTheirs(CustomerState state, KnownBy known) {
        return state.mergedInto() == null || known.has(state.mergedInto());
    }

    private void stop(CustomerId id, Erasure erasure, Instant now) {
        Profile profile = profiles.load(id);
        for (Run run : runs.of(id)) {
            end(run, profile, now);
        }
        orders.of(id).forEach(order -> orderBook.forget(order.order()));
        tries.until("The customer " + id, () -> {
            CustomerState state = states.load(id);
            for (ArmedTimer timer : state.timers()) {
                timers.disarm(timer.timerId());
                erasure.known()
                        .customers()
                        .forEach(each -> held.remove(timer.campaign(), new Held.Place.Delay(each, timer.timerId())));
            }
            Instant before = state.identity().erasedAt();
            boolean done = state.isErased() && before != null && !before.isBefore(erasure.askedAt());
            return (done || states.save(state.erased(erasure.askedAt()))) ? true : null;
        });
    }

    /** So that it counts as ended: what is counted stays when its item goes. */
    private void end(Run found, Profile profile, Instant now) {
        Run run = tries.until("The run " + found.id(), () -> {
            Run latest = runs.find(found.id());
            if (latest == null) {
                return found;
            }
            Run exited = latest.exited(Reason.of(Code.ERASED), now);
            boolean saved = exited.equals(latest)
                    || runs.save(exited, latest.startedAt().plus(Retention.ACTIVITY));
            return saved ? exited : null;
        });
        Campaign.Version version = campaigns.version(run.campaign(), run.campaignVersion());
        if (version.executable() != null) {
            journeys.stop(version, run.id(), run.leg(), Code.ERASED.key());
        }
        String from = run.leg().from();
        if (from != null) {
            held.remove(
                    run.campaign(),
                    new Held.Place.Step(new Visit(run.id(), run.leg().generation(), from, 1)));
        }
        putOff(run, version, profile, now);
    }

    /** A message that waits for the end of the quiet hours, and for nothing else. */
    private void putOff(Run run, Campaign.Version version, Profile profile, Instant now) {
        Node.Message only = version.flow().onlyMessage();
        Instant end = quietUntil(profile, now);
        if (only != null && end != null) {
            Visit visit = new Visit(run.id(), run.leg().generation(), only.id(), 1);
            timers.takeBack(new SendJob(visit, only.channel(), null), end);
        }
    }

    private @Nullable Instant quietUntil(Profile profile, Instant now) {
        QuietHours hours = campaigns.current().shop().quietHours();
        ZoneId zone = profile.timeZone();
        return hours == null
                ? null
                : hours.end(now, zone == null ? campaigns.current().shop().zone() : zone);
    }
}
