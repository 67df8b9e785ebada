package dev.homing.adapter.aws;

import dev.homing.app.port.Profiles;
import dev.homing.domain.profile.Profile;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where a profile is found: items whose sort key ends in the customer's id, worked out from what the profile says. Whole values lie under
 * {@code FIND#email#..}, {@code FIND#phone#..} and {@code FIND#user#..}; beginnings of name and email under {@code FIND#prefix#} and their
 * first three letters; whoever was seen last under {@code FIND#recent#<day>#<shard>}.
 */
final class ProfileLookUps {
    static final int RECENT_SHARDS = 4;

    /** Longer names and addresses are found by this much of them. */
    private static final int LONGEST_BEGINNING = 100;

    private ProfileLookUps() {}

    static Set<Key> of(Profile profile) {
        Set<Key> keys = new LinkedHashSet<>();
        String id = profile.id().value();
        addWhole(keys, "email", profile.email(), id);
        addWhole(keys, "phone", profile.phone(), id);
        addWhole(keys, "user", profile.userId(), id);
        addBeginning(keys, profile.email(), id);
        addBeginning(keys, profile.name(), id);
        if (profile.seenAt().isAfter(Instant.EPOCH)) {
            LocalDate day = LocalDate.ofInstant(profile.seenAt(), ZoneOffset.UTC);
            String at = Instants.sortable(profile.seenAt());
            keys.add(new Key(recent(day, Key.shard(id, RECENT_SHARDS)), at + "#" + id));
        }
        return keys;
    }

    static String whole(String kind, String text) {
        return "FIND#" + kind + "#" + Key.part(text.toLowerCase(Locale.ROOT));
    }

    /** The partition and the beginning of the sort key for a text of at least three letters. */
    static Key beginning(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        String shortened = lower.length() <= LONGEST_BEGINNING ? lower : lower.substring(0, LONGEST_BEGINNING);
        return new Key("FIND#prefix#" + shortened.substring(0, Profiles.SHORTEST_BEGINNING), shortened);
    }

    static String recent(LocalDate day, int shard) {
        return "FIND#recent#" + day + "#" + shard;
    }

    private static void addWhole(Set<Key> keys, String kind, @Nullable String text, String id) {
        if (text != null) {
            keys.add(new Key(whole(kind, text), id));
        }
    }

    private static void addBeginning(Set<Key> keys, @Nullable String text, String id) {
        if (text != null && text.length() >= Profiles.SHORTEST_BEGINNING) {
            Key beginning = beginning(text);
            keys.add(new Key(beginning.pk(), beginning.sk() + "#" + id));
        }
    }
}
