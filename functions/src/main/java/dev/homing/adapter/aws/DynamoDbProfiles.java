package dev.homing.adapter.aws;

import dev.homing.adapter.json.stored.ConsentChangeCodec;
import dev.homing.adapter.json.stored.ProfileCodec;
import dev.homing.app.port.Profiles;
import dev.homing.domain.care.KnownBy;
import dev.homing.domain.consent.ConsentChange;
import dev.homing.domain.consent.Consents;
import dev.homing.domain.id.CustomerId;
import dev.homing.domain.profile.Profile;
import dev.homing.domain.profile.Spelling;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * Profiles in the customers table, under {@code C#<customer>} {@code PROFILE}, and the items they are found by. Those are put before the
 * profile and taken away after it, so that a crash leaves at the most some that lead to a profile that says something else by now; search
 * checks what it finds.
 */
public final class DynamoDbProfiles implements Profiles {
    private static final String PROFILE = "PROFILE";

    /** Look-ups may lead to profiles that no longer match, so some more are read than asked for. */
    private static final int SPARE = 20;

    /** Beside the profile, one for each change of consent; they never expire. */
    private static final String CONSENT = "CONSENT#";

    /** Of the number of the write that made the change, so that they lie in their order. */
    private static final int DIGITS = 10;

    private final DynamoTable customers;
    private final InstantSource clock;

    /** @param clock tells when a change of consent was written down */
    public DynamoDbProfiles(DynamoDbClient client, String customersTable, InstantSource clock) {
        this.clock = clock;
        this.customers = new DynamoTable(client, customersTable);
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
        Consents before = Consents.NONE;
        Set<Key> lookUps = ProfileLookUps.of(profile);
        Set<Key> missing = lookUps;
        if (profile.revision() > 0) {
            Profile stored = load(profile.id());
            if (stored.revision() != profile.revision()) {
                return false;
            }
            outdated = ProfileLookUps.of(stored);
            before = stored.consents();
            missing = without(lookUps, outdated);
            outdated = without(outdated, lookUps);
        }
        missing.forEach(key -> customers.put(Item.of(key)));
        Item item = Item.of(key(profile.id())).with(Item.BODY, ProfileCodec.write(profile));
        List<Item> changes = changes(profile, before);
        boolean saved = changes.isEmpty()
                ? customers.save(item, profile.revision())
                : customers.saveAll(item, profile.revision(), changes, List.of());
        if (!saved) {
            return false;
        }
        outdated.forEach(customers::delete);
        return true;
    }

    private List<Item> changes(Profile profile, Consents before) {
        return ConsentChange.between(before, profile.consents(), profile.revision() + 1, clock.instant()).stream()
                .map(change -> Item.of(Key.ofCustomer(
                                profile.id(),
                                String.format(
                                        Locale.ROOT,
                                        "%s%0" + DIGITS + "d#%s",
                                        CONSENT,
                                        change.number(),
                                        change.scope().key())))
                        .with(Item.BODY, ConsentChangeCodec.write(change)))
                .toList();
    }

    @Override
    public List<ConsentChange> consentChanges(CustomerId id) {
        return customers.all(Key.partition(id), CONSENT).stream()
                .map(item -> ConsentChangeCodec.read(item.body()))
                .toList();
    }

    @Override
    public void erase(CustomerId id, KnownBy known) {
        // The profile goes last: it tells where else the customer can be found, should this be killed half way.
        ProfileLookUps.of(load(id)).forEach(customers::delete);
        ProfileLookUps.of(id, known).forEach(customers::delete);
        for (Item item : customers.all(Key.partition(id), "")) {
            if (!item.sk().equals(DynamoDbCustomerStates.STATE)) {
                customers.delete(new Key(item.pk(), item.sk()));
            }
        }
    }

    @Override
    public List<Profile> withPhone(String phone, int limit) {
        Set<CustomerId> ids = new LinkedHashSet<>();
        customers.first(ProfileLookUps.whole("phone", phone), "", limit + SPARE).forEach(item -> ids.add(found(item)));
        List<Profile> found = loadAll(ids).stream()
                .filter(profile -> phone.equals(profile.phone()))
                .toList();
        return Profiles.withoutMerged(found).stream().limit(limit).toList();
    }

    @Override
    public List<Profile> withDevice(String token, int limit) {
        Set<CustomerId> ids = new LinkedHashSet<>();
        customers.first(ProfileLookUps.device(token), "", limit + SPARE).forEach(item -> ids.add(found(item)));
        return loadAll(ids).stream()
                .filter(profile -> profile.devices().of(token) != null)
                .limit(limit)
                .toList();
    }

    @Override
    public List<Profile> search(String query, @Nullable String phone, int limit) {
        String asked = query.strip();
        if (asked.isEmpty()) {
            return List.of();
        }
        List<Profile> found = loadAll(named(asked, phone, limit + SPARE)).stream()
                .filter(profile -> Profiles.matches(profile, asked, phone))
                .toList();
        return Profiles.withoutMerged(found).stream().limit(limit).toList();
    }

    private Set<CustomerId> named(String asked, @Nullable String phone, int most) {
        Set<CustomerId> ids = new LinkedHashSet<>();
        String lower = asked.toLowerCase(Locale.ROOT);
        ids.add(new CustomerId(Key.part(lower)));
        List<Item> items = new ArrayList<>(customers.first(ProfileLookUps.whole("user", lower), "", most));
        if (phone != null) {
            items.addAll(customers.first(ProfileLookUps.whole("phone", phone), "", most));
        }
        Set<String> beginnings = new LinkedHashSet<>();
        beginnings.add(lower);
        beginnings.addAll(Spelling.of(asked));
        Spelling.words(asked).stream()
                .max(Comparator.comparingInt(String::length))
                .ifPresent(longest -> beginnings.addAll(Spelling.of(longest)));
        beginnings.stream()
                .filter(beginning -> beginning.length() >= Spelling.SHORTEST)
                .map(ProfileLookUps::beginning)
                .forEach(key -> items.addAll(customers.first(key.pk(), key.sk(), most)));
        items.forEach(item -> ids.add(found(item)));
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
