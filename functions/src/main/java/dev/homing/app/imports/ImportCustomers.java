package dev.homing.app.imports;

import dev.homing.app.SideBySide;
import dev.homing.app.customer.CustomerLookup;
import dev.homing.app.port.Backoff;
import dev.homing.app.port.Campaigns;
import dev.homing.app.port.CustomerStates;
import dev.homing.app.port.EventBus;
import dev.homing.app.port.Imports.Rejected;
import dev.homing.app.port.Profiles;
import dev.homing.domain.Facts;
import dev.homing.domain.Hash;
import dev.homing.domain.event.CustomerEvent;
import dev.homing.domain.event.CustomerEvent.Origin;
import dev.homing.domain.event.EventReading;
import dev.homing.domain.event.Identities;
import dev.homing.domain.id.CustomerId;
import dev.homing.domain.profile.Contacts;
import dev.homing.domain.profile.PhoneNumbers;
import dev.homing.domain.profile.Profile;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Brings in a file of customers: what a line says and is not known yet goes the way of any event, as an identify of the shop's own servers. A line
 * that says nothing new is not sent, so the same file again does nothing. An import starts nothing unless that is asked for, and never takes back a
 * no.
 */
public final class ImportCustomers {
    private static final int HASH = 32;

    private final CustomerLookup lookup;
    private final Profiles profiles;
    private final Campaigns campaigns;
    private final PhoneNumbers phones;
    private final EventBus bus;
    private final SideBySide sideBySide;
    private final Function<Map<String, @Nullable Object>, String> json;

    /** @param json writes an object */
    public ImportCustomers(
            CustomerStates states,
            Backoff backoff,
            Profiles profiles,
            Campaigns campaigns,
            PhoneNumbers phones,
            EventBus bus,
            SideBySide sideBySide,
            Function<Map<String, @Nullable Object>, String> json) {
        this.lookup = new CustomerLookup(states, backoff);
        this.profiles = profiles;
        this.campaigns = campaigns;
        this.phones = phones;
        this.bus = bus;
        this.sideBySide = sideBySide;
        this.json = json;
    }

    /** What a line came to. */
    private enum Became {
        CREATED,
        CHANGED,
        UNCHANGED
    }

    private record Read(Became became, @Nullable String event) {}

    /** @param starts whether campaigns may start by what changes */
    Counted bringIn(List<Line> lines, boolean starts, Instant now) {
        Map<Long, Read> read = new ConcurrentHashMap<>();
        Map<Long, String> rejected = new ConcurrentHashMap<>();
        sideBySide.each(lines, line -> {
            try {
                read.put(line.number(), read(line, starts, now));
            } catch (IllegalArgumentException why) {
                rejected.put(line.number(), String.valueOf(why.getMessage()));
            }
        });
        List<String> events = new ArrayList<>();
        Map<Became, Integer> counts = new EnumMap<>(Became.class);
        List<Rejected> refused = new ArrayList<>();
        for (Line line : lines) {
            Read one = read.get(line.number());
            if (one == null) {
                refused.add(new Rejected(line.number(), rejected.getOrDefault(line.number(), "it cannot be read")));
            } else {
                counts.merge(one.became(), 1, Integer::sum);
                if (one.event() != null) {
                    events.add(one.event());
                }
            }
        }
        bus.put(events, Origin.BUS);
        return new Counted(
                counts.getOrDefault(Became.CREATED, 0),
                counts.getOrDefault(Became.CHANGED, 0),
                counts.getOrDefault(Became.UNCHANGED, 0),
                refused);
    }

    private Read read(Line line, boolean starts, Instant now) {
        Map<String, @Nullable Object> traits = new LinkedHashMap<>(Columns.customer(line.values()));
        Object userId = traits.remove("userId");
        Object anonymousId = traits.remove("anonymousId");
        Map<String, @Nullable Object> message = new LinkedHashMap<>();
        message.put("type", "identify");
        message.put("userId", userId);
        message.put("anonymousId", anonymousId);
        message.put("traits", traits);
        message.put("timestamp", now.toString());
        message.put("context", Map.of("homing", Map.of("import", starts ? "starts" : "quiet")));
        message.values().removeIf(value -> value == null);
        CustomerEvent event =
                switch (EventReading.read(new Facts(message), "import", Origin.BUS, now, now)) {
                    case EventReading.Accepted(CustomerEvent accepted) -> accepted;
                    case EventReading.Rejected(String reason) -> throw new IllegalArgumentException(reason);
                    case EventReading.Partly _, EventReading.OfOrder _, EventReading.OfProduct _ ->
                        throw new IllegalArgumentException("it names no customer; add a column userId or email");
                };
        Profile known = known(event, now);
        Contacts contacts = new Contacts(phones, campaigns.current().shop().country());
        Profile after = known.learn(event, contacts, true).profile();
        boolean same = known.plainTraits().equals(after.plainTraits())
                && known.consents().saysTheSameAs(after.consents());
        boolean created = known.revision() == 0;
        if (same && !created) {
            return new Read(Became.UNCHANGED, null);
        }
        if (!created && userId == null) {
            message.remove("anonymousId");
            message.put(Identities.OWN, known.id().value());
        }
        message.put(
                "messageId",
                "i-" + Hash.name(HASH, known.id().value(), Long.toString(known.revision()), traits.toString()));
        return new Read(created ? Became.CREATED : Became.CHANGED, json.apply(message));
    }

    /** Whoever has the address, where the line names nobody by an id. */
    private Profile known(CustomerEvent event, Instant now) {
        CustomerId id = lookup.resolve(event.customer(), now).id();
        Profile profile = profiles.load(id);
        String email = event.ids().email();
        if (profile.revision() > 0 || event.userId() != null || event.anonymousId() != null || email == null) {
            return profile;
        }
        return profiles.search(email, null, 10).stream()
                .filter(found -> email.equals(found.email()))
                .findFirst()
                .orElse(profile);
    }

    /** @param rejected in the order of the file */
    record Counted(int created, int changed, int unchanged, List<Rejected> rejected) {}
}
