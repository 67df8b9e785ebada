package dev.homing.app.converse;

import dev.homing.app.customer.ReadCustomer;
import dev.homing.app.customer.Tries;
import dev.homing.app.port.Conversations;
import dev.homing.app.port.CustomerStates;
import dev.homing.app.port.Profiles;
import dev.homing.domain.Retention;
import dev.homing.domain.conversation.Conversation;
import dev.homing.domain.conversation.Said;
import dev.homing.domain.id.CustomerId;
import dev.homing.domain.profile.Profile;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Tells what customers wrote and were answered, those first whom nobody has read. */
public final class ReadConversations {
    private static final String UNREAD = "unread#";
    private static final String READ = "read#";

    private final ReadCustomer readCustomer;
    private final CustomerStates states;
    private final Profiles profiles;
    private final Conversations conversations;
    private final Tries tries;

    public ReadConversations(
            ReadCustomer readCustomer,
            CustomerStates states,
            Profiles profiles,
            Conversations conversations,
            Tries tries) {
        this.readCustomer = readCustomer;
        this.states = states;
        this.profiles = profiles;
        this.conversations = conversations;
        this.tries = tries;
    }

    /** One of the list, and who it is with. */
    public record Shown(Conversation conversation, Profile profile) {}

    /** @param next null where there are no more */
    public record Page(List<Shown> shown, @Nullable String next) {}

    /**
     * Those with something unread first, each by their latest words.
     *
     * @param after {@link Page#next} of the page before; null: from the beginning
     * @throws IllegalArgumentException where it is none
     */
    public Page latest(@Nullable String after, int limit) {
        String from = after == null ? UNREAD : after;
        boolean unread = from.startsWith(UNREAD);
        if (!unread && !from.startsWith(READ)) {
            throw new IllegalArgumentException("No place in the list: " + from);
        }
        String place = from.substring((unread ? UNREAD : READ).length());
        Conversations.Page page = conversations.latest(unread, place.isEmpty() ? null : place, limit);
        List<Conversation> found = new ArrayList<>(page.conversations());
        String next = page.next() == null ? null : (unread ? UNREAD : READ) + page.next();
        if (unread && next == null) {
            int left = limit - found.size();
            Conversations.Page read = left == 0 ? null : conversations.latest(false, null, left);
            if (read == null) {
                next = READ;
            } else {
                found.addAll(read.conversations());
                next = read.next() == null ? null : READ + read.next();
            }
        }
        return new Page(shown(found), next);
    }

    private List<Shown> shown(List<Conversation> found) {
        Set<CustomerId> ids = found.stream().map(Conversation::customer).collect(Collectors.toSet());
        Map<CustomerId, CustomerId> merged = states.merged(ids);
        Set<CustomerId> owners = new LinkedHashSet<>();
        ids.forEach(id -> owners.add(merged.getOrDefault(id, id)));
        Map<CustomerId, Profile> known = new HashMap<>();
        profiles.loadAll(owners).forEach(profile -> known.put(profile.id(), profile));
        return found.stream()
                .map(conversation -> {
                    CustomerId owner = merged.getOrDefault(conversation.customer(), conversation.customer());
                    return new Shown(conversation, known.getOrDefault(owner, Profile.unknown(owner)));
                })
                .toList();
    }

    /**
     * A conversation, with the newest words first.
     *
     * @param conversation as one, where it was kept under several ids
     * @param next to ask for older words with; null: there are none
     */
    public record Whole(
            Profile profile,
            Conversation conversation,
            List<Said> said,
            @Nullable String next) {}

    /**
     * Null where there is nobody under this id.
     *
     * @param before {@link Whole#next} of the page before; null: from the newest on
     */
    public @Nullable Whole read(CustomerId customer, @Nullable String before, int limit, Instant now) {
        ReadCustomer.Customer found = readCustomer.read(customer, now);
        List<Conversation> all = all(customer, now);
        if (found == null || all == null) {
            return null;
        }
        List<Said> said = new ArrayList<>();
        all.forEach(each -> said.addAll(conversations.said(each.customer(), before, limit + 1)));
        said.sort(Comparator.<Said, String>comparing(Conversations::place).reversed());
        List<Said> page = List.copyOf(said.subList(0, Math.min(limit, said.size())));
        String next = said.size() > limit ? Conversations.place(page.getLast()) : null;
        return new Whole(found.profile(), whole(all), page, next);
    }

    private static Conversation whole(List<Conversation> all) {
        Conversation latest = latest(all);
        int unread = all.stream().mapToInt(Conversation::unread).sum();
        return new Conversation(
                latest.customer(),
                latest.address(),
                latest.latestAt(),
                latest.latest(),
                latest.latestTheirs(),
                latest.heardAt(),
                unread,
                latest.revision());
    }

    /** That in which the customer wrote last, and is answered. */
    static Conversation latest(List<Conversation> all) {
        return all.stream()
                .max(Comparator.comparing(each -> Objects.requireNonNullElse(each.heardAt(), Instant.EPOCH)))
                .orElseThrow();
    }

    /** Under every id that turned out to be this customer, their own first; null where there is nobody. */
    @Nullable
    List<Conversation> all(CustomerId customer, Instant now) {
        ReadCustomer.Customer found = readCustomer.read(customer, now);
        if (found == null) {
            return null;
        }
        Set<CustomerId> ids = new LinkedHashSet<>(List.of(found.state().id()));
        ids.addAll(found.profile().allIds());
        ids.addAll(found.state().absorbed());
        return ids.stream().map(conversations::of).toList();
    }

    /**
     * Notes that somebody has read it, or that it is to be come back to.
     *
     * @return false where there is nobody under this id
     */
    public boolean mark(CustomerId customer, boolean read, Instant now) {
        List<Conversation> all = all(customer, now);
        if (all == null) {
            return false;
        }
        List<Conversation> marked = read ? all : List.of(latest(all));
        marked.forEach(each -> markOne(each.customer(), read, now));
        return true;
    }

    private void markOne(CustomerId id, boolean read, Instant now) {
        tries.until("The conversation with " + id, () -> {
            Conversation before = conversations.of(id);
            Conversation after = read || before.heardAt() == null ? before.read() : before.unreadAgain();
            boolean done = after.equals(before) || conversations.save(after, null, now.plus(Retention.ACTIVITY));
            return done ? true : null;
        });
    }
}
