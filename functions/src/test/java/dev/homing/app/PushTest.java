package dev.homing.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homing.adapter.json.stored.TimelineEntryCodec;
import dev.homing.app.port.SendJob;
import dev.homing.app.port.Sender;
import dev.homing.app.port.Sender.Outgoing;
import dev.homing.domain.Facts;
import dev.homing.domain.channel.Channel;
import dev.homing.domain.channel.Platform;
import dev.homing.domain.event.CustomerEvent.Origin;
import dev.homing.domain.id.CustomerId;
import dev.homing.domain.message.Message;
import dev.homing.domain.message.MessageStatus;
import dev.homing.domain.profile.Device;
import dev.homing.domain.profile.Devices;
import dev.homing.domain.profile.Profile;
import dev.homing.domain.reason.Reason;
import dev.homing.domain.reason.Reason.Code;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Push notifications: whose devices are known, who gets them, and what becomes of devices that are gone or change hands. */
class PushTest {
    private static final String ENDPOINT = "https://fcm.googleapis.com/fcm/send/";

    private final SmallShop shop = new SmallShop();
    private int number;

    private static Map<String, Object> browser(String endpoint) {
        byte[] point = new byte[65];
        point[0] = 4;
        Base64.Encoder base64 = Base64.getUrlEncoder().withoutPadding();
        return Map.of(
                "type",
                "web",
                "subscription",
                Map.of(
                        "endpoint",
                        endpoint,
                        "keys",
                        Map.of("p256dh", base64.encodeToString(point), "auth", base64.encodeToString(new byte[16]))));
    }

    private static Map<String, Object> app(String type, String token) {
        return Map.of("type", type, "token", token);
    }

    private static Facts identify(SmallShop shop, String id, String user, Map<String, Object> device) {
        Map<String, Object> message =
                new LinkedHashMap<>(shop.storefront.identify(id, user, null).values());
        if (user.startsWith("anon")) {
            message.remove("userId");
            message.put("anonymousId", user);
        }
        message.put("traits", Map.of("firstName", "Ada", "consent", Map.of("push", true)));
        message.put("context", Map.of("device", device));
        return Facts.of(message);
    }

    private void states(Origin origin, String user, Map<String, Object> device) {
        shop.advance(Duration.ofSeconds(1));
        assertThat(shop.receive(origin, identify(shop, "i" + number++, user, device)))
                .isEmpty();
    }

    private static Profile profile(SmallShop shop, String user) {
        return shop.ports.profiles.load(
                user.startsWith("anon") ? CustomerId.ofAnonymous(user) : CustomerId.ofUser(user));
    }

    private List<String> tokens(String user) {
        return profile(shop, user).devices().all().stream().map(Device::token).toList();
    }

    private SendJob leavesACart(String user, Origin origin) {
        shop.publish(TestCampaigns.pushReminder());
        shop.receive(origin, shop.storefront.added("e" + number++, user, "A", "10.00"));
        shop.advance(Duration.ofHours(1));
        shop.fireTimers();
        return pushJob();
    }

    private SendJob pushJob() {
        return shop.ports.sendQueue.take().stream()
                .filter(job -> job.channel() == Channel.PUSH)
                .findFirst()
                .orElseThrow();
    }

    private Message sent(SendJob job) {
        shop.wiring.sendPush().send(job, shop.now());
        return shop.message(job);
    }

    private static @Nullable Code why(Message message) {
        Reason reason = message.reason();
        return reason == null ? null : reason.code();
    }

    private SendJob paymentFails(@Nullable String link) {
        shop.publish(TestCampaigns.pushOfPayment(link));
        shop.receive(shop.storefront.track("p" + number++, "ada", "Payment Failed", Map.of("order_id", "o1")));
        return pushJob();
    }

    @Test
    void goesToAllDevicesOfACustomer_inOneMessage() {
        states(Origin.SERVER, "ada", browser(ENDPOINT + "a"));
        states(Origin.SERVER, "ada", app("ios", "ios-1"));
        states(Origin.SERVER, "ada", app("Android", "android-1"));
        Message message = sent(leavesACart("ada", Origin.SERVER));

        assertThat(message.status()).isEqualTo(MessageStatus.SENT);
        assertThat(message.links()).containsExactly("https://shop.example/cart");
        assertThat(shop.ports.sender.sent()).singleElement().isInstanceOfSatisfying(Outgoing.Push.class, push -> {
            assertThat(push.devices())
                    .extracting(Device::platform)
                    .containsExactly(Platform.ANDROID, Platform.IOS, Platform.WEB);
            assertThat(push.title()).isEqualTo("Ada, come back");
            assertThat(push.url()).isEqualTo(MemoryPorts.LINKS.clickUrl(message.id(), 1));
        });
    }

    @Test
    void isSkipped_whereThereIsNoDevice() {
        shop.receive(shop.storefront.identify("i0", "ada", null));
        assertThat(why(sent(paymentFails(null)))).isEqualTo(Code.NO_DEVICE);
    }

    @Test
    void fails_whereItWouldLeadAwayFromTheShop() {
        states(Origin.SERVER, "ada", app("ios", "ios-1"));
        Message message = sent(paymentFails("https://elsewhere.example/pay"));
        assertThat(message.status()).isEqualTo(MessageStatus.FAILED);
        assertThat(why(message)).isEqualTo(Code.TEMPLATE_BROKEN);
    }

    @Test
    void aBrowserStatesBrowsers_atPushServices_andNoApps() {
        states(Origin.BROWSER, "anon-1", app("ios", "ios-1"));
        states(Origin.BROWSER, "anon-1", browser("https://internal.example/"));
        states(Origin.BROWSER, "anon-1", browser("http://fcm.googleapis.com/fcm/send/a"));
        states(Origin.BROWSER, "anon-1", browser("https://fcm.googleapis.com@internal.example/"));
        states(Origin.BROWSER, "anon-1", browser("https://fcm.googleapis.com:8443/fcm/send/a"));
        states(Origin.SERVER, "anon-1", Map.of("type", "web", "token", "no-subscription"));
        states(Origin.SERVER, "anon-1", Map.of("type", "toaster", "token", "t"));
        assertThat(tokens("anon-1")).isEmpty();
        assertThat(shop.ports.timeline.newest(CustomerId.ofAnonymous("anon-1"), null, 10))
                .allSatisfy(entry -> assertThat(entry.leftOut()).isNotEmpty());

        states(Origin.BROWSER, "anon-1", browser(ENDPOINT + "a"));
        states(Origin.BROWSER, "anon-1", browser("https://wns2-par02p.notify.windows.com/w/?token=b"));
        assertThat(tokens("anon-1")).hasSize(2);
    }

    @Test
    void whatABrowserStated_getsWhatABrowserBegan_andNothingElse() {
        states(Origin.BROWSER, "anon-1", browser(ENDPOINT + "a"));
        Message message = sent(leavesACart("anon-1", Origin.BROWSER));
        assertThat(message.status()).isEqualTo(MessageStatus.SENT);

        states(Origin.BROWSER, "ada", browser(ENDPOINT + "b"));
        assertThat(why(sent(paymentFails(null)))).isEqualTo(Code.ADDRESS_NOT_VOUCHED);
    }

    @Test
    void theNewestFiveStay_andWhatABrowserStatesPushesOutNoneOfTheServers() {
        for (int i = 0; i < Devices.MOST + 1; i++) {
            states(Origin.SERVER, "ada", app("ios", "ios-" + i));
        }
        assertThat(tokens("ada")).containsExactly("ios-5", "ios-4", "ios-3", "ios-2", "ios-1");
        states(Origin.BROWSER, "ada", browser(ENDPOINT + "a"));
        assertThat(tokens("ada")).doesNotContain(ENDPOINT + "a").hasSize(Devices.MOST);
    }

    @Test
    void keepsTheDevicesOfBoth_whenAVisitorSignsIn() {
        states(Origin.SERVER, "ada", app("ios", "ios-1"));
        states(Origin.BROWSER, "anon-1", browser(ENDPOINT + "a"));
        shop.advance(Duration.ofSeconds(1));
        shop.receive(Origin.BROWSER, shop.storefront.identify("in", "ada", "anon-1"));

        assertThat(tokens("ada")).containsExactly("ios-1", ENDPOINT + "a");
        assertThat(profile(shop, "ada").devices().reached())
                .extracting(Device::token)
                .containsExactly("ios-1");
    }

    @Test
    void aDeviceIsNotPutOnTheTimeline() {
        states(Origin.SERVER, "ada", app("ios", "ios-1"));
        assertThat(shop.ports.timeline.newest(CustomerId.ofUser("ada"), null, 10))
                .singleElement()
                .satisfies(entry -> assertThat(TimelineEntryCodec.write(entry))
                        .contains("Ada")
                        .doesNotContain("ios-1"));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aDeviceBelongsToWhoeverStatedItLast_inWhateverOrderTheyCome(boolean late) {
        Facts adas = identify(shop, "ia", "ada", app("ios", "ios-1"));
        shop.advance(Duration.ofMinutes(1));
        Facts bobs = identify(shop, "ib", "bob", app("ios", "ios-1"));
        shop.receive(late ? bobs : adas);
        shop.receive(late ? adas : bobs);
        shop.receive(adas);

        assertThat(tokens("bob")).containsExactly("ios-1");
        assertThat(tokens("ada")).isEmpty();
    }

    @Test
    void aBrowserTakesNobodysDeviceAway_thatTheShopsServersStated() {
        states(Origin.SERVER, "ada", browser(ENDPOINT + "a"));
        states(Origin.BROWSER, "bob", browser(ENDPOINT + "a"));
        assertThat(tokens("ada")).containsExactly(ENDPOINT + "a");
        assertThat(tokens("bob")).isEmpty();
    }

    @Test
    void aDeviceHasOneOwner_whoeverStatesItAtTheSameTime() {
        int schedules = Interleaving.all(2, () -> new Interleaving.Story() {
            private final SmallShop both = new SmallShop();
            private final Facts adas = identify(both, "ia", "ada", app("ios", "ios-1"));
            private final Facts bobs;

            {
                both.advance(Duration.ofSeconds(1));
                bobs = identify(both, "ib", "bob", app("ios", "ios-1"));
            }

            @Override
            public Chaos chaos() {
                return both.chaos;
            }

            @Override
            public void first() {
                assertThat(both.receive(adas)).isEmpty();
            }

            @Override
            public void second() {
                assertThat(both.receive(bobs)).isEmpty();
            }

            @Override
            public void check() {
                assertThat(profile(both, "bob").devices().all()).hasSize(1);
                assertThat(profile(both, "ada").devices().isEmpty()).isTrue();
            }
        });
        assertThat(schedules).isGreaterThan(20);
    }

    @Test
    void devicesThatAreGone_areForgotten_unlessTheyCameBack() {
        states(Origin.SERVER, "ada", app("ios", "ios-1"));
        states(Origin.SERVER, "ada", app("ios", "ios-2"));
        shop.ports.sender.answer(new Sender.Result.Sent("p1", Set.of("ios-1")));
        assertThat(sent(leavesACart("ada", Origin.SERVER)).status()).isEqualTo(MessageStatus.SENT);
        assertThat(tokens("ada")).containsExactly("ios-2");

        shop.ports.sender.answer(new Sender.Result.Refused(Reason.of(Code.DEVICES_GONE), Set.of("ios-2")));
        Message refused = sent(paymentFails(null));
        assertThat(refused.status()).isEqualTo(MessageStatus.FAILED);
        assertThat(why(refused)).isEqualTo(Code.DEVICES_GONE);
        assertThat(tokens("ada")).isEmpty();

        states(Origin.SERVER, "ada", app("ios", "ios-2"));
        assertThat(tokens("ada")).containsExactly("ios-2");
    }

    @Test
    void whoeverIsKilledOnTheWay_theMessageLeaves_andTheNextOneForgetsWhatIsGone() {
        for (int moment = 0; ; moment++) {
            SmallShop killed = new SmallShop();
            killed.receive(identify(killed, "i1", "ada", app("ios", "ios-1")));
            killed.publish(TestCampaigns.pushOfPayment(null));
            killed.receive(killed.storefront.track("p1", "ada", "Payment Failed", Map.of("order_id", "o1")));
            SendJob job = killed.ports.sendQueue.take().stream()
                    .filter(each -> each.channel() == Channel.PUSH)
                    .findFirst()
                    .orElseThrow();
            killed.ports.sender.answer(new Sender.Result.Sent("p1", Set.of("ios-1")));
            killed.chaos.killAt(moment);
            try {
                killed.wiring.sendPush().send(job, killed.now());
            } catch (Chaos.Killed expected) {
                killed.advance(Duration.ofMinutes(2));
                killed.ports.sender.answer(new Sender.Result.Sent("p2", Set.of("ios-1")));
                killed.wiring.sendPush().send(job, killed.now());
            }
            boolean struck = killed.chaos.struck();
            assertThat(killed.message(job).status()).as("killed at " + moment).isEqualTo(MessageStatus.SENT);
            killed.ports.sender.answer(new Sender.Result.Sent("p3", Set.of("ios-1")));
            killed.receive(killed.storefront.track("p2", "ada", "Payment Failed", Map.of("order_id", "o2")));
            killed.ports.sendQueue.take().stream()
                    .filter(each -> each.channel() == Channel.PUSH)
                    .forEach(next -> killed.wiring.sendPush().send(next, killed.now()));
            assertThat(Objects.requireNonNull(profile(killed, "ada")).devices().isEmpty())
                    .as("killed at " + moment)
                    .isTrue();
            if (!struck) {
                return;
            }
        }
    }
}
