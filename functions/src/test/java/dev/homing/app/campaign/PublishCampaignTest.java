package dev.homing.app.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homing.app.SmallShop;
import dev.homing.app.TestCampaigns;
import dev.homing.app.World;
import dev.homing.app.port.Journeys;
import dev.homing.app.port.Sender.Outgoing;
import dev.homing.domain.campaign.Campaign;
import dev.homing.domain.flow.Way;
import dev.homing.domain.id.RunId;
import dev.homing.domain.run.Leg;
import dev.homing.domain.template.Template;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PublishCampaignTest {
    private static final Instant NOW = World.START;

    private final SmallShop shop = new SmallShop();
    private final PublishCampaign publishCampaign = new PublishCampaign(shop.ports.campaigns, shop.journeys);

    private static Campaign.Version named(String subject) {
        Campaign.Version version = TestCampaigns.cartRecovery();
        SequencedMap<String, Template> templates = new LinkedHashMap<>(version.templates());
        templates.put(
                "cart-email",
                new Template.Email("cart-email", "Cart email", subject, null, "<body>{lines}</body>", null, null));
        return new Campaign.Version(
                version.campaign(),
                0,
                version.name(),
                version.description(),
                version.kind(),
                version.trigger(),
                version.flow(),
                version.attributionWindow(),
                templates,
                null,
                Instant.EPOCH);
    }

    private static Campaign.Version keyed(Campaign.Version version, String key) {
        return new Campaign.Version(
                key,
                0,
                version.name(),
                version.description(),
                version.kind(),
                version.trigger(),
                version.flow(),
                version.attributionWindow(),
                version.templates(),
                null,
                Instant.EPOCH);
    }

    @Test
    void startsANewCampaign() {
        Campaign published = publishCampaign.publish(keyed(TestCampaigns.cartRecovery(), "welcome"), "ann", NOW);
        assertThat(published.status()).isEqualTo(Campaign.Status.ACTIVE);
        assertThat(published.number()).isEqualTo(1);
        Campaign.Version version = shop.ports.campaigns.version("welcome", 1);
        assertThat(version.publishedAt()).isEqualTo(NOW);
        assertThat(version.executable()).isEqualTo("welcome:1");
        assertThat(shop.ports.campaigns.current().campaign("welcome")).isEqualTo(published);
    }

    @Test
    void makesTheNextVersion_andLeavesTheStatus() {
        shop.ports.campaigns.status("cart-recovery", Campaign.Status.PAUSED, shop.now());
        Campaign published = publishCampaign.publish(named("Second"), "ann", NOW);
        assertThat(published.number()).isEqualTo(2);
        assertThat(published.status()).isEqualTo(Campaign.Status.PAUSED);
        assertThat(shop.ports.campaigns.versions("cart-recovery"))
                .extracting(Campaign.Published::number)
                .containsExactly(1, 2);
    }

    @Test
    void needsNoExecutable_whereTheFlowIsOneMessage() {
        Campaign published = publishCampaign.publish(TestCampaigns.paymentFailed(), "ann", NOW);
        assertThat(published.executable()).isFalse();
    }

    @Test
    void keepsBothVersions_whenTwoPublishAtTheSameTime() {
        Journeys racing = new Journeys() {
            private boolean first = true;

            @Override
            public String publish(Campaign.Version version) {
                if (first) {
                    first = false;
                    publishCampaign.publish(named("The others'"), "ann", NOW);
                }
                return shop.journeys.publish(version);
            }

            @Override
            public boolean upToDate(Campaign.Version version) {
                return true;
            }

            @Override
            public void prune(String campaign, Set<String> keep, Instant before) {}

            @Override
            public void remove(String campaign) {}

            @Override
            public void start(Campaign.Version version, RunId run, Leg leg, Instant since) {}

            @Override
            public void stop(Campaign.Version version, RunId run, Leg leg, String reason) {}

            @Override
            public boolean waitUntil(String token, Instant until) {
                return false;
            }

            @Override
            public boolean heartbeat(String token) {
                return false;
            }

            @Override
            public boolean complete(String token, Way way, Instant at) {
                return false;
            }

            @Override
            public boolean fail(String token, String error, String cause) {
                return false;
            }
        };
        Campaign after = new PublishCampaign(shop.ports.campaigns, racing).publish(named("Mine"), "ann", NOW);
        assertThat(after.number()).as("whoever took the later number is live").isEqualTo(3);
        assertThat(shop.ports.campaigns.current().campaign("cart-recovery")).isEqualTo(after);
        assertThat(shop.ports.campaigns.versions("cart-recovery"))
                .extracting(Campaign.Published::number)
                .containsExactly(1, 2, 3);
        assertThat(subject(1)).isEqualTo("You forgot {lines}");
        assertThat(subject(2)).isEqualTo("Mine");
        assertThat(subject(3)).isEqualTo("The others'");
    }

    private String subject(int version) {
        Template template =
                shop.ports.campaigns.version("cart-recovery", version).template("cart-email");
        return ((Template.Email) template).subject();
    }

    @Test
    void keepsTheExecutablesOfTheLastTwentyVersions() {
        for (int i = 2; i <= 30; i++) {
            publishCampaign.publish(named("Subject " + i), "ann", NOW);
        }
        assertThat(shop.journeys.kept("cart-recovery"))
                .as("before the thirtieth")
                .hasSize(20)
                .contains("cart-recovery:10", "cart-recovery:29")
                .doesNotContain("cart-recovery:9");
    }

    @Test
    void leavesPeopleInProgressOnTheirVersion_andStartsTheNextOnTheNew() {
        World world = new World();
        world.event(world.identify("i1", "ada", null));
        world.event(world.added("e1", "ada", "A", "10.00"));
        world.advance(Duration.ofMinutes(30));
        new PublishCampaign(world.ports.campaigns, world.ports.journeys())
                .publish(named("Second: {lines}"), "ann", world.now());
        world.event(world.identify("i2", "bob", null));
        world.event(world.added("e2", "bob", "B", "10.00"));
        world.advance(Duration.ofMinutes(30));
        assertThat(world.sent())
                .extracting(message -> ((Outgoing.Email) message).subject())
                .containsExactly("You forgot Product A x1;", "Second: Product B x1;");
        world.advance(Duration.ofDays(2));
        assertThat(world.sentSteps()).containsExactly("email", "email", "whatsapp", "whatsapp");
        assertThat(world.ports.messages.all())
                .extracting(message -> message.id().customer() + " " + message.campaignVersion())
                .containsOnly(world.user("ada") + " 1", world.user("bob") + " 2");
    }
}
