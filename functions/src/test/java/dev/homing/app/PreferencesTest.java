package dev.homing.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homing.adapter.Starters;
import dev.homing.app.port.Unavailable;
import dev.homing.domain.Facts;
import dev.homing.domain.campaign.Campaign;
import dev.homing.domain.campaign.SendingRules;
import dev.homing.domain.channel.Channel;
import dev.homing.domain.consent.AddressKey;
import dev.homing.domain.consent.Consent;
import dev.homing.domain.consent.Suppression.Why;
import dev.homing.domain.event.EventPattern;
import dev.homing.domain.id.MessageId;
import dev.homing.domain.profile.Profile;
import dev.homing.domain.trigger.Start;
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
import org.junit.jupiter.params.provider.ValueSource;

/** The page on which customers choose what they hear, as they meet it. */
class PreferencesTest {
    private World world = new World();
    private int number;

    @BeforeEach
    void welcomes() {
        // Each form is a run of its own.
        Campaign.Version starter = Starters.campaign("lead-education");
        Trigger trigger = new Trigger(starter.trigger().start(), Duration.ZERO, "form");
        world.publish(TestCampaigns.as(starter, "lead-education", trigger));
    }

    private void says(Map<String, Object> traits) {
        Map<String, Object> all = new HashMap<>(traits);
        all.put("email", "ada@example.com");
        world.event(Facts.of(Map.of(
                "type",
                "identify",
                "messageId",
                "t" + number++,
                "timestamp",
                world.now().toString(),
                "userId",
                "ada",
                "traits",
                all)));
        world.settle();
    }

    private int mails() {
        world.event(world.track("f" + number++, "ada", "Form Submitted", Map.of("form", "f" + number)));
        world.advance(Duration.ofMinutes(1));
        return world.sent().size();
    }

    private String link() {
        MessageId message = world.sent().getFirst().tags().message();
        return MemoryPorts.LINKS.preferencesUrl(message).replaceAll(".*/preferences/", "/preferences/");
    }

    private String get(String link) {
        Answer answer = Answer.of(world.wiring().trackHandler().handle(AwsEvents.get(link, Map.of())));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.body();
    }

    private String post(String link, String form) {
        Map<String, String> headers = Map.of("content-type", "application/x-www-form-urlencoded");
        Answer answer = Answer.of(world.wiring().trackHandler().handle(AwsEvents.post(link, headers, form)));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        world.settle();
        return answer.body();
    }

    private Profile ada() {
        return world.ports.profiles.load(world.user("ada"));
    }

    @Test
    void turnsAChannelOffAndOn_andTellsWhatWasAgreedTo() {
        says(Map.of("phone", "+4915112345678", "consent", Map.of("whatsapp", true)));
        assertThat(mails()).isEqualTo(1);
        String link = link();
        assertThat(get(link)).contains("by email").contains("on WhatsApp").contains("value=\"email\" checked");
        assertThat(get(link)).as("looking changes nothing").contains("value=\"email\" checked");

        assertThat(post(link, "choice=1&channel=whatsapp&why=too-many"))
                .contains("Your choice was saved.")
                .doesNotContain("value=\"email\" checked")
                .contains("value=\"whatsapp\" checked");
        assertThat(ada().consent(Channel.EMAIL).state()).isEqualTo(Consent.State.UNSUBSCRIBED);
        assertThat(mails()).as("nothing goes out afterwards").isEqualTo(1);
        assertThat(world.ports.timeline.newest(world.user("ada"), null, 20).toString())
                .contains("Preferences Changed")
                .contains("too-many");

        assertThat(post(link, "choice=1&channel=email")).contains("value=\"email\" checked");
        Consent yes = ada().consent(Channel.EMAIL);
        assertThat(yes.state()).isEqualTo(Consent.State.SUBSCRIBED);
        assertThat(yes.source()).isEqualTo(Consent.PREFERENCES);
        assertThat(yes.wording()).isEqualTo("news and offers from Shop by email");
        assertThat(ada().consent(Channel.WHATSAPP).source()).isEqualTo(Consent.PREFERENCES);
        assertThat(mails()).isEqualTo(2);
    }

    @Test
    void aTopicIsLeftAlone_andHeardOfAgain_andTheOthersGoOn() {
        Campaign.Version starter = Starters.campaign("lead-education");
        world.publish(about(starter, "news", "Form Submitted"));
        world.publish(about(starter, "summer-sale", "Sale Asked"));
        says(Map.of());
        assertThat(mails()).isEqualTo(2);
        String link = link();
        assertThat(get(link)).contains("value=\"news\" checked").contains("Summer sale");

        post(link, "choice=1&channel=email&topic=summer-sale");
        assertThat(mails()).as("the campaign without a topic").isEqualTo(3);
        assertThat(world.ports.messages.all().toString()).contains("the topic news");
        world.event(world.track("s", "ada", "Sale Asked", Map.of("form", "s")));
        world.advance(Duration.ofMinutes(1));
        assertThat(world.sentSteps()).hasSize(4);
        assertThat(get(link)).doesNotContain("value=\"news\" checked").contains("value=\"summer-sale\" checked");
        assertThat(world.ports.timeline.newest(world.user("ada"), null, 20).toString())
                .contains("topic news");

        world.advance(Duration.ofDays(1));
        post(link, "choice=1&channel=email&topic=summer-sale&topic=news");
        assertThat(mails()).isEqualTo(6);
        assertThat(ada().consent(Channel.SMS).state()).isEqualTo(Consent.State.UNKNOWN);

        post(link, "choice=1&topic=summer-sale&topic=news");
        assertThat(mails()).as("a no to the channel counts for all topics").isEqualTo(6);
    }

    private static Campaign.Version about(Campaign.Version starter, String topic, String event) {
        Trigger trigger = new Trigger(new Start.Happened(EventPattern.of(event), null), Duration.ZERO, "form");
        return TestCampaigns.with(
                TestCampaigns.as(starter, "about-" + topic, trigger),
                new SendingRules(SendingRules.USUAL_PRIORITY, List.of(), List.of(), false, topic));
    }

    @Test
    void takesBackANoToEverything_andNotWhatTheProviderSaidOfTheAddress() {
        says(Map.of());
        mails();
        String link = link();
        says(Map.of("unsubscribed", true));
        assertThat(get(link)).doesNotContain("value=\"email\" checked");
        assertThat(post(link, "choice=1&channel=email")).contains("value=\"email\" checked");
        assertThat(mails()).isEqualTo(2);

        world.wiring()
                .suppressAddress()
                .because(AddressKey.of(Channel.EMAIL, "ada@example.com"), Why.BOUNCED, world.now(), null);
        assertThat(post(link, "choice=1&channel=email")).doesNotContain("value=\"email\" checked");
        assertThat(mails()).isEqualTo(2);
    }

    @Test
    void sendsOneMessageADay_toWhoAsksForFewer() {
        says(Map.of());
        assertThat(mails()).isEqualTo(1);
        String link = link();
        assertThat(post(link, "choice=1&channel=email&fewer=1")).contains("name=\"fewer\" value=\"1\" checked");
        assertThat(mails()).isEqualTo(1);
        world.advance(Duration.ofDays(1));
        assertThat(mails()).isEqualTo(2);
        post(link, "choice=1&channel=email");
        assertThat(mails()).isEqualTo(3);
    }

    @Test
    void agreesToNothing_onAnotherChannelThanItsOwn() {
        says(Map.of("phone", "+4915112345678"));
        mails();
        String link = link();
        assertThat(get(link)).contains("by email").doesNotContain("WhatsApp").doesNotContain("text message");
        post(link, "choice=1&channel=email&channel=whatsapp&channel=sms");
        assertThat(ada().consent(Channel.WHATSAPP).state()).isEqualTo(Consent.State.UNKNOWN);
        assertThat(ada().consent(Channel.SMS).state()).isEqualTo(Consent.State.UNKNOWN);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void endTheSame_whereTheyAreKilledAnywhere_andSavedAgain(long seed) {
        world = new World(new Chaos(new Random(seed), 0.03));
        welcomes();
        says(Map.of("phone", "+4915112345678", "consent", Map.of("whatsapp", true)));
        world.advance(Duration.ofMinutes(10));
        mails();
        world.advance(Duration.ofMinutes(20));
        String link = link();
        for (int saves = 0; saves < 2; saves++) {
            saved(link, "choice=1&fewer=1");
        }
        for (Channel channel : new Channel[] {Channel.EMAIL, Channel.WHATSAPP}) {
            String address = channel == Channel.EMAIL ? "ada@example.com" : "+4915112345678";
            assertThat(ada().consent(channel).state()).isEqualTo(Consent.State.UNSUBSCRIBED);
            assertThat(world.ports
                            .suppressions
                            .of(AddressKey.of(channel, address))
                            .standsFor(Why.UNSUBSCRIBED))
                    .isTrue();
        }
        assertThat(ada().wantsFewer()).isTrue();
        saved(link, "choice=1&channel=email&channel=whatsapp");
        assertThat(ada().consent(Channel.EMAIL).state()).isEqualTo(Consent.State.SUBSCRIBED);
        assertThat(ada().consent(Channel.WHATSAPP).state()).isEqualTo(Consent.State.SUBSCRIBED);
        assertThat(ada().wantsFewer()).isFalse();
    }

    /** As a person does whose request failed. */
    private void saved(String link, String form) {
        for (int tries = 0; tries < 100; tries++) {
            try {
                post(link, form);
                return;
            } catch (Chaos.Killed | Unavailable failed) {
                assertThat(tries).isLessThan(99);
            }
        }
    }

    @Test
    void speaksTheCustomersLanguage() {
        says(Map.of("locale", "de_AT"));
        mails();
        assertThat(get(link())).contains("<html lang=\"de\">").contains("Was möchten Sie von Shop hören?");
    }

    @Test
    void isNobodyElses_andIsNotMovedByWhatIsNoChoice() {
        says(Map.of());
        mails();
        String link = link();
        assertThat(post(link, "List-Unsubscribe=One-Click")).contains("value=\"email\" checked");
        Answer forged = Answer.of(world.wiring().trackHandler().handle(AwsEvents.get(link + "x", Map.of())));
        assertThat(forged.status()).isEqualTo(404);
        MessageId message = world.ports.messages.all().getFirst().id();
        String other = MemoryPorts.LINKS.unsubscribeUrl(message).replaceAll(".*/u/", "/preferences/");
        assertThat(Answer.of(world.wiring().trackHandler().handle(AwsEvents.get(other, Map.of())))
                        .status())
                .isEqualTo(404);
    }
}
