package dev.homing.app.react;

import dev.homing.app.customer.CustomerLookup;
import dev.homing.app.port.Campaigns;
import dev.homing.app.port.Messages;
import dev.homing.app.port.Profiles;
import dev.homing.domain.campaign.Shop;
import dev.homing.domain.channel.Channel;
import dev.homing.domain.consent.AddressKey;
import dev.homing.domain.id.CustomerId;
import dev.homing.domain.id.MessageId;
import dev.homing.domain.message.Message;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What whoever opens an unsubscribe link is told: from whom they hear no more, on which channel and where. */
public final class ReadUnsubscription {
    private final CustomerLookup lookup;
    private final Messages messages;
    private final Profiles profiles;
    private final Campaigns campaigns;

    public ReadUnsubscription(CustomerLookup lookup, Messages messages, Profiles profiles, Campaigns campaigns) {
        this.lookup = lookup;
        this.messages = messages;
        this.profiles = profiles;
        this.campaigns = campaigns;
    }

    /**
     * @param address half hidden, as links are passed on; null where the message did not go to the address that the customer has now
     */
    public record Unsubscription(
            Shop shop, Channel channel, @Nullable String address) {}

    /** Of a message whose link was signed here; null where there is no such message any more. */
    public @Nullable Unsubscription of(MessageId id, Instant now) {
        Message message = messages.findEventually(id);
        if (message == null) {
            return null;
        }
        Channel channel = message.channel();
        CustomerId customer = lookup.resolveEventually(id.customer(), now).id();
        String address = profiles.load(customer).address(channel);
        String shown = address != null && AddressKey.of(channel, address).equals(message.sentTo())
                ? halfHidden(channel, address)
                : null;
        return new Unsubscription(campaigns.current().shop(), channel, shown);
    }

    /** As in p…@example.com and +49…678: enough for the one whose it is. Null where nobody knows it by sight. */
    private static @Nullable String halfHidden(Channel channel, String address) {
        return switch (channel) {
            case EMAIL ->
                address.substring(0, address.offsetByCodePoints(0, 1)) + "\u2026"
                        + address.substring(address.lastIndexOf('@'));
            case WHATSAPP, SMS ->
                address.substring(0, Math.min(3, address.length())) + "\u2026"
                        + address.substring(Math.max(0, address.length() - 3));
            case PUSH -> null;
        };
    }
}
