package dev.homing.domain.campaign;

import dev.homing.domain.consent.Consent;
import dev.homing.domain.message.Channel;
import java.net.URI;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The shop's own settings.
 *
 * @param zone whose days reports count
 * @param currency of events that name none; ISO 4217
 * @param url the storefront's address; links without a host are under it
 * @param senderName who emails come from
 * @param sender the address they come from; its domain must be verified with SES
 * @param postalAddress footer of marketing email, as the law of many places wants it
 * @param consent what marketing needs, a channel; implied where none is said
 */
public record Shop(
        String name,
        ZoneId zone,
        String currency,
        String url,
        String senderName,
        String sender,
        @Nullable String postalAddress,
        Map<Channel, Consent.Policy> consent) {
    /** Before anyone set anything up: days are UTC's, and no email can leave, as nobody is its sender. */
    public static final Shop NOT_SET_UP = new Shop("", ZoneOffset.UTC, "USD", "", "", "", null, Map.of());

    public Shop {
        consent = Map.copyOf(consent);
    }

    /** Whether an address lies on the shop's own host or below it; addresses without a host do. */
    public boolean owns(String address) {
        try {
            String host = URI.create(address).getHost();
            String own = URI.create(url).getHost();
            return host == null ? !address.contains(":") : own != null && (host.equals(own) || host.endsWith("." + own));
        } catch (IllegalArgumentException notAnAddress) {
            return false;
        }
    }

    public Consent.Policy policy(Channel channel) {
        return consent.getOrDefault(channel, Consent.Policy.IMPLIED);
    }
}
