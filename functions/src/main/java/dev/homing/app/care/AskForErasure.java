package dev.homing.app.care;

import dev.homing.app.customer.CustomerLookup;
import dev.homing.app.port.Erasures;
import dev.homing.app.port.OutcomeQueue;
import dev.homing.app.port.OutcomeQueue.Job;
import dev.homing.domain.Hash;
import dev.homing.domain.care.Erasure;
import dev.homing.domain.care.KnownBy;
import dev.homing.domain.id.CustomerId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Asks for the erasure of a customer, and tells how far one has come. */
public final class AskForErasure {
    private static final int HASH = 26;

    private final CustomerLookup lookup;
    private final Erasures erasures;
    private final OutcomeQueue outcomeQueue;

    public AskForErasure(CustomerLookup lookup, Erasures erasures, OutcomeQueue outcomeQueue) {
        this.lookup = lookup;
        this.erasures = erasures;
        this.outcomeQueue = outcomeQueue;
    }

    /**
     * Asks for it; asking again while it is under way is asking for the same.
     *
     * @param id of a customer that there is
     * @param by who asks
     */
    public Erasure ask(CustomerId id, String by, Instant now) {
        CustomerId customer = lookup.resolve(id, now).id();
        Erasure before = erasures.find(idOf(customer));
        Erasure asked = asked(before, customer, by, now);
        if (!asked.equals(before) && !erasures.save(asked)) {
            // Somebody else asked at this moment.
            Erasure theirs = erasures.find(idOf(customer));
            asked = theirs == null ? asked : theirs;
        }
        outcomeQueue.enqueue(new Job.Erase(asked.id(), asked.step()));
        return asked;
    }

    private static Erasure asked(@Nullable Erasure before, CustomerId customer, String by, Instant now) {
        KnownBy known = KnownBy.of(customer);
        if (before == null) {
            return Erasure.asked(idOf(customer), by, known, now);
        }
        return before.open() ? before : before.askedAgain(by, known, now);
    }

    /** Null where there is none. */
    public @Nullable Erasure find(String id) {
        return erasures.find(id);
    }

    /** It does not tell whose it is. */
    private static String idOf(CustomerId customer) {
        return Hash.name(HASH, "erasure", customer.value());
    }
}
