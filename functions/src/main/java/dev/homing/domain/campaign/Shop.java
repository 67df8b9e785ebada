package dev.homing.domain.campaign;

import dev.homing.domain.consent.Consent;
import dev.homing.domain.message.Channel;
import java.time.ZoneId;
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
    public Shop {
        consent = Map.copyOf(consent);
    }

    public Consent.Policy policy(Channel channel) {
        return consent.getOrDefault(channel, Consent.Policy.IMPLIED);
    }
}
