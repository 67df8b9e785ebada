package dev.homing.app.audience;

import dev.homing.app.SideBySide;
import dev.homing.app.observe.LookAtCustomer;
import dev.homing.app.port.Campaigns;
import dev.homing.app.port.CustomerStates;
import dev.homing.app.port.OutcomeQueue;
import dev.homing.app.port.OutcomeQueue.Job;
import dev.homing.app.port.Walks;
import dev.homing.app.port.Walks.Walk;
import dev.homing.domain.campaign.Configuration;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Walks through all customers when a condition is new that they are grouped by: puts those into an audience of whom it holds already, and has
 * everybody looked at again when time may change it. No campaign starts for whom it holds already. A page at a time: a page that was
 * interrupted is done again, and one that was done is not counted again, however often it is asked for.
 */
public final class LookAtEveryone {
    static final int AT_A_TIME = 400;

    private static final Duration EVERY = Duration.ofSeconds(1);

    private final Campaigns campaigns;
    private final CustomerStates states;
    private final LookAtCustomer lookAtCustomer;
    private final Walks walks;
    private final OutcomeQueue outcomeQueue;
    private final SideBySide sideBySide;

    public LookAtEveryone(
            Campaigns campaigns,
            CustomerStates states,
            LookAtCustomer lookAtCustomer,
            Walks walks,
            OutcomeQueue outcomeQueue,
            SideBySide sideBySide) {
        this.campaigns = campaigns;
        this.states = states;
        this.lookAtCustomer = lookAtCustomer;
        this.walks = walks;
        this.outcomeQueue = outcomeQueue;
        this.sideBySide = sideBySide;
    }

    /**
     * Looks at a page of customers, and has the next one looked at later.
     *
     * @param number of the configuration that the walk was begun for; nothing is done where a later one is asked for
     * @param after where the page begins; null: the first
     */
    public void page(long number, @Nullable String after, Instant now) {
        Configuration configuration = campaigns.latest();
        Walk known = walks.latest();
        if (known.number() > number || known.finished() >= number || configuration.groupedSince() > number) {
            return;
        }
        Walk walk = known.number() == number ? known : known.begun(number, now);
        String place = walk.place();
        if (!Objects.equals(after, place)) {
            // Looked at before. Whoever did it may have been interrupted before the next page was asked for.
            if (after == null || after.equals(walk.before())) {
                outcomeQueue.enqueue(new Job.Walk(number, place), EVERY);
            }
            return;
        }
        CustomerStates.Latest page = states.latest(after, AT_A_TIME);
        sideBySide.each(page.ids(), customer -> lookAtCustomer.look(customer, now));
        int looked = page.ids().size();
        String next = page.next();
        if (next == null) {
            walks.save(walk.ended(looked, now));
        } else {
            walks.save(walk.further(looked, next));
            outcomeQueue.enqueue(new Job.Walk(number, next), EVERY);
        }
    }
}
