package dev.homing.app.audience;

import dev.homing.app.SideBySide;
import dev.homing.app.observe.ViewCustomer;
import dev.homing.app.port.CustomerStates;
import dev.homing.app.port.Profiles;
import dev.homing.app.port.Walks;
import dev.homing.domain.condition.Need;
import dev.homing.domain.condition.Resolved;
import dev.homing.domain.id.CustomerId;
import dev.homing.domain.profile.Profile;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Says how many customers a condition would hold for, and shows some of them. */
public final class PreviewAudience {
    /** Of so many customers who were active last, each is asked; of more, the number is an estimate. */
    static final int MOST_ASKED = 1_000;

    /** Where what the condition asks about is not kept yet, each customer's timeline is read. */
    private static final int MOST_WITH_TIMELINE = 200;

    private static final int SAMPLES = 20;
    private static final int PAGE = 100;

    private final CustomerStates states;
    private final Profiles profiles;
    private final ViewCustomer viewCustomer;
    private final Walks walks;
    private final SideBySide sideBySide;

    public PreviewAudience(
            CustomerStates states, Profiles profiles, ViewCustomer viewCustomer, Walks walks, SideBySide sideBySide) {
        this.states = states;
        this.profiles = profiles;
        this.viewCustomer = viewCustomer;
        this.walks = walks;
        this.sideBySide = sideBySide;
    }

    /**
     * @param count of customers; where it is an estimate, the share of those who were asked, of all who are known
     * @param samples at most {@value #SAMPLES}, the latest active first
     */
    public record Preview(long count, boolean estimate, long asked, List<Profile> samples) {}

    public Preview of(Resolved condition, Instant now) {
        boolean timeline = condition.needs().stream().anyMatch(need -> need instanceof Need.Times);
        int most = timeline ? MOST_WITH_TIMELINE : MOST_ASKED;
        List<CustomerId> asked = new ArrayList<>();
        String after = null;
        do {
            CustomerStates.Latest page = states.latest(after, PAGE);
            asked.addAll(page.ids());
            after = page.next();
        } while (after != null && asked.size() < most);
        Set<CustomerId> held = ConcurrentHashMap.newKeySet();
        sideBySide.each(asked, customer -> {
            if (viewCustomer.holds(condition, customer, now)) {
                held.add(customer);
            }
        });
        List<CustomerId> shown =
                asked.stream().filter(held::contains).limit(SAMPLES).toList();
        boolean estimate = after != null;
        long count = estimate ? Math.round((double) held.size() / asked.size() * known(asked.size())) : held.size();
        return new Preview(count, estimate, asked.size(), inOrder(shown));
    }

    /** The last walk counted them; many may have come since, as by an import. */
    private long known(long asked) {
        return Math.max(asked, Math.max(walks.latest().known(), states.roughly()));
    }

    private List<Profile> inOrder(List<CustomerId> ids) {
        List<Profile> found = profiles.loadAll(new LinkedHashSet<>(ids));
        List<Profile> ordered = new ArrayList<>();
        for (CustomerId id : ids) {
            found.stream()
                    .filter(profile -> profile.id().equals(id))
                    .findFirst()
                    .ifPresent(ordered::add);
        }
        return ordered;
    }
}
