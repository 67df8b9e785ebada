package dev.homing.domain.consent;

import dev.homing.domain.Hash;
import dev.homing.domain.channel.Channel;
import java.util.Locale;

/**
 * An address as it is recognised again without being written down: for messages, logs and whatever else is no place for addresses.
 *
 * @param hash of the address in its normal form
 */
public record AddressKey(Channel channel, String hash) {
    private static final int LENGTH = 26;

    /** @param address an email address in any case of letters, or a number in E.164 */
    public static AddressKey of(Channel channel, String address) {
        return new AddressKey(
                channel, Hash.name(LENGTH, channel.key(), address.strip().toLowerCase(Locale.ROOT)));
    }
}
