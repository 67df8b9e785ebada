package dev.homing.domain.profile;

import static dev.homing.domain.Events.identify;
import static dev.homing.domain.Events.minutes;
import static org.assertj.core.api.Assertions.assertThat;

import dev.homing.adapter.phone.LibPhoneNumbers;
import dev.homing.domain.channel.Channel;
import dev.homing.domain.consent.Consent;
import dev.homing.domain.event.CustomerEvent.Origin;
import dev.homing.domain.id.CustomerId;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What fills a profile, and what always finds room in it. */
class TraitsTest {
    private static final Profile NOBODY = Profile.unknown(CustomerId.ofUser("ada"));

    private static Profile.Learned said(Profile before, int at, Origin origin, Map<String, ?> traits) {
        return before.learn(identify(minutes(at), origin, traits), new Contacts(new LibPhoneNumbers(), null), false);
    }

    private static int bytes(Profile profile) {
        return profile.traits().entrySet().stream()
                .mapToInt(entry -> Traits.bytes(entry.getKey(), entry.getValue()))
                .sum();
    }

    /** A profile that the public key filled as far as it can. */
    private static Profile full(String value) {
        Profile profile = NOBODY;
        for (int i = 0; i < 100; i++) {
            profile =
                    said(profile, i, Origin.BROWSER, Map.of("junk" + i, value)).profile();
        }
        return profile;
    }

    @Test
    void takesTenNamesOfABrowser_andSaysWhichItLeftOut() {
        Profile profile = full("x");
        assertThat(profile.traits()).hasSize(Traits.MOST_UNTRUSTED);
        assertThat(said(profile, 200, Origin.BROWSER, Map.of("more", 1)).leftOut())
                .containsExactly("more: there is no room for it");
        assertThat(said(profile, 200, Origin.BROWSER, Map.of("junk0", "y"))
                        .profile()
                        .text("junk0"))
                .as("a name that is there may get another value")
                .isEqualTo("y");
    }

    @Test
    void countsStoredBytes_soThatControlCharactersFillNoMore() {
        assertThat(bytes(full("\u0001".repeat(1_000)))).isLessThanOrEqualTo(Traits.MOST_UNTRUSTED_BYTES);
        assertThat(bytes(full("\u6f22".repeat(1_000)))).isLessThanOrEqualTo(Traits.MOST_UNTRUSTED_BYTES);
        assertThat(said(NOBODY, 1, Origin.SERVER, Map.of("a\u0001b", 1)).leftOut())
                .singleElement()
                .asString()
                .startsWith("a?b: ");
    }

    @Test
    void findsRoomForTheShopsOwnWord_inTheOldestOfWhatBrowsersSaid() {
        Profile profile = full("x".repeat(700));
        Map<String, Object> many = new HashMap<>();
        for (int i = 0; i < 95; i++) {
            many.put("own" + i, i);
        }
        Profile.Learned learned = said(profile, 300, Origin.SERVER, many);
        assertThat(learned.profile().traits().keySet()).containsAll(many.keySet());
        assertThat(learned.profile().traits()).hasSize(Traits.MOST);
        assertThat(learned.leftOut())
                .contains("junk0: there is no room for it")
                .doesNotContain("own1: there is no room for it");
    }

    @Test
    void boundsWhatTheShopSays_andSaysWhatItLeftOut() {
        Profile profile = NOBODY;
        Profile.Learned learned = new Profile.Learned(profile, profile.anonymousIds());
        for (int i = 0; i < 99; i++) {
            learned = said(profile, i, Origin.SERVER, Map.of("own" + i, "\u6f22".repeat(999)));
            profile = learned.profile();
        }
        assertThat(bytes(profile)).isLessThanOrEqualTo(Traits.MOST_BYTES);
        assertThat(learned.leftOut()).containsExactly("own98: there is no room for it");
    }

    @Test
    void hasRoomForContactsAndConsent_whenItIsFull() {
        Profile profile = full("\u0001".repeat(1_000));
        Profile after = said(
                        profile,
                        200,
                        Origin.BROWSER,
                        Map.of("email", "ada@example.com", "phone", "+4915112345678", "consent", Map.of("email", true)))
                .profile();
        assertThat(after.email()).isEqualTo("ada@example.com");
        assertThat(after.phone()).isEqualTo("+4915112345678");
        assertThat(after.consent(Channel.EMAIL).state()).isEqualTo(Consent.State.SUBSCRIBED);
        assertThat(after.consent(Channel.EMAIL).untrusted()).isTrue();
    }

    @Test
    void staysTheShopsWord_whenABrowserRepeatsIt() {
        Profile profile = said(NOBODY, 1, Origin.SERVER, Map.of("plan", "gold")).profile();
        assertThat(said(profile, 2, Origin.BROWSER, Map.of("plan", "gold"))
                        .profile()
                        .traits()
                        .get("plan"))
                .isEqualTo(new Trait("gold", minutes(1), true));
        assertThat(said(profile, 2, Origin.BROWSER, Map.of("plan", "free"))
                        .profile()
                        .traits()
                        .get("plan"))
                .isEqualTo(new Trait("gold", minutes(1), true));
    }

    @Test
    void staysWithinItsLimits_whenAFullVisitorIsMergedIn() {
        Profile visitor = Profile.unknown(CustomerId.ofAnonymous("anon-2"));
        for (int i = 0; i < 20; i++) {
            visitor = said(visitor, i, Origin.BROWSER, Map.of("other" + i, "x".repeat(700)))
                    .profile();
        }
        Profile both = full("x".repeat(700)).merged(visitor, Takeover.ALL).profile();
        assertThat(both.traits()).hasSize(Traits.MOST_UNTRUSTED);
        assertThat(both.merged(visitor, Takeover.ALL).profile())
                .as("twice is once")
                .isEqualTo(both);
    }

    @Test
    void keepsTheNewestIds_whenThereAreMany() {
        Profile profile = NOBODY;
        for (int i = 0; i < 120; i++) {
            Profile visitor = Profile.unknown(CustomerId.ofAnonymous("v" + i));
            profile = profile.merged(visitor, Takeover.ALL).profile();
        }
        assertThat(profile.mergedFrom()).hasSize(Profile.MOST_IDS);
        assertThat(profile.mergedFrom().getLast()).isEqualTo(CustomerId.ofAnonymous("v119"));
    }
}
