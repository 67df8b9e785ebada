package dev.homing.adapter.aws;

import dev.homing.adapter.json.stored.ProfileCodec;
import dev.homing.app.port.Profiles;
import dev.homing.domain.id.CustomerId;
import dev.homing.domain.profile.Profile;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * Profiles in the customers table, under {@code C#<customer>} {@code PROFILE}, and the items they are found by. Those are put before the
 * profile and taken away after it, so that a crash leaves at the most some that lead to a profile that says something else by now; search
 * checks what it finds.
 */
public final class DynamoDbProfiles implements Profiles {
    private static final String PROFILE = "PROFILE";

    /** How far back whoever was seen last is looked for. */
    private static final int RECENT_DAYS = 7;

    /** Look-ups may lead to profiles that no longer match, so some more are read than asked for. */
    private static final int SPARE = 20;

    private final DynamoTable customers;
    private final InstantSource clock;

    /** @param clock says which days are the last ones */
    public DynamoDbProfiles(DynamoDbClient client, String customersTable, InstantSource clock) {
        this.customers = new DynamoTable(client, customersTable);
        this.clock = clock;
    }

    @Override
    public Profile load(CustomerId id) {
        Item item = customers.get(key(id));
        return item == null ? Profile.unknown(id) : profile(id, item);
    }

    @Override
    public List<Profile> loadAll(Set<CustomerId> ids) {
        return customers.batch(ids.stream().map(DynamoDbProfiles::key).toList()).stream()
                .map(item -> profile(customer(item.pk()), item))
                .toList();
    }

    @Override
    public boolean save(Profile profile) {
        Set<Key> outdated = Set.of();
        Set<Key> lookUps = ProfileLookUps.of(profile);
        Set<Key> missing = lookUps;
        if (profile.revision() > 0) {
            Profile stored = load(profile.id());
            if (stored.revision() != profile.revision()) {
                return false;
            }
            outdated = ProfileLookUps.of(stored);
            missing = without(lookUps, outdated);
            outdated = without(outdated, lookUps);
        }
        missing.forEach(key -> customers.put(Item.of(key)));
        Item item = Item.of(key(profile.id())).with(Item.BODY, ProfileCodec.write(profile));
        if (!customers.save(item, profile.revision())) {
            return false;
        }
        outdated.forEach(customers::delete);
        return true;
    }

    @Override
    public List<Profile> search(String query, int limit) {
        String asked = query.strip();
        Set<CustomerId> ids = asked.isEmpty() ? recent(limit + SPARE) : named(asked, limit + SPARE);
        List<Profile> found = loadAll(ids).stream()
                .filter(profile -> Profiles.matches(profile, asked))
                .sorted(Comparator.comparing(Profile::seenAt).reversed())
                .toList();
        return Profiles.withoutMerged(found).stream().limit(limit).toList();
    }

    private Set<CustomerId> named(String asked, int most) {
        Set<CustomerId> ids = new LinkedHashSet<>();
        ids.add(new CustomerId(Key.part(asked.toLowerCase(Locale.ROOT))));
        List<Item> items = new ArrayList<>();
        items.addAll(customers.first(ProfileLookUps.whole("email", asked), "", most));
        items.addAll(customers.first(ProfileLookUps.whole("phone", Profiles.phone(asked)), "", most));
        items.addAll(customers.first(ProfileLookUps.whole("user", asked), "", most));
        if (asked.length() >= Profiles.SHORTEST_BEGINNING) {
            Key beginning = ProfileLookUps.beginning(asked);
            items.addAll(customers.first(beginning.pk(), beginning.sk(), most));
        }
        items.forEach(item -> ids.add(found(item)));
        return ids;
    }

    private Set<CustomerId> recent(int most) {
        Set<CustomerId> ids = new LinkedHashSet<>();
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        for (int day = 0; day < RECENT_DAYS && ids.size() < most; day++) {
            List<Item> items = new ArrayList<>();
            for (int shard = 0; shard < ProfileLookUps.RECENT_SHARDS; shard++) {
                items.addAll(customers.last(ProfileLookUps.recent(today.minusDays(day), shard), "", most));
            }
            items.stream()
                    .sorted(Comparator.comparing(Item::sk).reversed())
                    .limit(most - ids.size())
                    .forEach(item -> ids.add(found(item)));
        }
        return ids;
    }

    private static CustomerId found(Item lookUp) {
        return new CustomerId(lookUp.sk().substring(lookUp.sk().lastIndexOf('#') + 1));
    }

    private static Set<Key> without(Set<Key> keys, Set<Key> others) {
        Set<Key> left = new LinkedHashSet<>(keys);
        left.removeAll(others);
        return left;
    }

    private static Key key(CustomerId id) {
        return Key.ofCustomer(id, PROFILE);
    }

    private static CustomerId customer(String pk) {
        return new CustomerId(pk.substring(pk.indexOf('#') + 1));
    }

    private static Profile profile(CustomerId id, Item item) {
        return ProfileCodec.read(id, item.revision(), item.body());
    }
}
