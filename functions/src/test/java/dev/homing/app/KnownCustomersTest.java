package dev.homing.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homing.domain.Facts;
import dev.homing.domain.channel.Channel;
import dev.homing.domain.consent.Consent.State;
import dev.homing.domain.consent.Scope;
import dev.homing.domain.event.CustomerEvent.Origin;
import dev.homing.domain.profile.Profile;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whom the shop's own servers know, nobody with a page's public key changes: not where messages go, not whether, not under what name. */
class KnownCustomersTest {
    private static final Map<String, Object> FORGED = Map.ofEntries(
            Map.entry("email", "eve@evil.example"),
            Map.entry("phone", "+4915199999999"),
            Map.entry("name", "Pwned"),
            Map.entry("firstName", "Pwned"),
            Map.entry("locale", "de"),
            Map.entry("timezone", "Pacific/Auckland"),
            Map.entry("country", "NZ"),
            Map.entry("address", Map.of("country", "NZ")),
            Map.entry("unsubscribed", true),
            Map.entry("consent", Map.of("email", false, "whatsapp", true)),
            Map.entry("city", "Paris"));

    private final World world = new World();

    private Facts identify(String id, @Nullable String user, @Nullable String anonymous, Map<String, Object> traits) {
        Map<String, Object> message = new LinkedHashMap<>();
        message.put("type", "identify");
        message.put("messageId", id);
        message.put("timestamp", world.now().toString());
        message.put("traits", traits);
        if (user != null) {
            message.put("userId", user);
        }
        if (anonymous != null) {
            message.put("anonymousId", anonymous);
        }
        return Facts.of(message);
    }

    private void says(Origin origin, Facts... events) {
        world.events(List.of(events), origin);
        world.settle();
        world.advance(Duration.ofMinutes(1));
    }

    private Profile ada() {
        return world.ports.profiles.load(world.user("ada"));
    }

    private List<String> leftOut(String id) {
        return world.ports.timeline.newest(world.user("ada"), null, 50).stream()
                .filter(entry ->
                        entry.event() != null && entry.event().messageId().equals(id))
                .flatMap(entry -> entry.leftOut().stream())
                .toList();
    }

    private void isStillWhoTheyWere() {
        assertThat(ada().phone()).isNull();
        assertThat(ada().name()).isNull();
        assertThat(ada().locale()).isNull();
        assertThat(ada().timeZone()).isNull();
        assertThat(ada().country()).isNull();
        for (Scope scope : List.of(Scope.ALL, Scope.of(Channel.EMAIL), Scope.of(Channel.WHATSAPP))) {
            assertThat(ada().consents().said(scope).state()).isEqualTo(State.UNKNOWN);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Order Completed", "Something happened"})
    void stayAsTheyAre_onceAServerSaidAnythingOfThem(String event) {
        says(Origin.SERVER, world.track("s1", "ada", event, Map.of("order_id", "1")));
        says(Origin.BROWSER, identify("b1", "ada", null, FORGED));
        isStillWhoTheyWere();
        assertThat(ada().email()).isNull();
        assertThat(ada().text("city")).as("what nobody is reached or called by").isEqualTo("Paris");
        assertThat(leftOut("b1")).hasSizeGreaterThanOrEqualTo(9).allMatch(why -> why.contains("server"));
    }

    @Test
    void stayAsTheyAre_whenABrowserAndTheBusSpeakInOneBatch() {
        says(Origin.BUS, identify("s1", "ada", null, Map.of("email", "ada@example.com")));
        says(Origin.BROWSER, identify("b1", "ada", "anon-1", FORGED), identify("b2", null, "anon-1", FORGED));
        isStillWhoTheyWere();
        assertThat(ada().email()).isEqualTo("ada@example.com");
    }

    @Test
    void sayNothingOfIt_whenABrowserOnlyRepeatsWhatIsKnown() {
        Map<String, Object> known =
                Map.of("email", "ada@example.com", "firstName", "Ada", "consent", Map.of("email", true));
        says(Origin.SERVER, identify("s1", "ada", null, known));
        says(Origin.BROWSER, identify("b1", "ada", null, known));
        assertThat(leftOut("b1")).isEmpty();
        assertThat(ada().vouched(Channel.EMAIL)).isTrue();
    }

    @Test
    void bringTheirCartsAndNoContacts_whenABrowserSignsAVisitorIn() {
        says(Origin.SERVER, identify("s1", "ada", null, Map.of("email", "ada@example.com")));
        says(Origin.BROWSER, identify("b1", null, "anon-1", FORGED), world.added("e1", "anon-1", "A", "10.00"));
        says(Origin.BROWSER, identify("b2", "ada", "anon-1", Map.of()));
        isStillWhoTheyWere();
        assertThat(ada().email()).isEqualTo("ada@example.com");
        assertThat(ada().anonymousIds()).contains("anon-1");
        assertThat(world.ports.states.load(world.user("ada")).carts().cart("").items())
                .isEqualTo(1);
        assertThat(keptOut())
                .extracting(why -> why.substring(0, why.indexOf(':')))
                .contains("email", "phone", "name", "locale", "consent.email", "consent.whatsapp")
                .doesNotContain("city");
    }

    /** What the timeline says that merges left out. */
    private List<String> keptOut() {
        return world.ports.timeline.newest(world.user("ada"), null, 50).stream()
                .filter(entry -> entry.event() == null && entry.decisions().isEmpty())
                .flatMap(entry -> entry.leftOut().stream())
                .toList();
    }

    @Test
    void sayNothingOfAMerge_thatKeepsNothingOut() {
        says(Origin.SERVER, identify("s1", "ada", null, Map.of("email", "ada@example.com", "firstName", "Ada")));
        says(Origin.BROWSER, identify("b1", null, "anon-1", Map.of("email", "ada@example.com", "city", "Paris")));
        says(Origin.BROWSER, identify("b2", "ada", "anon-1", Map.of()));
        assertThat(ada().text("city")).isEqualTo("Paris");
        assertThat(keptOut()).isEmpty();
    }

    @Test
    void getNoAddressOfAVisitor_whomAServerKnowsAndABrowserSignsIn() {
        says(Origin.SERVER, identify("s1", "ada", null, Map.of("phone", "+4915112345678")));
        says(Origin.SERVER, identify("s2", null, "anon-eve", Map.of("email", "eve@evil.example", "name", "Eve")));
        says(Origin.BROWSER, identify("b1", "ada", "anon-eve", Map.of()));
        assertThat(ada().email()).isNull();
        assertThat(ada().name()).isNull();
        assertThat(ada().phone()).isEqualTo("+4915112345678");
    }

    @Test
    void getWhatAServerSaidOfAVisitor_whomAServerSignsIn() {
        says(Origin.SERVER, identify("s1", "ada", null, Map.of("phone", "+4915112345678")));
        says(Origin.SERVER, identify("s2", null, "anon-1", Map.of("email", "ada@example.com")));
        says(Origin.BROWSER, identify("b1", null, "anon-2", FORGED));
        says(Origin.SERVER, identify("s3", "ada", "anon-1", Map.of()), identify("s4", "ada", "anon-2", Map.of()));
        assertThat(ada().email()).isEqualTo("ada@example.com");
        assertThat(ada().phone()).isEqualTo("+4915112345678");
        assertThat(ada().consents().said(Scope.ALL).state()).isEqualTo(State.UNKNOWN);
    }

    @Test
    void mayBeOptedOutByAPage_whileNoServerKnowsThem() {
        says(
                Origin.BROWSER,
                identify("b1", "ada", null, Map.of("email", "ada@example.com", "consent", Map.of("email", true))));
        says(Origin.BROWSER, identify("b2", "ada", null, Map.of("consent", Map.of("email", false))));
        assertThat(ada().consent(Channel.EMAIL).state()).isEqualTo(State.UNSUBSCRIBED);
        says(
                Origin.BROWSER,
                identify("b3", "ada", null, Map.of("consent", Map.of("email", true), "email", "eve@evil.example")));
        assertThat(ada().consent(Channel.EMAIL).state()).isEqualTo(State.UNSUBSCRIBED);
        assertThat(ada().email()).isEqualTo("ada@example.com");
        assertThat(leftOut("b3")).hasSize(2).allMatch(why -> why.contains("something else is known"));
    }

    @Test
    void areVouchedFor_whenAServerSaysWhatABrowserSaidBefore() {
        says(Origin.BROWSER, identify("b1", "ada", null, Map.of("email", "ada@example.com")));
        assertThat(ada().vouched(Channel.EMAIL)).isFalse();
        Map<String, Object> event = new LinkedHashMap<>(
                world.track("s1", "ada", "Signed Up", Map.of()).values());
        event.put("context", Map.of("traits", Map.of("email", "Ada@Example.com")));
        says(Origin.SERVER, new Facts(event));
        assertThat(ada().vouched(Channel.EMAIL)).isTrue();
    }
}
