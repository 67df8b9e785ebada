package dev.homing.domain.campaign;

import dev.homing.domain.channel.Channel;
import dev.homing.domain.consent.Policy;
import dev.homing.domain.state.Caps;
import java.net.URI;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The shop's own settings.
 *
 * @param zone whose days reports count
 * @param currency of events that name none; ISO 4217
 * @param country where a phone number is from that names no country, of a customer who names none; ISO 3166-1, two letters. Null: there is no
 *     such country
 * @param url the storefront's address; links without a host are under it
 * @param senderName who emails come from
 * @param sender the address they come from; its domain must be verified with SES
 * @param postalAddress footer of marketing email, as the law of many places wants it
 * @param consent what marketing needs, a channel; where none is said, email needs no opt-in and everything else does
 * @param quietHours null: marketing goes out at any time
 * @param messagesPerDay marketing messages that a customer gets on one channel within any 24 hours, from 1 to {@link Caps#MOST}
 * @param priorityWindow within how long of each other messages of several campaigns count as at once, so that only the one whose campaign comes
 *     first goes out; zero: never
 * @param browsers what is allowed to what comes with the public write key
 * @param pushKey by which browsers know the shop that asks to send them notifications: public, base64url; null: none was made yet
 */
public record Shop(
        String name,
        ZoneId zone,
        String currency,
        @Nullable String country,
        String url,
        String senderName,
        String sender,
        @Nullable String postalAddress,
        Map<Channel, Policy> consent,
        @Nullable QuietHours quietHours,
        int messagesPerDay,
        Duration priorityWindow,
        BrowserRules browsers,
        @Nullable String pushKey) {
    /** Where the shop says nothing. */
    public static final Duration USUAL_PRIORITY_WINDOW = Duration.ofMinutes(5);

    public static final Duration LONGEST_PRIORITY_WINDOW = Duration.ofHours(24);

    /** Where the shop says nothing. */
    public static final int USUAL_MESSAGES_PER_DAY = 5;

    /** Before anyone set anything up: days are UTC's, and no email can leave, as nobody is its sender. */
    public static final Shop NOT_SET_UP =
            new Shop("", ZoneOffset.UTC, "USD", null, "", "", "", null, Map.of(), null, BrowserRules.USUAL);

    /** A shop with the usual messages a day and the usual window, and no key for push notifications. */
    public Shop(
            String name,
            ZoneId zone,
            String currency,
            @Nullable String country,
            String url,
            String senderName,
            String sender,
            @Nullable String postalAddress,
            Map<Channel, Policy> consent,
            @Nullable QuietHours quietHours,
            BrowserRules browsers) {
        this(
                name,
                zone,
                currency,
                country,
                url,
                senderName,
                sender,
                postalAddress,
                consent,
                quietHours,
                USUAL_MESSAGES_PER_DAY,
                USUAL_PRIORITY_WINDOW,
                browsers,
                null);
    }

    public Shop {
        if (messagesPerDay < 1 || messagesPerDay > Caps.MOST) {
            throw new IllegalArgumentException(
                    "A shop sends from 1 to " + Caps.MOST + " messages a day, not " + messagesPerDay);
        }
        if (priorityWindow.isNegative() || priorityWindow.compareTo(LONGEST_PRIORITY_WINDOW) > 0) {
            throw new IllegalArgumentException("A priority window is at most 24 hours long, not " + priorityWindow);
        }
        consent = Map.copyOf(consent);
    }

    public Shop withPushKey(String newPushKey) {
        return new Shop(
                name,
                zone,
                currency,
                country,
                url,
                senderName,
                sender,
                postalAddress,
                consent,
                quietHours,
                messagesPerDay,
                priorityWindow,
                browsers,
                newPushKey);
    }

    /**
     * Whether an address that anyone can have sent is a page or picture on one of the shop's own hosts or below it: a path that begins with one
     * slash, or a whole address. What programs might read in another way is not.
     */
    public boolean owns(String address) {
        return new OwnAddresses(url, browsers.hosts()).has(address);
    }

    /** An address as it can stand in a message: one without a host is under the shop's. */
    public String absolute(String address) {
        try {
            URI base = URI.create(url);
            URI uri = URI.create(address);
            if (uri.isAbsolute() || !base.isAbsolute() || base.isOpaque()) {
                return address;
            }
            String path = base.getRawPath();
            return (path == null || path.isEmpty() ? URI.create(url + "/") : base)
                    .resolve(uri)
                    .toString();
        } catch (IllegalArgumentException notAnAddress) {
            return address;
        }
    }

    /** What marketing needs on a channel. */
    public Policy policy(Channel channel) {
        Policy said = consent.get(channel);
        return said == null ? usual(channel) : said;
    }

    /** Where the shop says nothing: to phones only whoever asked for it, as Meta, carriers and the law of most places want. */
    private static Policy usual(Channel channel) {
        return switch (channel) {
            case EMAIL -> Policy.IMPLIED;
            case WHATSAPP, SMS, PUSH -> Policy.EXPLICIT;
        };
    }
}
