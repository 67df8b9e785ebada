package dev.homing.adapter.json.stored;

import dev.homing.adapter.json.Fields;
import dev.homing.adapter.json.Keys;
import dev.homing.adapter.json.MalformedJson;
import dev.homing.adapter.json.Tuple;
import dev.homing.domain.channel.Platform;
import dev.homing.domain.consent.Consent;
import dev.homing.domain.consent.Consents;
import dev.homing.domain.consent.Scope;
import dev.homing.domain.id.CustomerId;
import dev.homing.domain.id.MessageId;
import dev.homing.domain.profile.Device;
import dev.homing.domain.profile.Devices;
import dev.homing.domain.profile.Profile;
import dev.homing.domain.profile.Trait;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.SequencedSet;
import org.jspecify.annotations.Nullable;

/** Who a customer is, as stored. */
public final class ProfileCodec {
    private static final int UNTRUSTED = 1;

    private ProfileCodec() {}

    public static String write(Profile profile) {
        Map<String, Object> traits = new LinkedHashMap<>();
        profile.traits().forEach((name, trait) -> {
            Trait.Before before = trait.before();
            Tuple tuple = new Tuple(Instant.EPOCH)
                    .at(trait.at())
                    .add(trait.value())
                    .add(trait.trusted() ? null : UNTRUSTED)
                    .add(before == null ? null : before.value())
                    .at(before == null ? null : before.at());
            traits.put(name, tuple.json());
        });
        Map<String, Object> consents = new LinkedHashMap<>();
        profile.consents().byScope().forEach((scope, consent) -> consents.put(scope.key(), consent(consent)));
        List<List<@Nullable Object>> devices = profile.devices().all().stream()
                .map(device -> new Tuple(Instant.EPOCH)
                        .add(device.platform().key())
                        .add(device.token())
                        .at(device.since())
                        .add(device.trusted() ? null : UNTRUSTED)
                        .add(device.keys() == null ? null : device.keys().p256dh())
                        .add(device.keys() == null ? null : device.keys().auth())
                        .json())
                .toList();
        return new Fields()
                .put("userId", profile.userId())
                .put("anonymousIds", List.copyOf(profile.anonymousIds()))
                .put("traits", traits)
                .put("consents", consents)
                .put("devices", devices)
                .put(
                        "mergedFrom",
                        profile.mergedFrom().stream().map(CustomerId::value).toList())
                .write();
    }

    static Object consent(Consent consent) {
        return new Tuple(Instant.EPOCH)
                .add(consent.state().key())
                .at(consent.at())
                .add(consent.source())
                .add(consent.wording())
                .add(undo(consent.undo()))
                .json();
    }

    static Consent consent(@Nullable Object value) {
        Tuple tuple = new Tuple(Instant.EPOCH, value);
        Consent.State state = Keys.constant(Consent.State.class, tuple.text());
        return new Consent(state, tuple.at(), tuple.text(), tuple.optionalText(), undo(tuple.raw()));
    }

    /**
     * @param revision as stored beside it
     * @throws MalformedJson where it was not written here
     */
    public static Profile read(CustomerId id, long revision, String text) {
        Fields json = Fields.parse(text);
        Map<String, Trait> traits = new LinkedHashMap<>();
        json.object("traits").json().forEach((name, value) -> {
            Tuple tuple = new Tuple(Instant.EPOCH, value);
            Instant at = tuple.at();
            Object stated = tuple.raw();
            boolean trusted = tuple.number() != UNTRUSTED;
            Object was = tuple.raw();
            Instant changedAt = tuple.optionalAt();
            Trait.Before before = was == null || changedAt == null ? null : new Trait.Before(was, changedAt);
            traits.put(name, new Trait(stated, at, trusted, before));
        });
        SequencedMap<Scope, Consent> consents = new LinkedHashMap<>();
        json.object("consents").json().forEach((key, value) -> consents.put(scope(key), consent(value)));
        SequencedSet<CustomerId> mergedFrom = new LinkedHashSet<>();
        json.texts("mergedFrom").forEach(other -> mergedFrom.add(new CustomerId(other)));
        return new Profile(
                id,
                json.optionalText("userId"),
                new LinkedHashSet<>(json.texts("anonymousIds")),
                traits,
                new Consents(consents),
                devices(json.raw("devices")),
                mergedFrom,
                revision);
    }

    private static Devices devices(@Nullable Object json) {
        List<Device> devices = new ArrayList<>();
        for (Object item : json instanceof List<?> list ? list : List.of()) {
            Tuple tuple = new Tuple(Instant.EPOCH, item);
            Platform platform = Keys.constant(Platform.class, tuple.text());
            String token = tuple.text();
            Instant since = tuple.at();
            boolean trusted = tuple.number() != UNTRUSTED;
            String p256dh = tuple.optionalText();
            String auth = tuple.optionalText();
            Device.Keys keys = p256dh == null || auth == null ? null : new Device.Keys(p256dh, auth);
            devices.add(new Device(platform, token, keys, since, trusted));
        }
        return new Devices(devices);
    }

    private static @Nullable Object undo(Consent.@Nullable Undo undo) {
        if (undo == null) {
            return null;
        }
        Tuple tuple = new Tuple(Instant.EPOCH).add(undo.by().toString()).at(undo.at());
        Consent before = undo.before();
        if (before != null) {
            tuple.add(before.state().key()).at(before.at()).add(before.source()).add(before.wording());
        }
        return tuple.json();
    }

    private static Consent.@Nullable Undo undo(@Nullable Object json) {
        if (json == null) {
            return null;
        }
        Tuple tuple = new Tuple(Instant.EPOCH, json);
        MessageId by = MessageId.parse(tuple.text());
        Instant at = tuple.at();
        String state = tuple.optionalText();
        Consent before = state == null
                ? null
                : new Consent(
                        Keys.constant(Consent.State.class, state), tuple.at(), tuple.text(), tuple.optionalText());
        return new Consent.Undo(by, before, at);
    }

    static Scope scope(String key) {
        Scope scope = Scope.parse(key);
        if (scope == null) {
            throw new MalformedJson("Unknown scope of consent \"" + key + "\"");
        }
        return scope;
    }
}
