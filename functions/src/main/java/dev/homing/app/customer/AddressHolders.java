package dev.homing.app.customer;

import dev.homing.app.port.Profiles;
import dev.homing.domain.channel.Channel;
import dev.homing.domain.id.CustomerId;
import dev.homing.domain.profile.Profile;
import java.time.Instant;
import java.util.List;

/** Finds those who have an address from which somebody wrote. */
public final class AddressHolders {
    private static final int MOST_WITH_ONE_NUMBER = 20;

    private final CustomerLookup lookup;
    private final Profiles profiles;

    public AddressHolders(CustomerLookup lookup, Profiles profiles) {
        this.lookup = lookup;
        this.profiles = profiles;
    }

    /**
     * A bounded number of them, in no order.
     *
     * @param address E.164, or the id by which WhatsApp knows a person whose number it keeps to itself: such a one leads to one customer
     */
    public List<Profile> of(Channel channel, String address, Instant now) {
        List<Profile> found = address.startsWith("+")
                ? profiles.withPhone(address, MOST_WITH_ONE_NUMBER)
                : List.of(profiles.load(
                        lookup.resolve(CustomerId.ofWriter(address), now).id()));
        return found.stream()
                .filter(profile -> address.equals(profile.address(channel)))
                .toList();
    }
}
