package dev.homing.domain.profile;

import dev.homing.domain.StoredBytes;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Traits while they are changed, within their limits. A page's write key is public, so what it may fill is small and gives way to what the
 * shop's own servers say; contacts always have room.
 */
final class Traits {
    /** Names that browsers may add. */
    static final int MOST_UNTRUSTED = 10;

    /** Stored bytes of all that browsers said. */
    static final int MOST_UNTRUSTED_BYTES = 8 * 1024;

    static final int MOST = 100;

    /** Stored bytes of all traits: a profile is one item, and DynamoDB takes 400 KB. */
    static final int MOST_BYTES = 60 * 1024;

    /** The time and the punctuation that are stored with each. */
    private static final int OVERHEAD = 24;

    private final TreeMap<String, Trait> known;
    private final SequencedSet<String> leftOut = new LinkedHashSet<>();

    Traits(Map<String, Trait> known) {
        this.known = new TreeMap<>(known);
    }

    Map<String, Trait> known() {
        return known;
    }

    /** Names of those for which there was no room. */
    SequencedSet<String> leftOut() {
        return leftOut;
    }

    @Nullable
    Trait get(String name) {
        return known.get(name);
    }

    /** Takes a trait in, in the place of the one of the same name, if there is room for it. */
    void put(String name, Trait trait) {
        TreeMap<String, Trait> changed = new TreeMap<>(known);
        changed.put(name, trait);
        SequencedSet<String> gone = new LinkedHashSet<>();
        while (!fits(changed, trait.trusted() || Contacts.isContact(name))) {
            Optional<String> oldest = trait.trusted() ? oldestUntrusted(changed, name) : Optional.empty();
            if (oldest.isEmpty()) {
                leftOut.add(name);
                return;
            }
            changed.remove(oldest.get());
            gone.add(oldest.get());
        }
        known.clear();
        known.putAll(changed);
        leftOut.addAll(gone);
        leftOut.remove(name);
    }

    void remove(String name) {
        known.remove(name);
    }

    private static Optional<String> oldestUntrusted(Map<String, Trait> traits, String butNot) {
        return traits.entrySet().stream()
                .filter(entry -> !entry.getValue().trusted()
                        && !entry.getKey().equals(butNot)
                        && !Contacts.isContact(entry.getKey()))
                .min(Comparator.comparing(entry -> entry.getValue().at()))
                .map(Map.Entry::getKey);
    }

    /** @param always whether what is put is bound by the limits of all traits only */
    private static boolean fits(Map<String, Trait> traits, boolean always) {
        int untrusted = 0;
        int untrustedBytes = 0;
        int counted = 0;
        int bytes = 0;
        for (Map.Entry<String, Trait> entry : traits.entrySet()) {
            if (Contacts.isContact(entry.getKey())) {
                continue;
            }
            int size = bytes(entry.getKey(), entry.getValue());
            counted++;
            bytes += size;
            if (!entry.getValue().trusted()) {
                untrusted++;
                untrustedBytes += size;
            }
        }
        return counted <= MOST
                && bytes <= MOST_BYTES
                && (always || (untrusted <= MOST_UNTRUSTED && untrustedBytes <= MOST_UNTRUSTED_BYTES));
    }

    static int bytes(String name, Trait trait) {
        return StoredBytes.of(name) + bytes(trait.value()) + OVERHEAD;
    }

    private static int bytes(@Nullable Object value) {
        return switch (value) {
            case null -> 4;
            case Map<?, ?> map ->
                map.entrySet().stream()
                        .mapToInt(entry -> bytes(entry.getKey()) + bytes(entry.getValue()) + 2)
                        .sum();
            case Collection<?> list ->
                list.stream().mapToInt(each -> bytes(each) + 1).sum() + 2;
            default -> StoredBytes.of(String.valueOf(value));
        };
    }
}
