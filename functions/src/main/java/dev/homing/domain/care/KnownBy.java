package dev.homing.domain.care;

import dev.homing.domain.channel.Channel;
import dev.homing.domain.consent.AddressKey;
import dev.homing.domain.event.CustomerEvent;
import dev.homing.domain.event.CustomerEvent.Kind;
import dev.homing.domain.event.EventNames;
import dev.homing.domain.id.CustomerId;
import dev.homing.domain.profile.Contacts;
import dev.homing.domain.profile.Profile;
import dev.homing.domain.state.CustomerState;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * By what a customer is known, or was: whatever lies under one of these ids, or names one of these, may be theirs.
 *
 * @param ids Homing's own
 * @param userIds the shop's
 * @param anonymousIds of browsers and devices that turned out to be theirs
 * @param emails in their normal form
 * @param phones in E.164
 * @param others addresses on channels that are reached by neither, such as devices
 * @param names what they are called
 * @param addresses where messages to them go, or went, each as its channel and its hash
 */
public record KnownBy(
        SortedSet<String> ids,
        SortedSet<String> userIds,
        SortedSet<String> anonymousIds,
        SortedSet<String> emails,
        SortedSet<String> phones,
        SortedSet<String> others,
        SortedSet<String> names,
        SortedSet<String> addresses) {
    /** What is shorter can be anything, such as a number of items, unless a field says that it is an id. */
    private static final int TELLING = 6;

    /** Digits by which a number is known again in whatever spelling. */
    private static final int DIGITS = 9;

    private static final List<String> ID_FIELDS = List.of(
            "userId", "user_id", "anonymousId", "anonymous_id", "previousId", "customerId", "customer_id", "homingId");

    public KnownBy {
        ids = new TreeSet<>(ids);
        userIds = new TreeSet<>(userIds);
        anonymousIds = new TreeSet<>(anonymousIds);
        emails = new TreeSet<>(emails);
        phones = new TreeSet<>(phones);
        others = new TreeSet<>(others);
        names = new TreeSet<>(names);
        addresses = new TreeSet<>(addresses);
    }

    /** Nobody. */
    public static final KnownBy NOTHING = new KnownBy(
            new TreeSet<>(),
            new TreeSet<>(),
            new TreeSet<>(),
            new TreeSet<>(),
            new TreeSet<>(),
            new TreeSet<>(),
            new TreeSet<>(),
            new TreeSet<>());

    public static KnownBy of(CustomerId id) {
        KnownBy known = copy(NOTHING);
        known.ids.add(id.value());
        return known;
    }

    private static KnownBy copy(KnownBy known) {
        return new KnownBy(
                known.ids,
                known.userIds,
                known.anonymousIds,
                known.emails,
                known.phones,
                known.others,
                known.names,
                known.addresses);
    }

    public boolean has(@Nullable CustomerId id) {
        return id != null && ids.contains(id.value());
    }

    public List<CustomerId> customers() {
        return ids.stream().map(CustomerId::new).toList();
    }

    public List<AddressKey> addressKeys() {
        List<AddressKey> keys = new ArrayList<>();
        for (String address : addresses) {
            int hash = address.indexOf('#');
            Channel channel = Channel.ofKey(address.substring(0, hash));
            if (channel != null) {
                keys.add(new AddressKey(channel, address.substring(hash + 1)));
            }
        }
        return keys;
    }

    /** With what one of their states says. */
    public KnownBy with(CustomerState state) {
        KnownBy more = copy(this);
        state.absorbed().forEach(other -> more.ids.add(other.value()));
        return more;
    }

    /** With what one of their profiles says. */
    public KnownBy with(Profile profile) {
        KnownBy more = copy(this);
        profile.mergedFrom().forEach(other -> more.ids.add(other.value()));
        profile.anonymousIds().forEach(more::addAnonymous);
        more.addUser(profile.userId());
        for (Channel channel : Channel.values()) {
            more.addAddress(channel, profile.address(channel));
        }
        for (String part : Arrays.asList(profile.name(), profile.text("firstName"), profile.text("lastName"))) {
            if (part != null) {
                more.names.add(part);
            }
        }
        return more;
    }

    /** With what an event of theirs says of who they are. */
    public KnownBy with(CustomerEvent event, Contacts contacts) {
        KnownBy more = event.saysWho()
                ? with(Profile.unknown(event.customer())
                        .learn(event, contacts, false)
                        .profile())
                : copy(this);
        more.addUser(event.userId());
        more.addAddress(Channel.EMAIL, event.ids().email());
        boolean joins = event.kind() == Kind.IDENTIFY
                || event.kind() == Kind.ALIAS
                || event.is(EventNames.ORDER_COMPLETED)
                || event.userId() == null;
        if (joins && event.anonymousId() != null) {
            more.addAnonymous(event.anonymousId());
        }
        if (event.previousId() != null) {
            more.addAnonymous(event.previousId());
            more.addUser(event.previousId());
        }
        return more;
    }

    private void addUser(@Nullable String userId) {
        if (userId != null) {
            userIds.add(userId);
            ids.add(CustomerId.ofUser(userId).value());
        }
    }

    private void addAnonymous(String anonymousId) {
        anonymousIds.add(anonymousId);
        ids.add(CustomerId.ofAnonymous(anonymousId).value());
    }

    private void addAddress(Channel channel, @Nullable String address) {
        if (address == null) {
            return;
        }
        addresses.add(channel.key() + "#" + AddressKey.of(channel, address).hash());
        if (address.contains("@")) {
            emails.add(address.toLowerCase(Locale.ROOT));
            ids.add(CustomerId.ofEmail(address).value());
        } else if (address.startsWith("+")) {
            phones.add(address);
        } else {
            others.add(address);
        }
    }

    /** Whether a text, such as the JSON of an event, names them: by an id, or by where they are reached. */
    public boolean isNamedIn(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        for (Collection<String> some : List.of(ids, userIds, anonymousIds, emails, others)) {
            for (String each : some) {
                if (contains(lower, each.toLowerCase(Locale.ROOT))) {
                    return true;
                }
            }
        }
        if (phones.isEmpty()) {
            return false;
        }
        String digits = text.replaceAll("[\\s()/.-]", "");
        return phones.stream()
                .anyMatch(phone -> digits.contains(phone.substring(Math.max(1, phone.length() - DIGITS))));
    }

    private static boolean contains(String text, String one) {
        if (!text.contains(one)) {
            return false;
        }
        String quoted = Pattern.quote(one);
        if (one.length() >= TELLING) {
            return Pattern.compile("(?<![\\p{Alnum}_.+-])" + quoted + "(?![\\p{Alnum}_+-])")
                    .matcher(text)
                    .find();
        }
        String fields = String.join("|", ID_FIELDS).toLowerCase(Locale.ROOT);
        return Pattern.compile("\"(?:" + fields + ")\"\\s*:\\s*\"?" + quoted + "(?![\\p{Alnum}_.+-])")
                .matcher(text)
                .find();
    }
}
