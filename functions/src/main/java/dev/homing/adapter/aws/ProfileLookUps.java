package dev.homing.adapter.aws;

import dev.homing.domain.Hash;
import dev.homing.domain.care.KnownBy;
import dev.homing.domain.id.CustomerId;
import dev.homing.domain.profile.Profile;
import dev.homing.domain.profile.Spelling;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where a profile is found: items whose sort key ends in the customer's id, worked out from what the profile says. Whole values lie under
 * {@code FIND#phone#..}, {@code FIND#user#..} and {@code FIND#device#..}; the email, and the name from each of its words on, under {@code FIND#prefix#} and their
 * first two letters.
 */
final class ProfileLookUps {
    /** Longer names and addresses are found by this much of them. */
    private static final int LONGEST_BEGINNING = 100;

    private static final int HASH = 26;

    private ProfileLookUps() {}

    static Set<Key> of(Profile profile) {
        Set<Key> keys = new LinkedHashSet<>();
        String id = profile.id().value();
        addWhole(keys, "phone", profile.phone(), id);
        addWhole(keys, "user", profile.userId(), id);
        profile.devices().all().forEach(device -> keys.add(new Key(device(device.token()), id)));
        String email = profile.email();
        if (email != null) {
            addBeginning(keys, email.toLowerCase(Locale.ROOT), id);
        }
        String name = profile.name();
        if (name != null) {
            Spelling.beginnings(name).forEach(beginning -> addBeginning(keys, beginning, id));
        }
        return keys;
    }

    /** Of a token only what it is recognised by: who has it can write to the device. */
    static String device(String token) {
        return "FIND#device#" + Hash.name(HASH, "device", token);
    }

    /** Where a customer can have been found at any time. */
    static Set<Key> of(CustomerId customer, KnownBy known) {
        Set<Key> keys = new LinkedHashSet<>();
        String id = customer.value();
        known.phones().forEach(phone -> addWhole(keys, "phone", phone, id));
        known.userIds().forEach(userId -> addWhole(keys, "user", userId, id));
        known.emails().forEach(email -> addBeginning(keys, email.toLowerCase(Locale.ROOT), id));
        known.names()
                .forEach(name -> Spelling.beginnings(name).forEach(beginning -> addBeginning(keys, beginning, id)));
        return keys;
    }

    static String whole(String kind, String text) {
        return "FIND#" + kind + "#" + Key.part(text.toLowerCase(Locale.ROOT));
    }

    /** The partition and the beginning of the sort key for a text of at least two letters, in small ones. */
    static Key beginning(String text) {
        String shortened = text.length() <= LONGEST_BEGINNING ? text : text.substring(0, LONGEST_BEGINNING);
        return new Key("FIND#prefix#" + shortened.substring(0, Spelling.SHORTEST), shortened);
    }

    private static void addWhole(Set<Key> keys, String kind, @Nullable String text, String id) {
        if (text != null) {
            keys.add(new Key(whole(kind, text), id));
        }
    }

    private static void addBeginning(Set<Key> keys, String text, String id) {
        if (text.length() >= Spelling.SHORTEST) {
            Key beginning = beginning(text);
            keys.add(new Key(beginning.pk(), beginning.sk() + "#" + id));
        }
    }
}
