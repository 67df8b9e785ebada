package dev.homing.app.port;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homing.domain.care.KnownBy;
import dev.homing.domain.channel.Channel;
import dev.homing.domain.channel.Platform;
import dev.homing.domain.consent.Consent;
import dev.homing.domain.consent.ConsentChange;
import dev.homing.domain.consent.Consents;
import dev.homing.domain.id.CustomerId;
import dev.homing.domain.profile.Device;
import dev.homing.domain.profile.Devices;
import dev.homing.domain.profile.Profile;
import dev.homing.domain.profile.Takeover;
import dev.homing.domain.profile.Trait;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedSet;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

public abstract class ProfilesContract {
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

    private final CustomerId id = Samples.customer();

    /** What makes names and addresses of this test ones that no other has. */
    private final String word = "q" + UUID.randomUUID().toString().replace("-", "");

    protected abstract Profiles profiles();

    @Test
    void isUnknown_whenNothingWasSaved() {
        assertThat(profiles().load(id)).isEqualTo(Profile.unknown(id));
    }

    @Test
    void comesBackWithTheNextRevision_whenSaved() {
        for (int seed = 0; seed < 20; seed++) {
            CustomerId customer = Samples.customer();
            Profile profile = new Samples(seed).profile(customer).withRevision(0);

            assertThat(profiles().save(profile)).isTrue();

            assertThat(profiles().load(customer)).isEqualTo(profile.withRevision(1));
        }
    }

    @Test
    void keepsEveryChangeOfConsent_andWhatTheyComeToIsWhatCounts() {
        for (int seed = 0; seed < 10; seed++) {
            CustomerId customer = Samples.customer();
            List<ConsentChange> before = List.of();
            for (int i = 0; i < 8; i++) {
                Profile stored = profiles().load(customer);
                Consents others = new Samples(100L * seed + i).profile(customer).consents();
                Profile changed = stored.with(i % 3 == 2 ? stored.consents() : others);

                assertThat(profiles().save(changed)).isTrue();
                assertThat(profiles().save(changed)).as("once more").isFalse();

                List<ConsentChange> changes = profiles().consentChanges(customer);
                assertThat(changes.subList(0, before.size())).isEqualTo(before);
                assertThat(ConsentChange.sum(changes)).isEqualTo(changed.consents());
                if (i % 3 == 2) {
                    assertThat(changes).isEqualTo(before);
                }
                before = changes;
            }
        }
    }

    @Test
    void isGone_whenErased() {
        Profile profile = profile(Map.of("email", "ada" + word + "@example.com", "name", "Ada " + word));
        profiles().save(profile.with(Channel.EMAIL, new Consent(Consent.State.SUBSCRIBED, NOW, Consent.STATED)));

        profiles().erase(profile.id(), KnownBy.of(profile.id()).with(profile));

        assertThat(profiles().load(profile.id())).isEqualTo(Profile.unknown(profile.id()));
        assertThat(profiles().consentChanges(profile.id())).isEmpty();
        assertThat(profiles().search("ada" + word, null, 5)).isEmpty();
    }

    @Test
    void loadsThoseThatThereAre() {
        Profile first = new Samples(1).profile(Samples.customer()).withRevision(0);
        Profile second = new Samples(2).profile(Samples.customer()).withRevision(0);
        profiles().save(first);
        profiles().save(second);

        assertThat(profiles().loadAll(Set.of(first.id(), id, second.id())))
                .containsExactlyInAnyOrder(first.withRevision(1), second.withRevision(1));
    }

    @Test
    void refuses_whenSomebodySavedSinceItWasLoaded() {
        Profile profile = profile(Map.of("email", word + "@example.com"));
        assertThat(profiles().save(profile)).isTrue();

        assertThat(profiles().save(profile)).isFalse();
        assertThat(profiles().save(profile.withRevision(1))).isTrue();
        assertThat(profiles().save(profile.withRevision(1))).isFalse();
    }

    @Test
    void findsByWholeValues_inAnyCaseOfLetters() {
        String email = word + "@example.com";
        String phone = "+49" + (1_000_000_000L + Math.floorMod(word.hashCode(), 1_000_000_000));
        Profile stored = saved(profile(Map.of("email", email, "phone", phone, "name", word + " \u00c4rmel")));

        for (String query : List.of(
                id.value(), "User-" + word, "user-" + word.toUpperCase(Locale.ROOT), email.toUpperCase(Locale.ROOT))) {
            assertThat(found(query)).as(query).containsExactly(stored);
        }
        assertThat(profiles().search("as it was typed", phone, 10)).containsExactly(stored);
        assertThat(found("")).isEmpty();
    }

    @Test
    void findsByTheirDevices_asLongAsTheyHaveThem() {
        String token = "Token-" + word;
        Device device = new Device(Platform.IOS, token, null, NOW, true);
        Profile before = profile(Map.of());
        Profile stored = saved(new Profile(
                id,
                before.userId(),
                before.anonymousIds(),
                Map.of(),
                Consents.NONE,
                new Devices(List.of(device)),
                new LinkedHashSet<>(),
                0));

        assertThat(profiles().withDevice(token, 10)).containsExactly(stored);
        assertThat(profiles().withDevice(token.toLowerCase(Locale.ROOT), 10)).isEmpty();

        saved(stored.withoutDevices(Set.of(token), NOW));
        assertThat(profiles().withDevice(token, 10)).isEmpty();
    }

    @Test
    void findsByTheBeginningOfTheEmail() {
        Profile stored = saved(profile(Map.of("email", word + "@example.com")));

        assertThat(found(word.substring(0, 12))).containsExactly(stored);
        assertThat(found(word + "@EX")).containsExactly(stored);
        assertThat(found(word + "@other")).isEmpty();
    }

    @Test
    void findsByTheBeginningOfEveryWordOfTheName() {
        Profile stored = saved(profile(Map.of("firstName", "Anne-Marie X" + word, "lastName", "O'Li Wu")));

        for (String query : List.of(
                "anne-marie x" + word,
                "x" + word,
                "X" + word.substring(0, 20),
                "x" + word + " ol",
                "wu x" + word,
                "mar x" + word + ", anne")) {
            assertThat(found(query)).as(query).containsExactly(stored);
        }
        assertThat(found(word.substring(1))).isEmpty();
        assertThat(found("x" + word + " zu")).isEmpty();
    }

    @Test
    void findsNamesOfTwoLetters() {
        Profile stored = saved(profile(Map.of("firstName", word, "lastName", "\u674e\u4f1f")));

        assertThat(found("\u674e\u4f1f " + word)).containsExactly(stored);
        assertThat(found("\u674e\u4f1f")).contains(stored);
    }

    @Test
    void findsNamesHoweverTheirLettersAreWritten() {
        Profile stored = saved(profile(Map.of("name", "Bj\u00f6rn " + word + "m\u00fcller")));

        for (String last : List.of("m\u00fcller", "mueller", "muller", "MU\u0308LL", "mue")) {
            assertThat(found(word + last)).as(last).containsExactly(stored);
        }
        assertThat(found(word + "mill")).isEmpty();
    }

    @Test
    void findsByWhatItSaysNow_whenItWasChanged() {
        Profile before = profile(Map.of("email", "a" + word + "@example.com"));
        profiles().save(before);
        Profile after =
                saved(profile(Map.of("email", "b" + word + "@example.com")).withRevision(1));

        assertThat(found("a" + word + "@example.com")).isEmpty();
        assertThat(found("a" + word)).isEmpty();
        assertThat(found("b" + word + "@example.com")).containsExactly(after);
    }

    @Test
    void findsTheOneThatTheyTurnedOutToBe_whenCustomersWereMerged() {
        CustomerId visitor = Samples.customer();
        Profile theirs = new Profile(
                visitor,
                null,
                new LinkedHashSet<>(),
                Map.of("email", new Trait(word + "@example.com", NOW, true)),
                Consents.NONE,
                Devices.NONE,
                new LinkedHashSet<>(),
                0);
        saved(theirs);
        Profile merged = saved(profile(Map.of()).merged(theirs, Takeover.ALL).profile());

        assertThat(found(word + "@example.com")).containsExactly(merged);
    }

    @Test
    void storesWhatIsTooLongForAKey() {
        String endless = "n" + "\u6f22".repeat(999);
        Profile stored = saved(profile(Map.of("email", endless, "name", word + endless)));

        assertThat(found(endless)).contains(stored);
        assertThat(found(word + "n")).containsExactly(stored);
    }

    private List<Profile> found(String query) {
        return profiles().search(query, null, 10);
    }

    private Profile saved(Profile profile) {
        assertThat(profiles().save(profile)).isTrue();
        return profiles().load(profile.id());
    }

    private Profile profile(Map<String, Object> traits) {
        Map<String, Trait> known = new LinkedHashMap<>();
        traits.forEach((name, value) -> known.put(name, new Trait(value, NOW, true)));
        SequencedSet<String> visitors = new LinkedHashSet<>(List.of("v" + word));
        return new Profile(id, "User-" + word, visitors, known, Consents.NONE, Devices.NONE, new LinkedHashSet<>(), 0);
    }
}
