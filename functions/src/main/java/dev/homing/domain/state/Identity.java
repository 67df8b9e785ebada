package dev.homing.domain.state;

import dev.homing.domain.id.CustomerId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;
import org.jspecify.annotations.Nullable;

/**
 * Who an id turned out to be, and which others turned out to be the same customer.
 *
 * @param mergedInto who this id turned out to be; then nothing of its state changes any more. Null for everyone else
 * @param emptied whether what this id had was taken over and removed here, so that taking it over again adds nothing
 * @param known whether anything is known of who the customer is, so that people are shown them; most visitors come and go without a word
 * @param vouched whether the shop's own servers have said anything of this customer; otherwise anyone could have
 * @param mergedByTrusted of an id that was given up: whether the shop's own servers said who it turned out to be
 * @param erasedAt when everything of this customer was erased last; what happened before that, or right after it, changes nothing. Null where
 *     nothing was
 * @param absorbed the newest ids whose state was taken over, oldest first, at most {@link #MOST}: parts of the customer's history lie under them
 */
public record Identity(
        @Nullable CustomerId mergedInto,
        boolean emptied,
        boolean known,
        boolean vouched,
        boolean mergedByTrusted,
        @Nullable Instant erasedAt,
        SequencedSet<CustomerId> absorbed) {
    /**
     * Bounds what anyone can make of one customer by signing in under one id from ever new browsers, and with it what a page of the timeline
     * and an order cost: each of these ids is looked at.
     */
    public static final int MOST = 12;

    public static final Identity OWN = new Identity(null, false, false, false, false, null, new LinkedHashSet<>());

    public Identity {
        absorbed = Collections.unmodifiableSequencedSet(new LinkedHashSet<>(absorbed));
    }

    Identity absorbing(CustomerId id, Identity theirs) {
        List<CustomerId> all = new ArrayList<>(theirs.absorbed);
        all.addAll(absorbed);
        all.add(id);
        List<CustomerId> newest = all.subList(Math.max(0, all.size() - MOST), all.size());
        return new Identity(
                mergedInto,
                emptied,
                known || theirs.known,
                vouched || theirs.vouched,
                mergedByTrusted,
                erasedAt,
                new LinkedHashSet<>(newest));
    }

    Identity identified() {
        return new Identity(mergedInto, emptied, true, vouched, mergedByTrusted, erasedAt, absorbed);
    }

    Identity vouchedFor() {
        return vouched ? this : new Identity(mergedInto, emptied, known, true, mergedByTrusted, erasedAt, absorbed);
    }

    Identity frozen(CustomerId into, boolean byTrusted) {
        return new Identity(into, false, known, vouched, byTrusted, erasedAt, absorbed);
    }

    Identity emptiedOut() {
        return new Identity(mergedInto, true, false, false, mergedByTrusted, erasedAt, OWN.absorbed);
    }

    Identity erased(Instant at) {
        return new Identity(null, false, false, false, false, at, OWN.absorbed);
    }
}
