package dev.homing.app.care;

import dev.homing.app.port.Campaigns;
import dev.homing.app.port.CustomerStates;
import dev.homing.app.port.History;
import dev.homing.app.port.Interests;
import dev.homing.app.port.OrderBook;
import dev.homing.domain.care.Erasure;
import dev.homing.domain.care.KnownBy;
import dev.homing.domain.event.CustomerEvent;
import dev.homing.domain.event.EventNames;
import dev.homing.domain.id.CustomerId;
import dev.homing.domain.order.OrderMark;
import dev.homing.domain.order.OrderRecord;
import dev.homing.domain.product.Interest;
import dev.homing.domain.profile.Contacts;
import dev.homing.domain.profile.PhoneNumbers;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Removes what happened to a customer who is erased, a page at a time, and what each event left elsewhere. */
public final class ForgetHistory {
    private static final int AT_A_TIME = 200;

    private final CustomerStates states;
    private final History history;
    private final OrderBook orderBook;
    private final Interests interests;
    private final Campaigns campaigns;
    private final PhoneNumbers phones;

    public ForgetHistory(
            CustomerStates states,
            History history,
            OrderBook orderBook,
            Interests interests,
            Campaigns campaigns,
            PhoneNumbers phones) {
        this.states = states;
        this.history = history;
        this.orderBook = orderBook;
        this.interests = interests;
        this.campaigns = campaigns;
        this.phones = phones;
    }

    /** What became of a page. */
    sealed interface Page {
        /** More is known of who it is; nothing was removed. */
        record Learnt(KnownBy known) implements Page {}

        /** @param place where the next one begins */
        record More(String place) implements Page {}

        record Nothing() implements Page {}
    }

    /** A place is an id and, behind a space, how far its history was looked through. */
    Page page(Erasure erasure) {
        String place = erasure.place();
        int space = place == null ? -1 : place.indexOf(' ');
        String beginsAt = place == null ? "" : space < 0 ? place : place.substring(0, space);
        String after = place == null || space < 0 ? null : place.substring(space + 1);
        for (CustomerId id : erasure.known().customers()) {
            if (id.value().compareTo(beginsAt) < 0) {
                continue;
            }
            List<History.Kept> page = history.of(id, id.value().equals(beginsAt) ? after : null, AT_A_TIME);
            if (!page.isEmpty()) {
                KnownBy more = forget(id, page, erasure.known());
                return more.equals(erasure.known())
                        ? new Page.More(id.value() + " " + page.getLast().place())
                        : new Page.Learnt(more);
            }
        }
        return new Page.Nothing();
    }

    private KnownBy forget(CustomerId id, List<History.Kept> page, KnownBy known) {
        boolean theirs = StopCustomer.isTheirs(states.load(id), known);
        List<History.Kept> gone = page.stream()
                .filter(kept -> theirs || known.isNamedIn(kept.text()))
                .toList();
        KnownBy more = known;
        for (History.Kept kept : gone) {
            CustomerEvent event = event(kept);
            if (event != null) {
                more = more.with(
                        event, new Contacts(phones, campaigns.current().shop().country()));
            }
        }
        if (more.equals(known)) {
            for (History.Kept kept : gone) {
                CustomerEvent event = event(kept);
                if (event != null) {
                    forget(event, known);
                }
                history.remove(id, kept.place());
            }
        }
        return more;
    }

    private static @Nullable CustomerEvent event(History.Kept kept) {
        return kept.entry() == null ? null : kept.entry().event();
    }

    private void forget(CustomerEvent event, KnownBy known) {
        for (Interest interest : Interest.of(event)) {
            known.customers().forEach(customer -> interests.forget(customer, interest));
        }
        String order = event.orderId();
        if (order != null) {
            OrderRecord record = orderBook.of(order);
            boolean theirs = known.has(record.attributed())
                    || (record.by() != null && known.has(record.by().customer()));
            if (theirs) {
                orderBook.forget(order);
            }
        }
        if (event.is(EventNames.ORDER_COMPLETED)) {
            List<String> keys = new ArrayList<>();
            OrderMark.of(event, known.emails()).forEach(mark -> keys.add(mark.key()));
            orderBook.marks(keys).stream()
                    .filter(mark -> known.has(mark.customer()))
                    .map(OrderMark::key)
                    .forEach(orderBook::forgetMark);
        }
    }
}
