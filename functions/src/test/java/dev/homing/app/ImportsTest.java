package dev.homing.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.homing.adapter.Starters;
import dev.homing.domain.Facts;
import dev.homing.domain.campaign.SendingRules;
import dev.homing.domain.channel.Channel;
import dev.homing.domain.consent.AddressKey;
import dev.homing.domain.consent.Consent;
import dev.homing.domain.consent.Suppression;
import dev.homing.domain.id.CustomerId;
import dev.homing.domain.message.MessageStatus;
import dev.homing.domain.profile.Profile;
import dev.homing.lambda.AwsEvents;
import dev.homing.lambda.AwsEvents.Answer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Files as a marketer brings them in, by the API. */
class ImportsTest {
    private final World world = new World();

    private JsonNode bringIn(String kind, String file) {
        Answer answer = Answer.of(
                world.wiring().adminHandler().handle(AwsEvents.api("POST", "/api/imports/" + kind, "editor", file)));
        assertThat(answer.status()).as(answer.body()).isEqualTo(202);
        world.settle();
        JsonNode report = answer.json();
        Answer again = Answer.of(world.wiring()
                .adminHandler()
                .handle(AwsEvents.api("GET", "/api/imports/" + report.path("id").asText(), "viewer", "")));
        assertThat(again.json()).isEqualTo(report);
        return report;
    }

    private static String counts(JsonNode report) {
        return report.path("created").asInt() + " created, "
                + report.path("changed").asInt() + " changed, "
                + report.path("unchanged").asInt() + " unchanged, "
                + report.path("rejectedCount").asInt() + " rejected";
    }

    private Profile profile(String user) {
        return world.ports.profiles.load(CustomerId.ofUser(user));
    }

    private static final String FILE =
            "userId,email,First Name,tier,birthday\nada,ada@example.com,Ada,gold,1990-01-02\nbob,bob@example.com,Bob,silver,\n";

    @Test
    void customersAreCreated_changedOrLeftAsTheyAre_andTheSameFileDoesNothing() {
        assertThat(counts(bringIn("customers", FILE))).isEqualTo("2 created, 0 changed, 0 unchanged, 0 rejected");
        assertThat(profile("ada").text("firstName")).isEqualTo("Ada");
        assertThat(profile("ada").text("birthday")).isEqualTo("1990-01-02");
        assertThat(counts(bringIn("customers", FILE))).isEqualTo("0 created, 0 changed, 2 unchanged, 0 rejected");
        assertThat(counts(bringIn("customers", FILE.replace("silver", "gold"))))
                .isEqualTo("0 created, 1 changed, 1 unchanged, 0 rejected");
        assertThat(profile("bob").text("tier")).isEqualTo("gold");
    }

    @Test
    void suppressionsKeepMessagesFromAddresses_andTheSameFileDoesNothing() {
        bringIn("customers", FILE);
        String file = """
                Email,Reason,Timestamp
                ADA@example.com,Marked as spam,2026-11-01
                bob@example.com,,
                nobody,bounced,
                x@example.com,bored,
                y@example.com,bounced,yesterday
                ,bounced,
                """;
        JsonNode report = bringIn("suppressions", file);
        assertThat(counts(report)).isEqualTo("2 created, 0 changed, 0 unchanged, 4 rejected");
        assertThat(report.path("rejected").toString())
                .contains("email: ")
                .contains("reason: ")
                .contains("date: ")
                .contains("email, phone: ");
        world.advance(Duration.ofMinutes(1));
        assertThat(suppressed("ada@example.com", Suppression.Why.COMPLAINED)).isTrue();
        assertThat(suppressed("bob@example.com", Suppression.Why.UNSUBSCRIBED)).isTrue();
        assertThat(counts(bringIn("suppressions", file))).isEqualTo("0 created, 0 changed, 2 unchanged, 4 rejected");
        assertThat(counts(bringIn("suppressions", "email,reason\nada@example.com,bounce\n")))
                .isEqualTo("0 created, 1 changed, 0 unchanged, 0 rejected");

        world.advance(Duration.ofMinutes(1));

        for (String user : new String[] {"ada", "bob"}) {
            world.event(world.track("p-" + user, user, "Payment Failed", Map.of("order_id", "o-" + user)));
        }
        world.settle();
        assertThat(world.sent())
                .as("ada's bounced; bob unsubscribed, and this one is transactional")
                .hasSize(1);
    }

    /** Who wants messages again says so; a file says what was so once, and whoever brings it in may not know better. */
    @Test
    void anImportedYesLiftsNothingThatStandsAgainstAnAddress_andTheirOwnDoes() {
        world.publish(TestCampaigns.emailAt("news", "Went", SendingRules.USUAL));
        bringIn("suppressions", "email,reason,date\nada@example.com,unsubscribed,2026-11-01\n");
        Suppression erased = Suppression.none(AddressKey.of(Channel.EMAIL, "bob@example.com"))
                .erased(Instant.parse("2026-11-01T00:00:00Z"));
        world.ports.suppressions.save(erased);
        world.advance(Duration.ofMinutes(1));
        bringIn("customers", "userId,email,Email Consent\nada,ada@example.com,yes\nbob,bob@example.com,yes\n");
        world.advance(Duration.ofMinutes(1));
        assertThat(profile("ada").consent(Channel.EMAIL).state()).isEqualTo(Consent.State.SUBSCRIBED);
        for (String user : new String[] {"ada", "bob"}) {
            world.event(world.track("w1-" + user, user, "Went", Map.of("order_id", "o")));
        }
        world.advance(Duration.ofMinutes(10));
        assertThat(world.sent()).isEmpty();

        for (String user : new String[] {"ada", "bob"}) {
            Map<String, Object> message =
                    new LinkedHashMap<>(world.identify("i-" + user, user, null).values());
            message.put("traits", Map.of("email", user + "@example.com", "consent", Map.of("email", true)));
            world.event(Facts.of(message));
            world.event(world.track("w2-" + user, user, "Went", Map.of("order_id", "o")));
        }
        world.advance(Duration.ofMinutes(10));
        assertThat(world.sent()).as("by what they said themselves since").hasSize(2);
    }

    private static List<String> exported(World from) {
        List<String> lines = new ArrayList<>();
        for (Channel channel : Channel.values()) {
            Answer answer = Answer.of(from.wiring()
                    .adminHandler()
                    .handle(AwsEvents.api("GET", "/api/suppressions?channel=" + channel.key(), "editor", "")));
            assertThat(answer.status()).as(answer.body()).isEqualTo(200);
            answer.json()
                    .path("suppressions")
                    .forEach(one -> lines.add(String.join(
                            ",",
                            one.path("channel").asText(),
                            one.path("address").asText(""),
                            one.path("hash").asText(),
                            one.path("why").asText(),
                            one.path("since").asText())));
        }
        return lines;
    }

    private static JsonNode bringInto(World world, List<String> lines) {
        Answer answer = Answer.of(world.wiring()
                .adminHandler()
                .handle(AwsEvents.api(
                        "POST",
                        "/api/imports/suppressions",
                        "editor",
                        "channel,address,hash,reason,since\n" + String.join("\n", lines) + "\n")));
        assertThat(answer.status()).as(answer.body()).isEqualTo(202);
        return answer.json();
    }

    @Test
    void suppressionsThatWereTakenOutAndBroughtInAgainAreTheSame_inThisShopAndInAnother() {
        bringIn("suppressions", """
                address,reason,date
                ada@example.com,spam,2026-11-01
                ada@example.com,bounced,2026-11-03
                bob@example.com,,2026-11-02T08:00:00.123Z
                +4915112345678,stop,2026-11-02
                """);
        Suppression hashed = Suppression.none(AddressKey.of(Channel.EMAIL, "gone@example.com"))
                .because(Suppression.Why.UNSUBSCRIBED, world.now(), null)
                .erased(world.now());
        world.ports.suppressions.save(hashed);
        List<String> before = exported(world);
        assertThat(before).hasSize(7).anyMatch(line -> line.startsWith("email,,") && line.contains(",erased,"));

        assertThat(counts(bringInto(world, before)))
                .as("an import loosens nothing, and this one says nothing new")
                .isEqualTo("0 created, 0 changed, 7 unchanged, 0 rejected");
        assertThat(exported(world)).isEqualTo(before);
        World another = new World();
        bringInto(another, before);
        assertThat(exported(another)).isEqualTo(before);
    }

    @Test
    void bouncedAddressesAreReactivatedByAnAdmin_andThoseWhoseOwnersWantNothingAreNot() {
        bringIn("suppressions", """
                email,reason
                ada@example.com,bounced
                bob@example.com,unsubscribed
                """);
        assertThat(reactivated("ada@example.com", "editor")).isEqualTo(403);
        assertThat(reactivated("ada@example.com", "admin")).isEqualTo(200);
        assertThat(suppressed("ada@example.com", Suppression.Why.BOUNCED)).isFalse();
        assertThat(reactivated("ada@example.com", "admin")).isEqualTo(404);
        assertThat(reactivated("bob@example.com", "admin")).isEqualTo(409);
        assertThat(suppressed("bob@example.com", Suppression.Why.UNSUBSCRIBED)).isTrue();
    }

    private int reactivated(String email, String role) {
        return Answer.of(world.wiring()
                        .adminHandler()
                        .handle(AwsEvents.api("DELETE", "/api/suppressions/email/" + email, role, "")))
                .status();
    }

    private boolean suppressed(String email, Suppression.Why why) {
        return world.ports.suppressions.of(AddressKey.of(Channel.EMAIL, email)).standsFor(why);
    }

    @Test
    void startNothing_unlessThatIsAskedFor() {
        world.publish(Starters.campaign("loyalty"));
        bringIn("customers", FILE);
        bringIn("customers", FILE.replace("silver", "gold"));
        assertThat(world.sent()).isEmpty();
        bringIn("customers?start=true", FILE.replace("silver", "platinum"));
        assertThat(world.sent()).hasSize(1);
    }

    @Test
    void neverLoosenConsent() {
        bringIn("customers", "userId,email,Accepts Email Marketing\nada,ada@example.com,yes\nbob,bob@example.com,no\n");
        assertThat(profile("ada").consent(Channel.EMAIL).state()).isEqualTo(Consent.State.SUBSCRIBED);
        assertThat(profile("bob").consent(Channel.EMAIL).state()).isNotEqualTo(Consent.State.SUBSCRIBED);
        world.event(world.added("a", "ada", "mug", "10"));
        world.advance(Duration.ofMinutes(31));
        world.reaction(world.sent().getFirst().tags().message(), MessageStatus.UNSUBSCRIBED, world.now());
        world.settle();
        bringIn("customers", "userId,email,Accepts Email Marketing\nada,ada@example.com,yes\n");
        assertThat(profile("ada").consent(Channel.EMAIL).state()).isEqualTo(Consent.State.UNSUBSCRIBED);
    }

    @Test
    void findsCustomersByTheirAddress() {
        bringIn("customers", FILE);
        assertThat(counts(bringIn("customers", "Email Address;City\nADA@example.com;Berlin\nnew@example.com;Rome\n")))
                .isEqualTo("1 created, 1 changed, 0 unchanged, 0 rejected");
        assertThat(profile("ada").text("city")).isEqualTo("Berlin");
    }

    @Test
    void saysWhichLinesItCouldNotTake() {
        JsonNode report = bringIn(
                "customers", "userId,email\nundefined,a@example.com\n\nada,ada@example.com\n,\n,not an address\n");
        assertThat(counts(report)).isEqualTo("1 created, 0 changed, 0 unchanged, 3 rejected");
        assertThat(report.at("/rejected/0/line").asInt()).isEqualTo(2);
        assertThat(report.at("/rejected/0/reason").asText()).startsWith("userId:");
        assertThat(report.at("/rejected/1/line").asInt()).isEqualTo(5);
    }

    @Test
    void productsAreCreatedAndChanged_andThoseAreToldWhoAskedForIt() {
        world.publish(Starters.campaign("price-drop"));
        world.event(world.identify("i1", "ada", null));
        assertThat(counts(bringIn("products", "id,title,price,currency\nmug,Mug,20.00,EUR\nlamp,Lamp,49,EUR\n")))
                .isEqualTo("2 created, 0 changed, 0 unchanged, 0 rejected");
        world.event(world.track("v", "ada", "Product Viewed", Map.of("product_id", "mug")));
        world.settle();
        assertThat(counts(bringIn("products", "id,title,price,currency\nmug,Mug,15.00,EUR\nlamp,Lamp,49,EUR\n")))
                .isEqualTo("0 created, 1 changed, 1 unchanged, 0 rejected");
        world.advance(Duration.ofMinutes(1));
        assertThat(world.sent()).hasSize(1);
    }

    @Test
    void eventsAreTakenLineByLine() {
        JsonNode report = bringIn("events", """
                {"type":"track","event":"Order Completed","userId":"ada","messageId":"o1","properties":{"order_id":"1"}}
                {"type":"track","event":"Order Completed"}
                """);
        assertThat(counts(report)).isEqualTo("1 created, 0 changed, 0 unchanged, 1 rejected");
        assertThat(world.ports.timeline.newest(CustomerId.ofUser("ada"), null, 5))
                .hasSize(1);
    }
}
