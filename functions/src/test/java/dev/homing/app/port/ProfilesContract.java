package dev.homing.app.port;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homing.domain.consent.Consents;
import dev.homing.domain.id.CustomerId;
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
    private final CustomerId id = Samples.customer();

    /** What makes names and addresses of this test ones that no other has. */
    private final String word = "q" + UUID.randomUUID().toString().replace("-", "");

    protected abstract Profiles profiles();

    /** The time of the clock that the port goes by. */
    protected abstract Instant now();

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
                id.value(),
                "User-" + word,
                "user-" + word.toUpperCase(Locale.ROOT),
                email.toUpperCase(Locale.ROOT),
                phone,
                " " + phone.substring(1, 4) + " " + phone.substring(4) + " ")) {
            assertThat(profiles().search(query, 10)).as(query).containsExactly(stored);
        }
    }

    @Test
    void findsByTheBeginningOfNameAndEmail() {
        Profile stored =
                saved(profile(Map.of("email", word + "@example.com", "firstName", "X" + word, "lastName", "Li")));

        assertThat(profiles().search(word.substring(0, 12), 10)).containsExactly(stored);
        assertThat(profiles().search("x" + word + " L", 10)).containsExactly(stored);
        assertThat(profiles().search("y" + word, 10)).isEmpty();
        assertThat(profiles().search(word.substring(1), 10)).isEmpty();
    }

    @Test
    void findsByWhatItSaysNow_whenItWasChanged() {
        Profile before = profile(Map.of("email", "a" + word + "@example.com"));
        profiles().save(before);
        Profile after =
                saved(profile(Map.of("email", "b" + word + "@example.com")).withRevision(1));

        assertThat(profiles().search("a" + word + "@example.com", 10)).isEmpty();
        assertThat(profiles().search("a" + word, 10)).isEmpty();
        assertThat(profiles().search("b" + word + "@example.com", 10)).containsExactly(after);
    }

    @Test
    void findsTheOneThatTheyTurnedOutToBe_whenCustomersWereMerged() {
        CustomerId visitor = Samples.customer();
        Profile theirs = new Profile(
                visitor,
                null,
                new LinkedHashSet<>(),
                Map.of("email", new Trait(word + "@example.com", now(), true)),
                Consents.NONE,
                new LinkedHashSet<>(),
                now(),
                0);
        saved(theirs);
        Profile merged = saved(profile(Map.of()).merged(theirs, Takeover.ALL));

        assertThat(profiles().search(word + "@example.com", 10)).containsExactly(merged);
    }

    @Test
    void findsThoseSeenLast_whenTheQueryIsEmpty() {
        Profile older = saved(profile(Map.of("name", word), now().plusMillis(1)));
        CustomerId other = Samples.customer();
        Profile newer = new Profile(
                other,
                null,
                new LinkedHashSet<>(),
                Map.of(),
                Consents.NONE,
                new LinkedHashSet<>(),
                now().plusMillis(500),
                0);
        newer = saved(newer);

        List<Profile> found = profiles().search("", 50);

        assertThat(found).hasSizeLessThanOrEqualTo(50).contains(older, newer);
        assertThat(found.indexOf(newer)).isLessThan(found.indexOf(older));
        assertThat(profiles().search(" ", 1)).hasSize(1);
    }

    @Test
    void storesWhatIsTooLongForAKey() {
        String endless = "n" + "\u6f22".repeat(999);
        Profile stored = saved(profile(Map.of("email", endless, "name", word + endless)));

        assertThat(profiles().search(endless, 10)).contains(stored);
        assertThat(profiles().search(word + "n", 10)).containsExactly(stored);
    }

    private Profile saved(Profile profile) {
        assertThat(profiles().save(profile)).isTrue();
        return profiles().load(profile.id());
    }

    private Profile profile(Map<String, Object> traits) {
        return profile(traits, now());
    }

    private Profile profile(Map<String, Object> traits, Instant seenAt) {
        Map<String, Trait> known = new LinkedHashMap<>();
        traits.forEach((name, value) -> known.put(name, new Trait(value, seenAt, true)));
        SequencedSet<String> visitors = new LinkedHashSet<>(List.of("v" + word));
        return new Profile(id, "User-" + word, visitors, known, Consents.NONE, new LinkedHashSet<>(), seenAt, 0);
    }
}
