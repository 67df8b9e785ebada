package dev.homing.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homing.adapter.Starters;
import dev.homing.app.port.Sender;
import dev.homing.app.port.Unavailable;
import dev.homing.domain.Facts;
import dev.homing.domain.campaign.Shop;
import dev.homing.domain.channel.Channel;
import dev.homing.domain.consent.Consent;
import dev.homing.domain.consent.Policy;
import dev.homing.domain.event.CustomerEvent.Origin;
import dev.homing.domain.id.MessageId;
import dev.homing.domain.trigger.Trigger;
import dev.homing.lambda.AwsEvents;
import dev.homing.lambda.AwsEvents.Answer;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A shop that writes only to those who confirmed that they want it. */
class DoubleOptInTest {
    private World world = new World();
    private int number;

    @BeforeEach
    void confirms() {
        shop(Policy.CONFIRMED);
        world.publish(Starters.campaign("confirm-subscription"));
        var starter = Starters.campaign("lead-education");
        world.publish(TestCampaigns.as(
                starter, "lead-education", new Trigger(starter.trigger().start(), Duration.ZERO, "form")));
    }

    private void shop(Policy policy) {
        Shop shop = world.ports.campaigns.current().shop();
        world.ports.campaigns.shop(new Shop(
                shop.name(),
                shop.zone(),
                shop.currency(),
                shop.country(),
                shop.url(),
                shop.senderName(),
                shop.sender(),
                shop.postalAddress(),
                Map.of(Channel.EMAIL, policy),
                shop.quietHours(),
                shop.browsers()));
    }

    private void says(String user, Map<String, Object> traits, Origin origin) {
        world.advance(Duration.ofSeconds(1));
        Map<String, Object> all = new HashMap<>(traits);
        all.putIfAbsent("email", user + "@example.com");
        world.event(
                Facts.of(Map.of(
                        "type",
                        "identify",
                        "messageId",
                        "t" + number++,
                        "timestamp",
                        world.now().toString(),
                        "userId",
                        user,
                        "traits",
                        all)),
                origin);
        world.advance(Duration.ofMinutes(1));
    }

    private void form(String user, Origin origin) {
        world.event(world.track("f" + number++, user, "Form Submitted", Map.of("form", "f" + number)), origin);
        world.advance(Duration.ofMinutes(1));
    }

    private List<String> sent() {
        return world.sent().stream()
                .map(message -> message.tags().campaign() + " "
                        + (message instanceof Sender.Outgoing.Email email ? email.to() : ""))
                .toList();
    }

    private Consent consent(String user) {
        return world.ports.profiles.load(world.user(user)).consent(Channel.EMAIL);
    }

    private String link(int message) {
        MessageId id = world.sent().get(message).tags().message();
        return MemoryPorts.LINKS.preferencesUrl(id).replaceAll(".*/preferences/", "/preferences/");
    }

    private String get(String link) {
        return Answer.of(world.wiring().trackHandler().handle(AwsEvents.get(link, Map.of())))
                .body();
    }

    private String post(String link, String form) {
        Map<String, String> headers = Map.of("content-type", "application/x-www-form-urlencoded");
        Answer answer = Answer.of(world.wiring().trackHandler().handle(AwsEvents.post(link, headers, form)));
        world.advance(Duration.ofMinutes(1));
        return answer.body();
    }

    @ParameterizedTest
    @EnumSource(
            value = Origin.class,
            names = {"BROWSER", "SERVER"})
    void nothingIsSentBeforeItIsConfirmed_andLookingConfirmsNothing(Origin origin) {
        says("ada", Map.of("consent", Map.of("email", true)), origin);
        assertThat(sent()).containsExactly("confirm-subscription ada@example.com");
        form("ada", origin);
        assertThat(sent()).hasSize(1);
        assertThat(world.ports.messages.all().toString()).contains("NOT_CONFIRMED");

        String link = link(0);
        assertThat(get(link)).contains("One more step").contains("by email").doesNotContain("<fieldset>");
        get(link);
        form("ada", origin);
        assertThat(sent()).as("a link scanner confirms nothing").hasSize(1);
        post(link, "List-Unsubscribe=One-Click");
        assertThat(consent("ada").confirmed()).isFalse();

        assertThat(post(link, "choice=1&channel=email"))
                .contains("Your choice was saved.")
                .contains("value=\"email\" checked");
        assertThat(consent("ada").confirmed()).isTrue();
        assertThat(consent("ada").wording()).isEqualTo("news and offers from Shop by email");
        form("ada", origin);
        assertThat(sent()).containsExactly("confirm-subscription ada@example.com", "lead-education ada@example.com");

        says("ada", Map.of("consent", Map.of("email", true)), origin);
        assertThat(consent("ada").confirmed()).as("said again").isTrue();
        form("ada", origin);
        assertThat(sent())
                .as("nobody is asked twice")
                .containsExactly(
                        "confirm-subscription ada@example.com",
                        "lead-education ada@example.com",
                        "lead-education ada@example.com");
    }

    @Test
    void whoConfirmedElsewhereIsNotAsked() {
        says(
                "ada",
                Map.of("email_marketing_consent", Map.of("state", "subscribed", "opt_in_level", "confirmed_opt_in")),
                Origin.SERVER);
        says("bob", Map.of("consent", Map.of("email", "double opt-in")), Origin.SERVER);
        says("cy", Map.of("consent", Map.of("email", "double opt-in")), Origin.BROWSER);
        assertThat(sent())
                .as("what a page says is no confirmation")
                .containsExactly("confirm-subscription cy@example.com");
        form("ada", Origin.SERVER);
        form("bob", Origin.SERVER);
        assertThat(sent()).contains("lead-education ada@example.com", "lead-education bob@example.com");
    }

    @Test
    void anOtherShopAsksNobody() {
        shop(Policy.EXPLICIT);
        says("ada", Map.of("consent", Map.of("email", true)), Origin.SERVER);
        form("ada", Origin.SERVER);
        assertThat(sent()).contains("lead-education ada@example.com");
    }

    /** Else anyone could confirm with an address of their own, and have a stranger written to. */
    @Test
    void aConfirmationCountsForTheAddressThatItWasGivenFrom() {
        says("mallory", Map.of("consent", Map.of("email", true)), Origin.BROWSER);
        post(link(0), "choice=1&channel=email");
        assertThat(consent("mallory").confirmed()).isTrue();
        Map<String, Object> visitor = new HashMap<>();
        visitor.put("type", "identify");
        visitor.put("messageId", "v");
        visitor.put("anonymousId", "visitor-1");
        visitor.put("timestamp", world.now().plusSeconds(5).toString());
        visitor.put("traits", Map.of("email", "victim@example.com"));
        world.advance(Duration.ofMinutes(1));
        world.event(Facts.of(visitor), Origin.BROWSER);
        world.advance(Duration.ofMinutes(1));
        for (String from : List.of("mallory", "visitor-1")) {
            world.event(
                    Facts.of(Map.of(
                            "type",
                            "alias",
                            "messageId",
                            "a-" + from,
                            "timestamp",
                            world.now().toString(),
                            "userId",
                            from.equals("mallory") ? "third" : "mallory",
                            from.equals("mallory") ? "previousId" : "anonymousId",
                            from)),
                    Origin.BROWSER);
            world.advance(Duration.ofMinutes(1));
        }
        form("mallory", Origin.BROWSER);
        form("third", Origin.BROWSER);
        assertThat(sent()).noneMatch(message -> message.equals("lead-education victim@example.com"));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void killedAnywhere_itIsAskedOnce_andConfirmed(int seed) {
        world = new World(new Chaos(new Random(seed), 0.05));
        confirms();
        says("ada", Map.of("consent", Map.of("email", true)), Origin.BROWSER);
        world.advance(Duration.ofHours(8));
        assertThat(sent()).containsExactly("confirm-subscription ada@example.com");
        String link = link(0);
        for (int tries = 0; tries < 20 && !consent("ada").confirmed(); tries++) {
            try {
                post(link, "choice=1&channel=email");
            } catch (Chaos.Killed | Unavailable killed) {
                // Whoever clicked tries again.
            }
        }
        world.calm();
        world.advance(Duration.ofHours(8));
        form("ada", Origin.BROWSER);
        assertThat(sent()).containsExactly("confirm-subscription ada@example.com", "lead-education ada@example.com");
    }
}
