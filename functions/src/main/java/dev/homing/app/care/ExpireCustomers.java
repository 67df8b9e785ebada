package dev.homing.app.care;

import dev.homing.app.port.CustomerStates;
import dev.homing.app.port.OutcomeQueue;
import dev.homing.app.port.OutcomeQueue.Job;
import dev.homing.app.port.Profiles;
import dev.homing.domain.Retention;
import dev.homing.domain.consent.Consent;
import dev.homing.domain.id.CustomerId;
import dev.homing.domain.state.CustomerState;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * Has customers erased of whom only pages have told, and who have done nothing for as long as anything is kept. Customers whom a server of the shop
 * knows stay; visitors of whom nothing is known expire by themselves.
 */
public final class ExpireCustomers {
    /** Who asks for such an erasure. */
    public static final String BY = "expiry";

    /** Days that are looked at once more each day, so that a day on which this could not run is made up for. */
    private static final int ONCE_MORE = 7;

    private static final int PAGE = 50;

    private final CustomerStates states;
    private final Profiles profiles;
    private final AskForErasure askForErasure;
    private final OutcomeQueue outcomeQueue;

    public ExpireCustomers(
            CustomerStates states, Profiles profiles, AskForErasure askForErasure, OutcomeQueue outcomeQueue) {
        this.states = states;
        this.profiles = profiles;
        this.askForErasure = askForErasure;
        this.outcomeQueue = outcomeQueue;
    }

    /** Asks for the days that are due. */
    public void daily(Instant now) {
        LocalDate latest = dayOf(now.minus(Retention.ONLY_FROM_PAGES)).minusDays(1);
        for (int before = 0; before < ONCE_MORE; before++) {
            outcomeQueue.enqueue(new Job.Expire(latest.minusDays(before), null));
        }
    }

    /**
     * Looks at a page of those who were active last on a day.
     *
     * @param after where the page begins; null: the first
     */
    public void page(LocalDate day, @Nullable String after, Instant now) {
        CustomerStates.Latest page = states.lastActiveOn(day, after, PAGE);
        for (CustomerId customer : page.ids()) {
            CustomerState state = states.load(customer);
            if (state.knownOnlyFromPages()
                    && state.runs().isEmpty()
                    && !agreed(customer)
                    && dayOf(state.seenAt()).equals(day)
                    && day.isBefore(dayOf(now.minus(Retention.ONLY_FROM_PAGES)))) {
                askForErasure.ask(customer, BY, now);
            }
        }
        if (page.next() != null) {
            outcomeQueue.enqueue(new Job.Expire(day, page.next()));
        }
    }

    /** Who agreed by themself, on a page that a message of ours led to, or by an answer, is no stranger. */
    private boolean agreed(CustomerId customer) {
        return profiles.load(customer).consents().byScope().values().stream().anyMatch(Consent::confirmed);
    }

    private static LocalDate dayOf(Instant at) {
        return LocalDate.ofInstant(at, ZoneOffset.UTC);
    }
}
