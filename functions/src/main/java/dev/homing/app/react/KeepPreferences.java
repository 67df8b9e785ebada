package dev.homing.app.react;

import dev.homing.app.customer.ChangeProfile;
import dev.homing.app.customer.CustomerLookup;
import dev.homing.app.port.Campaigns;
import dev.homing.app.port.EventBus;
import dev.homing.app.port.Messages;
import dev.homing.app.port.Profiles;
import dev.homing.app.port.Suppressions;
import dev.homing.domain.Hash;
import dev.homing.domain.campaign.Campaign;
import dev.homing.domain.campaign.Shop;
import dev.homing.domain.channel.Channel;
import dev.homing.domain.consent.AddressKey;
import dev.homing.domain.consent.Consent;
import dev.homing.domain.consent.Policy;
import dev.homing.domain.consent.Scope;
import dev.homing.domain.consent.Suppression;
import dev.homing.domain.consent.Suppression.Why;
import dev.homing.domain.event.CustomerEvent.Origin;
import dev.homing.domain.event.Identities;
import dev.homing.domain.event.OwnEvents;
import dev.homing.domain.id.CustomerId;
import dev.homing.domain.id.MessageId;
import dev.homing.domain.message.Message;
import dev.homing.domain.message.MessageStatus;
import dev.homing.domain.profile.Profile;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What a customer wants to hear, and how much of it, as they choose it on the page that a message links to. */
public final class KeepPreferences {
    private static final int HASH = 24;

    private final CustomerLookup lookup;
    private final ChangeProfile changeProfile;
    private final SuppressAddress suppressAddress;
    private final RecordFeedback recordFeedback;
    private final Messages messages;
    private final Profiles profiles;
    private final Suppressions suppressions;
    private final Campaigns campaigns;
    private final EventBus bus;
    private final Function<Map<String, @Nullable Object>, String> json;

    /** @param json writes an object */
    public KeepPreferences(
            CustomerLookup lookup,
            ChangeProfile changeProfile,
            SuppressAddress suppressAddress,
            RecordFeedback recordFeedback,
            Messages messages,
            Profiles profiles,
            Suppressions suppressions,
            Campaigns campaigns,
            EventBus bus,
            Function<Map<String, @Nullable Object>, String> json) {
        this.lookup = lookup;
        this.changeProfile = changeProfile;
        this.suppressAddress = suppressAddress;
        this.recordFeedback = recordFeedback;
        this.messages = messages;
        this.profiles = profiles;
        this.suppressions = suppressions;
        this.campaigns = campaigns;
        this.bus = bus;
        this.json = json;
    }

    /**
     * @param locale the customer's; null where it is not known
     * @param wanted each channel of which something can be chosen, and whether its marketing goes out
     * @param fewer whether they asked for fewer messages
     * @param topics that marketing campaigns write about, and whether the customer hears of them
     * @param toConfirm the channel of the message where they agreed to it, and have to confirm it before anything is sent; null: there is nothing to confirm
     */
    public record Preferences(
            Shop shop,
            @Nullable Locale locale,
            Map<Channel, Boolean> wanted,
            boolean fewer,
            SequencedMap<String, Boolean> topics,
            @Nullable Channel toConfirm) {
        public Preferences {
            Map<Channel, Boolean> ordered = new EnumMap<>(Channel.class);
            ordered.putAll(wanted);
            wanted = ordered;
        }
    }

    /** Of the customer of a message whose link was signed here; null where there is no such message any more. */
    public @Nullable Preferences of(MessageId id, Instant now) {
        Message message = messages.findEventually(id);
        return message == null ? null : preferences(profile(id, now), message.channel());
    }

    private Profile profile(MessageId id, Instant now) {
        CustomerId customer = lookup.resolve(id.customer(), now).id();
        return profiles.load(customer);
    }

    /** On other channels than the link's own, only a no can be said, and taken back: messages are passed on. */
    private Preferences preferences(Profile profile, Channel own) {
        Shop shop = campaigns.current().shop();
        Map<Channel, Boolean> wanted = new EnumMap<>(Channel.class);
        for (Channel channel : Channel.values()) {
            String address = profile.address(channel);
            boolean saidHere =
                    profile.consents().said(Scope.of(channel)).source().equals(Consent.PREFERENCES);
            if (address != null) {
                Suppression known = suppressions.of(AddressKey.of(channel, address));
                boolean goesOut = profile.consents().refusal(channel, null, shop.policy(channel)) == null
                        && known.refuses(false, profile.consent(channel)) == null;
                if (goesOut || saidHere || channel == own) {
                    wanted.put(channel, goesOut);
                }
            }
        }
        boolean confirms = shop.policy(own) == Policy.CONFIRMED
                && wanted.containsKey(own)
                && profile.consent(own).unconfirmed();
        return new Preferences(
                shop, profile.locale(), wanted, profile.wantsFewer(), topics(profile), confirms ? own : null);
    }

    /** Of the campaigns that are active, in the order of their names. */
    private SequencedMap<String, Boolean> topics(Profile profile) {
        SequencedMap<String, Boolean> topics = new TreeMap<>();
        for (Campaign campaign : campaigns.current().campaigns().values()) {
            String topic = campaign.rules().topic();
            if (topic != null && campaign.status() == Campaign.Status.ACTIVE) {
                topics.put(topic, hears(profile, topic));
            }
        }
        return topics;
    }

    private static boolean hears(Profile profile, String topic) {
        return profile.consents().said(new Scope(null, topic)).state() != Consent.State.UNSUBSCRIBED;
    }

    /**
     * Keeps what was chosen; doing it twice changes nothing. A no also keeps messages from the address, whoever has it; a yes takes that back, and never
     * what a provider said of the address, or a STOP.
     *
     * @param wanted of the channels that were shown
     * @param topics of those that were shown
     * @param wording beside the choice of a channel, as it was shown
     * @param why they leave; null where they did not say
     * @return what counts now; null where there is no such message any more
     */
    public @Nullable Preferences keep(
            MessageId id,
            Set<Channel> wanted,
            Set<String> topics,
            boolean fewer,
            Function<Channel, String> wording,
            @Nullable String why,
            Instant now) {
        Message message = messages.findEventually(id);
        if (message == null) {
            return null;
        }
        Profile profile = profile(id, now);
        Preferences before = preferences(profile, message.channel());
        List<String> on = new ArrayList<>();
        List<String> off = new ArrayList<>();
        before.wanted().forEach((channel, was) -> {
            String address = String.valueOf(profile.address(channel));
            if (wanted.contains(channel)) {
                if (!was) {
                    on.add(channel.key());
                    agree(id, channel, address, wording.apply(channel), now);
                }
            } else if (was || !left(profile, channel, address)) {
                off.add(channel.key());
                leave(message, channel, address, now);
            }
        });
        before.topics().forEach((topic, heard) -> {
            boolean hears = topics.contains(topic);
            if (hears != heard) {
                (hears ? on : off).add("topic " + topic);
                // A yes takes the no back, and agrees to no channel.
                Consent said = new Consent(
                        hears ? Consent.State.UNKNOWN : Consent.State.UNSUBSCRIBED, now, Consent.PREFERENCES);
                changeProfile.change(id.customer(), now, known -> known.with(new Scope(null, topic), said));
            }
        });
        if (fewer != before.fewer()) {
            changeProfile.change(id.customer(), now, known -> known.wantingFewer(fewer, now));
        }
        if (!on.isEmpty() || !off.isEmpty() || fewer != before.fewer() || why != null) {
            tell(id, on, off, fewer, why, now);
        }
        return preferences(profile(id, now), message.channel());
    }

    /** Whether a no is known of the customer and of the address: a save that was killed knows one of them. */
    private boolean left(Profile profile, Channel channel, String address) {
        return profile.consent(channel).state() == Consent.State.UNSUBSCRIBED
                && suppressions.of(AddressKey.of(channel, address)).standsFor(Why.UNSUBSCRIBED);
    }

    private void agree(MessageId id, Channel channel, String address, String wording, Instant now) {
        suppressAddress.takenBack(AddressKey.of(channel, address), Why.UNSUBSCRIBED, now);
        Consent yes = new Consent(Consent.State.SUBSCRIBED, now, Consent.PREFERENCES, wording);
        changeProfile.change(id.customer(), now, known -> {
            Profile agreed = known.with(channel, yes);
            // A no to everything would still count.
            return known.consents().said(Scope.ALL).state() == Consent.State.UNSUBSCRIBED
                    ? agreed.with(Scope.ALL, yes)
                    : agreed;
        });
    }

    private void leave(Message message, Channel channel, String address, Instant now) {
        if (channel == message.channel()) {
            // As by its unsubscribe link: it counts for the message, too.
            recordFeedback.record(message.id(), MessageStatus.UNSUBSCRIBED, now, null, now);
            return;
        }
        Consent no = new Consent(Consent.State.UNSUBSCRIBED, now, Consent.PREFERENCES);
        changeProfile.change(message.id().customer(), now, known -> known.with(channel, no));
        suppressAddress.because(AddressKey.of(channel, address), address, Why.UNSUBSCRIBED, now, null);
    }

    private void tell(
            MessageId id, List<String> on, List<String> off, boolean fewer, @Nullable String why, Instant now) {
        Map<String, @Nullable Object> properties = new LinkedHashMap<>();
        properties.put("subscribed", on);
        properties.put("unsubscribed", off);
        properties.put("fewer", fewer);
        if (why != null) {
            properties.put("why", why);
        }
        Map<String, @Nullable Object> told = new LinkedHashMap<>();
        told.put("type", "track");
        told.put("event", OwnEvents.PREFERENCES_CHANGED);
        told.put(Identities.OWN, id.customer().value());
        told.put("messageId", "q-" + Hash.name(HASH, id.toString(), now.toString()));
        told.put("timestamp", now.toString());
        told.put("properties", properties);
        bus.put(List.of(json.apply(told)), Origin.BUS);
    }
}
