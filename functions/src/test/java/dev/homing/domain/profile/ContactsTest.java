package dev.homing.domain.profile;

import static dev.homing.domain.Events.identify;
import static dev.homing.domain.Events.minutes;
import static org.assertj.core.api.Assertions.assertThat;

import dev.homing.adapter.phone.LibPhoneNumbers;
import dev.homing.domain.channel.Channel;
import dev.homing.domain.event.CustomerEvent;
import dev.homing.domain.event.CustomerEvent.Origin;
import dev.homing.domain.id.CustomerId;
import dev.homing.domain.profile.Profile.Unreachable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ContactsTest {
    private static final Profile NOBODY = Profile.unknown(CustomerId.ofUser("ada"));

    private static Profile.Learned said(
            Profile before, int at, Origin origin, @Nullable String shopCountry, Map<String, ?> traits) {
        return before.learn(
                identify(minutes(at), origin, traits), new Contacts(new LibPhoneNumbers(), shopCountry), false);
    }

    private static Profile of(@Nullable String shopCountry, Map<String, ?> traits) {
        return said(NOBODY, 1, Origin.SERVER, shopCountry, traits).profile();
    }

    @Test
    void readsANumberByTheCustomersCountry_elseByTheShops() {
        Map<String, ?> national = Map.of("phone", "0664 1234567");
        assertThat(of("DE", Map.of("phone", "0664 1234567", "country", "Austria"))
                        .phone())
                .isEqualTo("+436641234567");
        assertThat(of("AT", national).phone()).isEqualTo("+436641234567");
        assertThat(of("DE", Map.of("phone", "0664 1234567", "address", Map.of("country_code", "AT")))
                        .phone())
                .isEqualTo("+436641234567");
        assertThat(of(null, national).phone()).isNull();
        assertThat(of(null, national).phoneAsGiven()).isEqualTo("0664 1234567");
    }

    @Test
    void saysWhyThereIsNoAddress() {
        assertThat(NOBODY.unreachable(Channel.WHATSAPP, null)).isEqualTo(Unreachable.NOT_KNOWN);
        assertThat(of(null, Map.of("phone", "0664 1234567")).unreachable(Channel.WHATSAPP, null))
                .isEqualTo(Unreachable.NO_COUNTRY);
        assertThat(of("DE", Map.of("phone", "12")).unreachable(Channel.WHATSAPP, "DE"))
                .isEqualTo(Unreachable.UNREADABLE);
        assertThat(of(null, Map.of("phone", "+1 555")).unreachable(Channel.WHATSAPP, null))
                .isEqualTo(Unreachable.UNREADABLE);
        assertThat(of(null, Map.of("email", "a@b@c")).unreachable(Channel.EMAIL, null))
                .isEqualTo(Unreachable.UNREADABLE);
    }

    @Test
    void endsTheSame_inWhateverOrderNumberAndCountryCome() {
        List<CustomerEvent> all = List.of(
                identify(minutes(1), Origin.SERVER, Map.of("phone", "+4915112345678")),
                identify(minutes(2), Origin.SERVER, Map.of("phone", "0664 1234567")),
                identify(minutes(3), Origin.SERVER, Map.of("country", "AT")));
        for (int seed = 0; seed < 12; seed++) {
            List<CustomerEvent> shuffled = new ArrayList<>(all);
            Collections.shuffle(shuffled, new Random(seed));
            Profile profile = NOBODY;
            for (CustomerEvent event : shuffled) {
                profile = profile.learn(event, new Contacts(new LibPhoneNumbers(), null), false)
                        .profile();
            }
            assertThat(profile.phone()).isEqualTo("+436641234567");
        }
    }

    @Test
    void keepsTheAddressThatIsKnown_whenALaterOneCannotBeRead_andSaysSo() {
        Profile known = of("DE", Map.of("email", "ada@example.com", "phone", "+4915112345678"));
        Profile.Learned later =
                said(known, 2, Origin.SERVER, "DE", Map.of("email", "a@b@c.example", "phone", "call me"));
        assertThat(later.profile().email()).isEqualTo("ada@example.com");
        assertThat(later.profile().phone()).isEqualTo("+4915112345678");
        assertThat(later.leftOut())
                .anySatisfy(why -> assertThat(why).startsWith("email: a@b@c.example"))
                .anySatisfy(why -> assertThat(why).startsWith("phone: call me"));
    }

    @Test
    void letsABrowserStateNoOtherContact_readableOrNot() {
        Profile given = of(null, Map.of("phone", "0664 1234567"));
        assertThat(said(given, 2, Origin.BROWSER, null, Map.of("phone", "+4915112345678"))
                        .profile()
                        .phone())
                .isNull();
        Profile visitor = said(
                        Profile.unknown(CustomerId.ofAnonymous("v")),
                        5,
                        Origin.BROWSER,
                        "DE",
                        Map.of("phone", "0151 99999999"))
                .profile();
        Profile known = of("DE", Map.of("phone", "+4915112345678"));
        Profile merged = known.merged(
                        new Profile(
                                visitor.id(),
                                null,
                                visitor.anonymousIds(),
                                visitor.traits(),
                                visitor.consents(),
                                visitor.devices(),
                                visitor.mergedFrom(),
                                1),
                        Takeover.ALL)
                .profile();
        assertThat(said(merged, 9, Origin.SERVER, "DE", Map.of("plan", "gold"))
                        .profile()
                        .phone())
                .isEqualTo("+4915112345678");
    }

    static Stream<Map<String, ?>> noText() {
        return Stream.of(
                Map.of("firstName", List.of("A", "B")),
                Map.of("firstName", Map.of("a", 1)),
                Map.of("firstName", true),
                Map.of("email", List.of("a@example.com", "b@example.com")),
                Map.of("phone", Map.of("number", 1)),
                Map.of("name", List.of()));
    }

    @ParameterizedTest
    @MethodSource("noText")
    void leavesOutWhatIsNoText_andSaysSo(Map<String, ?> traits) {
        Profile.Learned learned = said(NOBODY, 1, Origin.SERVER, "DE", traits);
        assertThat(learned.profile().name()).isNull();
        assertThat(learned.profile().email()).isNull();
        assertThat(learned.profile().phone()).isNull();
        assertThat(learned.leftOut()).hasSize(1);
    }

    @Test
    void takesBlanksAndWhatProgramsWriteForNothing_asNothingSaid() {
        Profile known = of("DE", Map.of("firstName", "Ada", "email", "ada@example.com"));
        for (String nothing : List.of("", "  ", "\u00a0", "null", "undefined", "NaN", "None", "[object Object]")) {
            Profile.Learned learned =
                    said(known, 2, Origin.SERVER, "DE", Map.of("firstName", nothing, "email", nothing));
            assertThat(learned.profile().text("firstName")).as(nothing).isEqualTo("Ada");
            assertThat(learned.profile().email()).isEqualTo("ada@example.com");
        }
        assertThat(of("DE", Map.of("lastName", "Null")).text("lastName")).isEqualTo("Null");
    }
}
