package dev.homing.app.customer;

import dev.homing.app.port.Campaigns;
import dev.homing.app.port.CustomerStates;
import dev.homing.app.port.Profiles;
import dev.homing.domain.id.CustomerId;
import dev.homing.domain.profile.PhoneNumbers;
import dev.homing.domain.profile.Profile;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Lists customers by when they were active last, and finds them by what people know of them. */
public final class FindCustomers {
    private final CustomerStates states;
    private final Profiles profiles;
    private final Campaigns campaigns;
    private final PhoneNumbers phones;

    public FindCustomers(CustomerStates states, Profiles profiles, Campaigns campaigns, PhoneNumbers phones) {
        this.states = states;
        this.profiles = profiles;
        this.campaigns = campaigns;
        this.phones = phones;
    }

    /** @param activeAt when their latest event happened; null where there is none */
    public record Found(Profile profile, @Nullable Instant activeAt) {}

    /**
     * @param customers the latest active first
     * @param next to ask for more with; null: there are no more
     */
    public record Page(List<Found> customers, @Nullable String next) {}

    /**
     * All customers of whom something is known, by the day on which they were active last, the latest first.
     *
     * @param after the {@code next} of the page before; null: from the first on
     */
    public Page latest(@Nullable String after, int limit) {
        CustomerStates.Latest latest = states.latest(after, limit);
        return new Page(byActivity(profiles.loadAll(new LinkedHashSet<>(latest.ids()))), latest.next());
    }

    /**
     * Those whom a query may mean.
     *
     * @param query as people type it; see {@link Profiles#search}, and phone numbers in any spelling
     */
    public List<Found> search(String query, int limit) {
        String phone = phones.read(query.strip(), campaigns.current().shop().country());
        return byActivity(profiles.search(query, phone, limit));
    }

    private List<Found> byActivity(List<Profile> found) {
        Set<CustomerId> ids = found.stream().map(Profile::id).collect(Collectors.toSet());
        Map<CustomerId, Instant> seen = states.seen(ids);
        return found.stream()
                .map(profile -> new Found(profile, seen.get(profile.id())))
                .sorted(Comparator.comparing((Found one) -> one.activeAt() == null ? Instant.EPOCH : one.activeAt())
                        .reversed()
                        .thenComparing(one -> one.profile().id().value()))
                .toList();
    }
}
