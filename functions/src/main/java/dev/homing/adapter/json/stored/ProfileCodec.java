package dev.homing.adapter.json.stored;

import dev.homing.adapter.json.Fields;
import dev.homing.adapter.json.Keys;
import dev.homing.adapter.json.MalformedJson;
import dev.homing.adapter.json.Tuple;
import dev.homing.domain.channel.Channel;
import dev.homing.domain.consent.Consent;
import dev.homing.domain.id.CustomerId;
import dev.homing.domain.profile.Profile;
import java.time.Instant;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;

/** Who a customer is, as stored. */
public final class ProfileCodec {
    private ProfileCodec() {}

    public static String write(Profile profile) {
        Map<String, Object> traits = new LinkedHashMap<>();
        profile.traits().forEach((name, trait) -> {
            Tuple tuple = new Tuple(Instant.EPOCH).at(trait.at()).add(trait.value());
            traits.put(name, tuple.json());
        });
        Map<String, Object> consents = new LinkedHashMap<>();
        profile.consents().forEach((channel, consent) -> {
            Tuple tuple = new Tuple(Instant.EPOCH)
                    .add(consent.state().key())
                    .at(consent.at())
                    .add(consent.source());
            consents.put(channel.key(), tuple.json());
        });
        Map<String, Object> suppressed = new LinkedHashMap<>();
        profile.suppressed().forEach((channel, reason) -> suppressed.put(channel.key(), reason));
        return new Fields()
                .put("userId", profile.userId())
                .put("anonymousIds", List.copyOf(profile.anonymousIds()))
                .put("traits", traits)
                .put("consents", consents)
                .put("suppressed", suppressed)
                .put(
                        "mergedFrom",
                        profile.mergedFrom().stream().map(CustomerId::value).toList())
                .at("seenAt", profile.seenAt())
                .write();
    }

    /**
     * @param revision as stored beside it
     * @throws MalformedJson where it was not written here
     */
    public static Profile read(CustomerId id, long revision, String text) {
        Fields json = Fields.parse(text);
        Map<String, Profile.Trait> traits = new LinkedHashMap<>();
        json.object("traits").json().forEach((name, value) -> {
            Tuple tuple = new Tuple(Instant.EPOCH, value);
            Instant at = tuple.at();
            traits.put(name, new Profile.Trait(tuple.raw(), at));
        });
        Map<Channel, Consent> consents = new EnumMap<>(Channel.class);
        json.object("consents").json().forEach((channel, value) -> {
            Tuple tuple = new Tuple(Instant.EPOCH, value);
            Consent.State state = Keys.constant(Consent.State.class, tuple.text());
            consents.put(Keys.channel(channel), new Consent(state, tuple.at(), tuple.text()));
        });
        Map<Channel, String> suppressed = new EnumMap<>(Channel.class);
        Fields reasons = json.object("suppressed");
        reasons.json().keySet().forEach(channel -> suppressed.put(Keys.channel(channel), reasons.text(channel)));
        SequencedSet<CustomerId> mergedFrom = new LinkedHashSet<>();
        json.texts("mergedFrom").forEach(other -> mergedFrom.add(new CustomerId(other)));
        return new Profile(
                id,
                json.optionalText("userId"),
                new LinkedHashSet<>(json.texts("anonymousIds")),
                traits,
                consents,
                suppressed,
                mergedFrom,
                json.at("seenAt"),
                revision);
    }
}
