package dev.homing.domain.profile;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The devices on which a customer takes push notifications, each once, the newest first; of those that only a browser stated fewer stay than of the
 * others, as anyone can state some.
 */
public record Devices(List<Device> all) {
    /** Each is a call to a push service with every message. */
    public static final int MOST = 5;

    private static final Comparator<Device> TRUSTED_AND_NEWEST_FIRST = Comparator.comparing(
                    Device::trusted, Comparator.reverseOrder())
            .thenComparing(Device::since, Comparator.reverseOrder())
            .thenComparing(Device::token);

    public static final Devices NONE = new Devices(List.of());

    public Devices {
        all = all.stream().sorted(TRUSTED_AND_NEWEST_FIRST).limit(MOST).toList();
    }

    public boolean isEmpty() {
        return all.isEmpty();
    }

    /** The device of a token; null where there is none. */
    public @Nullable Device of(String token) {
        return all.stream()
                .filter(device -> device.token().equals(token))
                .findFirst()
                .orElse(null);
    }

    /** Whether the shop's own servers stated one. */
    public boolean vouched() {
        return all.stream().anyMatch(Device::trusted);
    }

    /** Where a message goes: to what the shop's own servers stated; where they stated none, to what a browser did. */
    public List<Device> reached() {
        return vouched() ? all.stream().filter(Device::trusted).toList() : all;
    }

    /**
     * With one more, or one that is stated again. Who only repeats what the shop's servers said takes nothing away from their word, nor does a
     * browser change the keys of a browser that they stated.
     *
     * @param restates whether it is stated on purpose; otherwise its sender only brings it along
     */
    Devices with(Device stated, boolean restates) {
        List<Device> changed = new ArrayList<>();
        Device kept = stated;
        for (Device known : all) {
            if (!known.token().equals(stated.token())) {
                changed.add(known);
            } else if (known.trusted() && !stated.trusted()) {
                kept = known;
            } else if (known.trusted() == stated.trusted()
                    && (stated.since().isBefore(known.since())
                            || (!restates && Objects.equals(known.keys(), stated.keys())))) {
                kept = known;
            }
        }
        changed.add(kept);
        return new Devices(changed);
    }

    /** With those of another id that turned out to be the same customer; where not all is taken over, none of them is vouched for. */
    Devices merged(Devices others, Takeover takeover) {
        Devices merged = this;
        for (Device other : others.all) {
            boolean trusted = other.trusted() && takeover != Takeover.NOTHING;
            merged = merged.with(
                    new Device(other.platform(), other.token(), other.keys(), other.since(), trusted), true);
        }
        return merged;
    }

    /** Without some that take nothing any more, unless they were stated again since. */
    Devices without(Collection<String> tokens, Instant asOf) {
        return new Devices(all.stream()
                .filter(device ->
                        !tokens.contains(device.token()) || device.since().isAfter(asOf))
                .toList());
    }
}
