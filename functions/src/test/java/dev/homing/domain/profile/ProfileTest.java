package dev.homing.domain.profile;

import static dev.homing.domain.Events.identify;
import static dev.homing.domain.Events.minutes;
import static org.assertj.core.api.Assertions.assertThat;

import dev.homing.adapter.phone.LibPhoneNumbers;
import dev.homing.domain.Events;
import dev.homing.domain.Facts;
import dev.homing.domain.channel.Channel;
import dev.homing.domain.consent.Consent;
import dev.homing.domain.consent.Consent.State;
import dev.homing.domain.consent.Policy;
import dev.homing.domain.consent.Scope;
import dev.homing.domain.event.CustomerEvent;
import dev.homing.domain.event.CustomerEvent.Kind;
import dev.homing.domain.event.CustomerEvent.Origin;
import dev.homing.domain.event.Identities;
import dev.homing.domain.id.CustomerId;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProfileTest {
    private static final CustomerId ADA = CustomerId.ofUser("ada");
    private static final CustomerId VISITOR = CustomerId.ofAnonymous("anon-1");

    private static final Contacts CONTACTS = new Contacts(new LibPhoneNumbers(), null);

    private static Profile after(Profile before, CustomerEvent event) {
        return before.learn(event, CONTACTS, false).profile();
    }

    private static Profile after(Profile before, List<CustomerEvent> events) {
        Profile profile = before;
        for (CustomerEvent event : events) {
            profile = after(profile, event);
        }
        return profile;
    }

    private static Profile after(CustomerEvent... events) {
        return after(Profile.unknown(ADA), List.of(events));
    }

    private static CustomerEvent server(int at, Map<String, ?> traits) {
        return identify(minutes(at), Origin.SERVER, traits);
    }

    private static CustomerEvent browser(int at, Map<String, ?> traits) {
        return identify(minutes(at), Origin.BROWSER, traits);
    }

    @Test
    void learnsWhoTheCustomerIs() {
        Profile profile = after(server(
                1,
                Map.of(
                        "email",
                        "Ada@Example.COM ",
                        "phone",
                        "+49 (151) 123-456.78",
                        "first_name",
                        "Ada",
                        "last_name",
                        "Lovelace",
                        "time_zone",
                        "Europe/Berlin",
                        "locale",
                        "de_DE")));
        assertThat(profile.email()).isEqualTo("ada@example.com");
        assertThat(profile.phone()).isEqualTo("+4915112345678");
        assertThat(profile.name()).isEqualTo("Ada Lovelace");
        assertThat(profile.timeZone()).isEqualTo(ZoneId.of("Europe/Berlin"));
        assertThat(profile.locale()).isEqualTo(Locale.forLanguageTag("de-DE"));
        assertThat(profile.userId()).isEqualTo("ada");
        assertThat(profile.anonymousIds()).containsExactly("anon-1");
        assertThat(profile.address(Channel.EMAIL)).isEqualTo("ada@example.com");
        assertThat(profile.address(Channel.WHATSAPP)).isEqualTo("+4915112345678");
    }

    @ParameterizedTest
    @CsvSource({
        "email, no address",
        "email, @example.com",
        "email, ada@",
        "email, 'ada@example.com,eve@example.com'",
        "email, 'ada@example.com <eve@example.com>'",
        "phone, 12345",
        "phone, call me",
        "phone, +4912345678901234567",
    })
    void doesNotTakeForAContactWhatIsNone(String trait, String value) {
        assertThat(after(server(1, Map.of(trait, value))).text(trait)).isNull();
    }

    @Test
    void takesNoTraitsThatFillTheProfile() {
        Profile profile = after(server(1, Map.of("story", "x".repeat(1_001), "n".repeat(101), "v", "plan", "gold")));
        assertThat(profile.traits()).containsOnlyKeys("plan");
        Map<String, Object> many = new HashMap<>();
        for (int i = 0; i < 200; i++) {
            many.put("t" + i, i);
        }
        assertThat(after(server(1, many)).traits()).hasSize(100);
    }

    @Test
    void writesANumberInternationally_andKnowsNoZoneThatIsNone() {
        Profile profile =
                after(server(1, Map.of("phone", "0151 12345678", "country", "Germany", "timezone", "Mars/Olympus")));
        assertThat(profile.phone()).isEqualTo("+4915112345678");
        assertThat(profile.timeZone()).isNull();
        assertThat(profile.locale()).isNull();
        assertThat(profile.name()).isNull();
        assertThat(after(server(1, Map.of("firstName", "Ada"))).name()).isEqualTo("Ada");
        assertThat(after(server(1, Map.of("name", "Countess", "firstName", "Ada")))
                        .name())
                .isEqualTo("Countess");
    }

    @Property(tries = 300)
    void endsWithTheLatestStatement_inWhateverOrderTheyArrive(@ForAll @LongRange(min = 0, max = 1_000_000) long seed) {
        Random dice = new Random(seed);
        List<CustomerEvent> said = new ArrayList<>();
        String email = "";
        boolean wanted = false;
        for (int i = 1; i <= 5; i++) {
            email = "ada" + dice.nextInt(2) + "@example.com";
            wanted = dice.nextBoolean();
            said.add(server(i, Map.of("email", email, "consent", Map.of("email", wanted))));
        }
        Collections.shuffle(said, dice);
        Profile profile = after(Profile.unknown(ADA), said);
        assertThat(profile.email()).isEqualTo(email);
        assertThat(profile.consent(Channel.EMAIL).state()).isEqualTo(wanted ? State.SUBSCRIBED : State.UNSUBSCRIBED);
    }

    @Test
    void staysTheSame_whenNothingNewIsSaid() {
        Profile profile = after(server(1, Map.of("email", "ada@example.com")));
        assertThat(after(profile, server(1, Map.of("email", "ada@example.com"))))
                .isSameAs(profile);
        CustomerEvent click = Events.event(
                "t",
                Kind.TRACK,
                "X",
                minutes(5),
                minutes(5),
                Origin.SERVER,
                Facts.NONE,
                Facts.of(Map.of("email", "ada@example.com")));
        assertThat(after(profile, click))
                .as("every event may bring the traits along")
                .isSameAs(profile);
    }

    @Test
    void readsConsentByChannel_orForAll() {
        Profile profile = after(
                server(1, Map.of("consent", Map.of("email", true, "whatsapp", false, "sms", true, "fax", "yes"))));
        assertThat(profile.consent(Channel.EMAIL)).isEqualTo(new Consent(State.SUBSCRIBED, minutes(1), "event"));
        assertThat(profile.consent(Channel.WHATSAPP).state()).isEqualTo(State.UNSUBSCRIBED);
        assertThat(profile.traits()).isEmpty();
        Profile none = after(profile, server(2, Map.of("unsubscribed", true)));
        assertThat(none.consent(Channel.EMAIL).state()).isEqualTo(State.UNSUBSCRIBED);
        assertThat(none.consent(Channel.WHATSAPP).state()).isEqualTo(State.UNSUBSCRIBED);
        assertThat(none.consents().said(Scope.ALL).state())
                .as("said once of everything, also of channels that come later")
                .isEqualTo(State.UNSUBSCRIBED);
        assertThat(after(server(1, Map.of("unsubscribed", false))).consent(Channel.EMAIL))
                .isEqualTo(Consent.UNKNOWN);
        assertThat(after(none, server(3, Map.of("consent", Map.of("email", true))))
                        .consent(Channel.EMAIL)
                        .state())
                .as("a no to everything beats a yes to something")
                .isEqualTo(State.UNSUBSCRIBED);
        assertThat(after(none, browser(3, Map.of("unsubscribed", false)))
                        .consent(Channel.EMAIL)
                        .state())
                .isEqualTo(State.UNSUBSCRIBED);
        assertThat(after(none, server(3, Map.of("unsubscribed", false)))
                        .consent(Channel.EMAIL)
                        .state())
                .as("taken back: what was said of the channel counts again")
                .isEqualTo(State.SUBSCRIBED);
    }

    @Test
    void readsConsentByTopic_withTheWordsThatTheCustomerAgreedTo() {
        Profile profile = after(server(
                1,
                Map.of(
                        "consent",
                        Map.of(
                                "email/news",
                                Map.of("granted", true, "wording", "Send me news"),
                                "all/offers",
                                false,
                                "all",
                                true))));
        assertThat(profile.consents().on(Channel.EMAIL, "news"))
                .isEqualTo(new Consent(State.SUBSCRIBED, minutes(1), "event", "Send me news"));
        assertThat(profile.consents().on(Channel.WHATSAPP, "offers").state()).isEqualTo(State.UNSUBSCRIBED);
        assertThat(profile.consent(Channel.EMAIL))
                .as("nobody agrees to everything")
                .isEqualTo(Consent.UNKNOWN);
    }

    @ParameterizedTest
    @CsvSource({
        "SUBSCRIBED, IMPLIED, true",
        "SUBSCRIBED, EXPLICIT, true",
        "UNSUBSCRIBED, IMPLIED, false",
        "UNSUBSCRIBED, EXPLICIT, false",
        "UNKNOWN, IMPLIED, true",
        "UNKNOWN, EXPLICIT, false",
    })
    void mayBeWrittenTo_asTheShopsPolicyAndTheCustomerSay(State state, Policy policy, boolean allowed) {
        assertThat(new Consent(state, minutes(1), "event").allows(policy)).isEqualTo(allowed);
    }

    @Test
    void keepsContactsAndConsent_whenABrowserSaysOtherwise() {
        Profile known =
                after(server(1, Map.of("email", "ada@example.com", "plan", "gold", "consent", Map.of("email", false))));
        Profile after = after(
                known,
                browser(
                        2,
                        Map.of(
                                "email",
                                "eve@example.com",
                                "phone",
                                "+4915100000000",
                                "plan",
                                "free",
                                "consent",
                                Map.of("email", true, "whatsapp", true))));
        assertThat(after.email()).isEqualTo("ada@example.com");
        assertThat(after.phone()).as("it may state what is not known yet").isEqualTo("+4915100000000");
        assertThat(after.text("plan")).as("what a server said stands").isEqualTo("gold");
        assertThat(after.consent(Channel.EMAIL).state()).isEqualTo(State.UNSUBSCRIBED);
        assertThat(after.consent(Channel.WHATSAPP).state()).isEqualTo(State.SUBSCRIBED);
        assertThat(after(after, browser(3, Map.of("phone", "+4915111111111"))).phone())
                .isEqualTo("+4915100000000");
        assertThat(after(after, server(3, Map.of("phone", "+4915111111111"))).phone())
                .isEqualTo("+4915111111111");
    }

    @Test
    void keepsContactsAndConsent_whenABrowserSaysThemOfAVisitorFirst() {
        Profile known = after(server(1, Map.of("email", "ada@example.com", "consent", Map.of("email", false))));
        CustomerEvent said = new CustomerEvent(
                "v",
                Kind.IDENTIFY,
                "identify",
                new Identities(null, "anon-1", null, null),
                minutes(5),
                minutes(5),
                minutes(5),
                Origin.BROWSER,
                Facts.NONE,
                Facts.of(Map.of(
                        "email",
                        "eve@example.com",
                        "plan",
                        "free",
                        "phone",
                        "+4915100000000",
                        "consent",
                        Map.of("email", true))),
                List.of());
        Profile both = known.merged(after(Profile.unknown(VISITOR), said), Takeover.ALL)
                .profile();
        assertThat(both.email()).isEqualTo("ada@example.com");
        assertThat(both.consent(Channel.EMAIL).state()).isEqualTo(State.UNSUBSCRIBED);
        assertThat(both.phone()).isEqualTo("+4915100000000");
        assertThat(both.text("plan")).isEqualTo("free");
    }

    @Test
    void optsOut_whenTheVisitorDidByALink() {
        Profile known = after(server(1, Map.of("consent", Map.of("email", true))));
        Profile visitor = Profile.unknown(VISITOR)
                .with(Channel.EMAIL, new Consent(State.UNSUBSCRIBED, minutes(5), "unsubscribe-link"));
        assertThat(known.merged(visitor, Takeover.ALL)
                        .profile()
                        .consent(Channel.EMAIL)
                        .state())
                .isEqualTo(State.UNSUBSCRIBED);
    }

    @Test
    void becomesOne_withTheLaterOfEachStatement() {
        CustomerId bob = CustomerId.ofUser("bob");
        Profile one = after(server(1, Map.of("email", "old@example.com", "plan", "gold")));
        Profile other =
                after(Profile.unknown(bob), List.of(server(2, Map.of("email", "new@example.com", "city", "Hamburg"))));
        Profile both = one.merged(other, Takeover.ALL).profile();
        assertThat(both.id()).isEqualTo(ADA);
        assertThat(both.email()).isEqualTo("new@example.com");
        assertThat(both.text("plan")).isEqualTo("gold");
        assertThat(both.text("city")).isEqualTo("Hamburg");
        assertThat(both.allIds()).containsExactly(ADA, bob);
        assertThat(both.merged(other, Takeover.ALL).profile())
                .as("twice is once")
                .isEqualTo(both);
    }

    @Test
    void countsTheLaterConsent() {
        Profile profile = Profile.unknown(ADA)
                .with(Channel.EMAIL, new Consent(State.UNSUBSCRIBED, minutes(5), "unsubscribe-link"))
                .with(Channel.EMAIL, new Consent(State.SUBSCRIBED, minutes(4), "event"));
        assertThat(profile.consent(Channel.EMAIL).state()).isEqualTo(State.UNSUBSCRIBED);
        Instant same = minutes(5);
        assertThat(profile.with(Channel.EMAIL, new Consent(State.SUBSCRIBED, same, "event"))
                        .consent(Channel.EMAIL)
                        .state())
                .as("at the same instant the customer's own answer counts")
                .isEqualTo(State.UNSUBSCRIBED);
        assertThat(profile.with(Channel.EMAIL, new Consent(State.SUBSCRIBED, minutes(6), "undone"))
                        .consent(Channel.EMAIL)
                        .state())
                .isEqualTo(State.SUBSCRIBED);
    }
}
