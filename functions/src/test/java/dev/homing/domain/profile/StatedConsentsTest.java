package dev.homing.domain.profile;

import static dev.homing.domain.Events.identify;
import static dev.homing.domain.Events.minutes;
import static org.assertj.core.api.Assertions.assertThat;

import dev.homing.domain.Events;
import dev.homing.domain.Facts;
import dev.homing.domain.channel.Channel;
import dev.homing.domain.consent.Consent;
import dev.homing.domain.consent.Consent.State;
import dev.homing.domain.event.CustomerEvent;
import dev.homing.domain.event.CustomerEvent.Kind;
import dev.homing.domain.event.CustomerEvent.Origin;
import dev.homing.domain.id.CustomerId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class StatedConsentsTest {
    private static final Contacts CONTACTS = new Contacts((_, _) -> null, null);

    private static Profile.Learned learned(Profile before, int at, Map<String, ?> traits) {
        return before.learn(identify(minutes(at), Origin.SERVER, traits), CONTACTS, false);
    }

    private static Profile said(int at, Map<String, ?> traits) {
        return learned(Profile.unknown(CustomerId.ofUser("ada")), at, traits).profile();
    }

    static Stream<Arguments> statements() {
        return Stream.of(
                Arguments.of(Map.of("consent", Map.of("email", true)), State.SUBSCRIBED),
                Arguments.of(Map.of("consent", Map.of("email", "yes")), State.SUBSCRIBED),
                Arguments.of(Map.of("consent", Map.of("email", "no")), State.UNSUBSCRIBED),
                Arguments.of(Map.of("consent", Map.of("Email", "Opted-Out")), State.UNSUBSCRIBED),
                Arguments.of(Map.of("consent", Map.of("email", 0)), State.UNSUBSCRIBED),
                Arguments.of(Map.of("consent", List.of("email", "sms")), State.SUBSCRIBED),
                Arguments.of(Map.of("$consent", List.of("email")), State.SUBSCRIBED),
                Arguments.of(Map.of("consent", false), State.UNSUBSCRIBED),
                Arguments.of(Map.of("consent", "no"), State.UNSUBSCRIBED),
                Arguments.of(Map.of("consent", true), State.UNKNOWN),
                Arguments.of(Map.of("email_marketing_consent", Map.of("state", "subscribed")), State.SUBSCRIBED),
                Arguments.of(Map.of("email_marketing_consent", Map.of("state", "unsubscribed")), State.UNSUBSCRIBED),
                Arguments.of(Map.of("email_marketing_consent", Map.of("state", "redacted")), State.UNSUBSCRIBED),
                Arguments.of(Map.of("email_marketing_consent", Map.of("state", "invalid")), State.UNSUBSCRIBED),
                Arguments.of(Map.of("email_marketing_consent", Map.of("state", "not_subscribed")), State.NOT_GIVEN),
                Arguments.of(Map.of("email_marketing_consent", Map.of("state", "pending")), State.UNKNOWN),
                Arguments.of(Map.of("email_marketing_consent", Map.of("marketingState", "maybe")), State.UNKNOWN),
                Arguments.of(Map.of("emailConsent", "TRUE"), State.SUBSCRIBED),
                Arguments.of(Map.of("email_subscribe", "opted_in"), State.SUBSCRIBED),
                Arguments.of(Map.of("email_opt_in", false), State.UNSUBSCRIBED),
                Arguments.of(Map.of("email_opt_out", true), State.UNSUBSCRIBED),
                Arguments.of(Map.of("email_opt_out", false), State.UNKNOWN),
                Arguments.of(Map.of("accepts_marketing", true), State.SUBSCRIBED),
                Arguments.of(Map.of("accepts_marketing", false), State.NOT_GIVEN),
                Arguments.of(
                        Map.of("accepts_marketing", true, "email_marketing_consent", Map.of("state", "unsubscribed")),
                        State.UNSUBSCRIBED),
                Arguments.of(Map.of("buyer_accepts_marketing", true), State.SUBSCRIBED),
                Arguments.of(Map.of("buyer_accepts_marketing", false), State.UNKNOWN),
                Arguments.of(Map.of("marketing_consent", "denied"), State.UNSUBSCRIBED),
                Arguments.of(
                        Map.of("subscriptions", Map.of("email", Map.of("marketing", Map.of("consent", "SUBSCRIBED")))),
                        State.SUBSCRIBED),
                Arguments.of(Map.of("unsubscribed", "yes"), State.UNSUBSCRIBED),
                Arguments.of(Map.of("unsubscribed", 1), State.UNSUBSCRIBED),
                Arguments.of(Map.of("sms_marketing_consent", Map.of("state", "subscribed")), State.UNKNOWN),
                Arguments.of(Map.of("consent", Map.of("sms", true)), State.UNKNOWN));
    }

    @ParameterizedTest
    @MethodSource("statements")
    void readsWhatOthersCallConsent(Map<String, ?> traits, State email) {
        Profile profile = said(1, traits);
        assertThat(profile.consent(Channel.EMAIL).state()).isEqualTo(email);
        assertThat(profile.consent(Channel.WHATSAPP).state()).isNotEqualTo(State.SUBSCRIBED);
        assertThat(profile.traits()).as("consent is no trait").isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"consent,yes", "sms_consent,yes", "sms_marketing_consent,SUBSCRIBED", "accepts_sms_marketing,true"})
    void readsAYesToSms_asOneToSmsAlone(String name, String word) {
        Profile profile = said(1, Map.of(name, name.equals("consent") ? Map.of("sms", word) : word));
        assertThat(profile.consent(Channel.SMS).state()).isEqualTo(State.SUBSCRIBED);
        assertThat(profile.consent(Channel.WHATSAPP).state()).isEqualTo(State.UNKNOWN);
        assertThat(profile.consent(Channel.EMAIL).state()).isEqualTo(State.UNKNOWN);
    }

    static Stream<Map<String, ?>> unreadable() {
        return Stream.of(
                Map.of("consent", Map.of("email", "perhaps")),
                Map.of("consent", Map.of("fax", true)),
                Map.of("consent", Map.of("email", List.of())),
                Map.of("consent", "maybe"),
                Map.of("consent", true),
                Map.of("unsubscribed", "soon"),
                Map.of("email_marketing_consent", Map.of("state", "whatever")),
                Map.of("email_consent", Map.of()));
    }

    @ParameterizedTest
    @MethodSource("unreadable")
    void leavesThingsAsTheyWere_andSaysSo(Map<String, ?> traits) {
        Profile before = said(1, Map.of("consent", Map.of("email", true)));
        Profile.Learned learned = learned(before, 2, traits);
        assertThat(learned.profile().consents()).isEqualTo(before.consents());
        assertThat(learned.leftOut()).hasSize(1);
    }

    @Test
    void keepsWhenAndWhereItWasSaid() {
        Profile profile = said(
                9,
                Map.of(
                        "email_marketing_consent",
                        Map.of(
                                "state", "subscribed",
                                "opt_in_level", "single_opt_in",
                                "consent_updated_at", minutes(4).toString())));
        assertThat(profile.consent(Channel.EMAIL))
                .isEqualTo(new Consent(State.SUBSCRIBED, minutes(4), "event: single_opt_in"));
        assertThat(profile.consent(Channel.EMAIL).byEvent()).isTrue();
    }

    @Test
    void endsTheSame_inWhateverOrderStatementsCome() {
        List<CustomerEvent> all = List.of(
                identify(minutes(1), Origin.SERVER, Map.of("accepts_marketing", true)),
                identify(minutes(2), Origin.SERVER, Map.of("accepts_marketing", false)),
                identify(minutes(3), Origin.SERVER, Map.of("accepts_marketing", false)));
        for (int seed = 0; seed < 12; seed++) {
            List<CustomerEvent> shuffled = new ArrayList<>(all);
            Collections.shuffle(shuffled, new Random(seed));
            Profile profile = Profile.unknown(CustomerId.ofUser("ada"));
            for (CustomerEvent event : shuffled) {
                profile = profile.learn(event, CONTACTS, false).profile();
            }
            assertThat(profile.consent(Channel.EMAIL).state())
                    .as("who accepted before and does not any more has said no")
                    .isEqualTo(State.UNSUBSCRIBED);
        }
    }

    @Test
    void takesNoRememberedYes_whereANoWasSaidSince() {
        Profile no = said(2, Map.of("consent", Map.of("email", false)));
        CustomerEvent click = Events.event(
                "c",
                Kind.TRACK,
                "Product Viewed",
                minutes(5),
                minutes(5),
                Origin.SERVER,
                Facts.NONE,
                Facts.of(Map.of("consent", Map.of("email", true))));
        assertThat(no.learn(click, CONTACTS, false)
                        .profile()
                        .consent(Channel.EMAIL)
                        .state())
                .isEqualTo(State.UNSUBSCRIBED);
    }
}
