package dev.homing.app.care;

import dev.homing.app.customer.ReadCustomer;
import dev.homing.app.port.Broadcasts;
import dev.homing.app.port.Campaigns;
import dev.homing.app.port.Orders;
import dev.homing.app.port.Profiles;
import dev.homing.app.port.RejectedEvents;
import dev.homing.app.port.RejectedEvents.RejectedEvent;
import dev.homing.app.port.Suppressions;
import dev.homing.domain.analytics.AttributedOrder;
import dev.homing.domain.broadcast.Broadcast;
import dev.homing.domain.broadcast.Recipient;
import dev.homing.domain.campaign.Campaign;
import dev.homing.domain.care.KnownBy;
import dev.homing.domain.consent.ConsentChange;
import dev.homing.domain.consent.Suppression;
import dev.homing.domain.id.CustomerId;
import dev.homing.domain.id.Group;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.SequencedSet;
import org.jspecify.annotations.Nullable;

/** Tells all that is kept of a customer and of those who turned out to be them, for the customer to have. */
public final class ExportCustomer {
    private static final int MOST_BROADCASTS = 1_000;
    private static final int REJECTED_AT_A_TIME = 200;

    private final ReadCustomer readCustomer;
    private final Profiles profiles;
    private final Suppressions suppressions;
    private final Orders orders;
    private final Broadcasts broadcasts;
    private final Campaigns campaigns;
    private final RejectedEvents rejected;

    public ExportCustomer(
            ReadCustomer readCustomer,
            Profiles profiles,
            Suppressions suppressions,
            Orders orders,
            Broadcasts broadcasts,
            Campaigns campaigns,
            RejectedEvents rejected) {
        this.readCustomer = readCustomer;
        this.profiles = profiles;
        this.suppressions = suppressions;
        this.orders = orders;
        this.broadcasts = broadcasts;
        this.campaigns = campaigns;
        this.rejected = rejected;
    }

    /**
     * All but what happened, which is told in pages.
     *
     * @param ids of those who turned out to be this customer as well, without their own
     * @param groups audiences and lists
     */
    public record About(
            ReadCustomer.Customer customer,
            List<CustomerId> ids,
            List<ConsentChange> consents,
            List<Suppression> suppressions,
            List<Group> groups,
            List<Received> broadcasts,
            List<AttributedOrder> orders) {}

    /** A broadcast that the customer was meant by, and what became of it. */
    public record Received(Broadcast broadcast, Recipient recipient) {}

    /** Null where there is nobody under this id. */
    public @Nullable About about(CustomerId id, Instant now) {
        ReadCustomer.Customer customer = readCustomer.read(id, now);
        if (customer == null) {
            return null;
        }
        List<CustomerId> ids = ids(customer);
        return new About(
                customer,
                ids.subList(1, ids.size()),
                consents(ids),
                known(customer).addressKeys().stream()
                        .map(suppressions::of)
                        .filter(known -> known.revision() > 0)
                        .toList(),
                groups(customer),
                received(ids),
                ids.stream().flatMap(each -> orders.of(each).stream()).toList());
    }

    /** Every change of a customer's consent, the latest first; null where there is nobody under this id. */
    public @Nullable List<ConsentChange> consents(CustomerId id, Instant now) {
        ReadCustomer.Customer customer = readCustomer.read(id, now);
        return customer == null ? null : consents(ids(customer));
    }

    /** What an id was given up with was taken over, and is told once. */
    private List<ConsentChange> consents(List<CustomerId> ids) {
        List<ConsentChange> told = new ArrayList<>();
        for (CustomerId id : ids) {
            for (ConsentChange change : profiles.consentChanges(id)) {
                boolean own = id.equals(ids.getFirst());
                boolean again = told.stream()
                        .anyMatch(other -> other.scope().equals(change.scope())
                                && Objects.equals(other.consent(), change.consent()));
                if (own || (change.consent() != null && !again)) {
                    told.add(change);
                }
            }
        }
        told.sort(Comparator.comparing(ConsentChange::notedAt)
                .thenComparingLong(ConsentChange::number)
                .reversed());
        return told;
    }

    private static List<CustomerId> ids(ReadCustomer.Customer customer) {
        SequencedSet<CustomerId> ids = new LinkedHashSet<>(customer.profile().allIds());
        ids.addAll(customer.state().absorbed().reversed());
        return List.copyOf(ids);
    }

    private static KnownBy known(ReadCustomer.Customer customer) {
        return KnownBy.of(customer.profile().id()).with(customer.state()).with(customer.profile());
    }

    private List<Group> groups(ReadCustomer.Customer customer) {
        List<Group> groups = new ArrayList<>();
        campaigns.current().audiences().forEach(audience -> groups.add(audience.group()));
        campaigns.current().groups().lists().values().forEach(list -> groups.add(list.group()));
        return groups.stream()
                .filter(group -> customer.state().groups().has(group.number()))
                .toList();
    }

    private List<Received> received(List<CustomerId> ids) {
        List<Received> received = new ArrayList<>();
        for (Campaign campaign : campaigns.current().campaigns().values()) {
            List<Broadcast> all =
                    campaign.launches().last() == 0 ? List.of() : broadcasts.of(campaign.key(), MOST_BROADCASTS);
            for (Broadcast broadcast : all) {
                ids.stream()
                        .map(id -> broadcasts.recipient(broadcast.campaign(), broadcast.number(), id))
                        .filter(Objects::nonNull)
                        .forEach(recipient -> received.add(new Received(broadcast, recipient)));
            }
        }
        return received;
    }

    /**
     * A page of the events that could not be taken in and name the customer.
     *
     * @param before the page before's {@link RejectedEvents.Page#next}; null: from the newest on
     */
    public RejectedEvents.Page rejected(CustomerId id, @Nullable String before, Instant now) {
        ReadCustomer.Customer customer = readCustomer.read(id, now);
        RejectedEvents.Page page = rejected.page(before, REJECTED_AT_A_TIME);
        if (customer == null) {
            return new RejectedEvents.Page(List.of(), null);
        }
        KnownBy known = known(customer);
        List<RejectedEvent> theirs = page.events().stream()
                .filter(event -> known.isNamedIn(event.event()))
                .toList();
        return new RejectedEvents.Page(theirs, page.next());
    }
}
