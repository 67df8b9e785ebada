package dev.homing.adapter.push;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpServer;
import dev.homing.adapter.aws.OnEmulator;
import dev.homing.adapter.http.HttpPost;
import dev.homing.app.port.Samples;
import dev.homing.app.port.Sender.Outgoing;
import dev.homing.app.port.Sender.Result;
import dev.homing.app.port.Sender.Tags;
import dev.homing.domain.channel.Channel;
import dev.homing.domain.channel.Platform;
import dev.homing.domain.id.MessageId;
import dev.homing.domain.id.RunId;
import dev.homing.domain.id.Visit;
import dev.homing.domain.profile.Device;
import dev.homing.domain.reason.Reason.Code;
import dev.homing.domain.template.Timing;
import dev.homing.domain.template.Timing.Urgency;
import dev.homing.emulator.InboxMessage;
import dev.homing.emulator.Notification;
import dev.homing.emulator.PushServices;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.data.Offset;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What leaves for browsers and apps, opened by the emulator's push services; and what their answers mean. */
@ExtendWith(OnEmulator.class)
class PushSenderTest {
    private static final HttpPost HTTP = new HttpPost(Duration.ofSeconds(2), Duration.ofSeconds(2));
    private static final VapidKey KEY = VapidKey.generate();

    private final MessageId id =
            MessageId.of(Visit.first(RunId.of(Samples.customer(), "c", "", Instant.EPOCH), "push"), Channel.PUSH);
    private final PushServices services = OnEmulator.emulator().push();
    private final List<Device> devices = new ArrayList<>();
    private @Nullable HttpServer server;

    @AfterEach
    void close() {
        if (server != null) {
            server.stop(0);
        }
    }

    private static Instant now() {
        return OnEmulator.emulator().clock().now();
    }

    private static PushSender sender(URI url, String account, VapidKey key) {
        return new PushSender(
                new WebPush(HTTP, () -> key, "https://homing.shop.example", url),
                new Firebase(HTTP, url, () -> account),
                PushSenderTest::now);
    }

    private PushSender emulated() {
        return sender(OnEmulator.emulator().endpoint(), services.serviceAccount(), KEY);
    }

    private Outgoing.Push message(@Nullable String image) {
        return new Outgoing.Push(
                devices,
                "Your cart \u2615",
                "It is waiting",
                "https://t.example/t/c/1",
                image,
                Map.of(
                        Platform.WEB,
                        new Timing(Duration.ofHours(4), Urgency.LOW),
                        Platform.ANDROID,
                        new Timing(Duration.ofHours(2), Urgency.HIGH),
                        Platform.IOS,
                        new Timing(Duration.ofHours(1), Urgency.HIGH)),
                "https://t.example/t/d/1",
                "https://t.example/t/f/1",
                new Tags(id, "cart-push", "reminder"));
    }

    private String browser(VapidKey key) {
        ObjectNode subscription = services.subscribe(key.publicKey()).subscription();
        String endpoint = subscription.path("endpoint").asText();
        devices.add(new Device(
                Platform.WEB,
                endpoint,
                new Device.Keys(
                        subscription.at("/keys/p256dh").asText(),
                        subscription.at("/keys/auth").asText()),
                Instant.EPOCH,
                true));
        return endpoint;
    }

    private String app(Platform platform) {
        String token = platform.key() + "-" + id;
        devices.add(new Device(platform, token, null, Instant.EPOCH, true));
        return token;
    }

    private static InboxMessage left(String to) {
        return OnEmulator.emulator().inbox().messages().stream()
                .filter(message -> message.to().equals(to))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aBrowserCanOpenIt_andFindsWhereItTellsThatItShowedIt() {
        String endpoint = browser(KEY);
        Result result = emulated().send(message("https://shop.example/mug.jpg"));

        assertThat(result).isEqualTo(new Result.Sent(left(endpoint).providerId()));
        assertThat(left(endpoint).messageId()).isEqualTo(id.toString());
        assertThat(left(endpoint).text()).isEqualTo("It is waiting");
        Notification shown = Objects.requireNonNull(left(endpoint).notification());
        assertThat(shown.title()).isEqualTo("Your cart \u2615");
        assertThat(shown.link()).isEqualTo("https://t.example/t/c/1");
        assertThat(shown.image()).isEqualTo("https://shop.example/mug.jpg");
        assertThat(shown.ttl()).isEqualTo("14400");
        assertThat(shown.urgency()).isEqualTo("low");
        JsonNode payload = Objects.requireNonNull(shown.payload());
        assertThat(payload.path("shown").asText()).isEqualTo("https://t.example/t/d/1");
        assertThat(payload.path("notShown").asText()).isEqualTo("https://t.example/t/f/1");
    }

    @Test
    void appsGetIt_withTheTimingOfTheirPlatform() {
        String android = app(Platform.ANDROID);
        String ios = app(Platform.IOS);
        assertThat(emulated().send(message(null))).isInstanceOf(Result.Sent.class);

        Notification onAndroid = Objects.requireNonNull(left(android).notification());
        assertThat(onAndroid.ttl()).isEqualTo("7200s");
        assertThat(onAndroid.urgency()).isEqualTo("HIGH");
        Notification onIphone = Objects.requireNonNull(left(ios).notification());
        assertThat(Long.parseLong(Objects.requireNonNull(onIphone.ttl())))
                .isCloseTo(now().plus(Duration.ofHours(1)).getEpochSecond(), Offset.offset(60L));
        assertThat(onIphone.urgency()).isEqualTo("10");
        assertThat(left(ios).campaign()).isEqualTo("cart-push");
    }

    @Test
    void leavesOutAPicture_thatWouldMakeItTooLong() {
        String endpoint = browser(KEY);
        emulated().send(message("https://shop.example/" + "x".repeat(4_000)));
        assertThat(Objects.requireNonNull(left(endpoint).notification()).image())
                .isNull();
    }

    @Test
    void wentOut_whereOneDeviceHasIt_andSaysWhichAreGone() {
        String gone = browser(KEY);
        services.unsubscribe(gone.substring(gone.lastIndexOf('/') + 1));
        services.removeApp(app(Platform.ANDROID));
        String ios = app(Platform.IOS);

        assertThat(emulated().send(message(null))).isInstanceOfSatisfying(Result.Sent.class, sent -> {
            assertThat(sent.providerId()).isEqualTo(left(ios).providerId());
            assertThat(sent.gone()).containsExactlyInAnyOrder(gone, "android-" + id);
        });
    }

    @Test
    void failed_whereAllAreGone_orTheirServicesKnowAnotherShop() {
        String gone = browser(KEY);
        services.unsubscribe(gone.substring(gone.lastIndexOf('/') + 1));
        assertThat(emulated().send(message(null))).isInstanceOfSatisfying(Result.Refused.class, refused -> {
            assertThat(refused.reason().code()).isEqualTo(Code.DEVICES_GONE);
            assertThat(refused.gone()).containsExactly(gone);
        });

        devices.clear();
        browser(VapidKey.generate());
        assertThat(emulated().send(message(null))).isInstanceOfSatisfying(Result.Refused.class, refused -> {
            assertThat(refused.reason().code()).isEqualTo(Code.BROWSER_REFUSES_KEY);
            assertThat(refused.gone()).isEmpty();
        });
    }

    @Test
    void failed_whereAppsAreMeant_andNoProjectIsSetUp() {
        app(Platform.IOS);
        PushSender without = new PushSender(
                new WebPush(HTTP, () -> KEY, "https://homing.shop.example", null), null, PushSenderTest::now);
        assertThat(without.send(message(null))).isInstanceOfSatisfying(Result.Refused.class, refused -> assertThat(
                        refused.reason().code())
                .isEqualTo(Code.FIREBASE_NOT_SET_UP));
    }

    @Test
    void isTriedLater_whereAKeyCannotBeRead() {
        app(Platform.IOS);
        PushSender wrong = sender(OnEmulator.emulator().endpoint(), "{}", KEY);
        assertThat(wrong.send(message(null))).isInstanceOfSatisfying(Result.TryLater.class, later -> assertThat(
                        later.reason().code())
                .isEqualTo(Code.FIREBASE_KEY_NOT_VALID));
    }

    /** @param answers status and body, for each path */
    private URI answering(int status, String body, AtomicInteger tokens) throws IOException {
        HttpServer started = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server = started;
        started.createContext("/", exchange -> {
            try (exchange) {
                exchange.getRequestBody().readAllBytes();
                boolean token = exchange.getRequestURI().getPath().equals("/token");
                if (token) {
                    tokens.incrementAndGet();
                }
                byte[] text = (token ? "{\"access_token\":\"t\",\"expires_in\":3600}" : body)
                        .getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(token ? 200 : status, text.length);
                exchange.getResponseBody().write(text);
            }
        });
        started.start();
        return URI.create("http://localhost:" + started.getAddress().getPort());
    }

    private static String named(Result result) {
        return switch (result) {
            case Result.Sent _ -> "sent";
            case Result.Refused(var reason, var gone) -> gone.isEmpty() ? "refused " + reason.code() : "gone";
            case Result.TryLater(var reason) -> "later " + reason.code();
        };
    }

    @ParameterizedTest
    @CsvSource({
        "201, sent",
        "404, gone",
        "410, gone",
        "400, refused PROVIDER_REFUSED",
        "401, refused BROWSER_REFUSES_KEY",
        "403, refused BROWSER_REFUSES_KEY",
        "413, refused PROVIDER_REFUSED",
        "429, later THROTTLED",
        "500, later PROVIDER_UNAVAILABLE",
        "503, later PROVIDER_UNAVAILABLE"
    })
    void answersOfBrowsersPushServices(int status, String meaning) throws IOException {
        browser(KEY);
        PushSender sender = sender(answering(status, "", new AtomicInteger()), services.serviceAccount(), KEY);
        assertThat(named(sender.send(message(null)))).isEqualTo(meaning);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "404 | UNREGISTERED       |                 | gone",
                "400 | INVALID_ARGUMENT   | The registration token is not a valid FCM registration token | gone",
                "400 | INVALID_ARGUMENT   | Invalid value at 'message.android.ttl' | refused PARAMETER_NOT_VALID",
                "403 | SENDER_ID_MISMATCH | SenderId mismatch | refused OTHER_FIREBASE_PROJECT",
                "429 | QUOTA_EXCEEDED     | Quota           | later THROTTLED",
                "401 | THIRD_PARTY_AUTH_ERROR | Auth error from APNS | later FIREBASE_KEY_NOT_VALID",
                "503 | UNAVAILABLE        | Overloaded      | later PROVIDER_UNAVAILABLE",
                "500 | INTERNAL           | Error           | later PROVIDER_UNAVAILABLE"
            })
    void answersOfFirebase(int status, String code, @Nullable String said, String meaning) throws IOException {
        app(Platform.ANDROID);
        String body = """
                {"error":{"code":%d,"message":"%s","status":"X","details":[
                {"@type":"type.googleapis.com/google.firebase.fcm.v1.FcmError","errorCode":"%s"}]}}""".formatted(status, said, code);
        URI url = answering(status, body, new AtomicInteger());
        assertThat(named(sender(url, accountAt(url), KEY).send(message(null)))).isEqualTo(meaning);
    }

    private String accountAt(URI url) throws IOException {
        ObjectNode account = (ObjectNode) new ObjectMapper().readTree(services.serviceAccount());
        return account.put("token_uri", url + "/token").toString();
    }

    @Test
    void asksForOneToken_forAsLongAsItIsGood_andForAnotherAfterItWasRefused() throws IOException {
        app(Platform.ANDROID);
        AtomicInteger tokens = new AtomicInteger();
        URI url = answering(200, "{\"name\":\"n\"}", tokens);
        PushSender sender = sender(url, accountAt(url), KEY);
        sender.send(message(null));
        sender.send(message(null));
        assertThat(tokens).hasValue(1);

        Objects.requireNonNull(server).stop(0);
        AtomicInteger refusedTokens = new AtomicInteger();
        URI refusing = answering(401, "{\"error\":{\"status\":\"UNAUTHENTICATED\"}}", refusedTokens);
        PushSender refused = sender(refusing, accountAt(refusing), KEY);
        refused.send(message(null));
        refused.send(message(null));
        assertThat(refusedTokens).hasValue(2);
    }

    @Test
    void isTriedLater_whereNobodyAnswers() {
        browser(KEY);
        PushSender nowhere = sender(URI.create("http://localhost:1"), services.serviceAccount(), KEY);
        assertThat(named(nowhere.send(message(null)))).isEqualTo("later PROVIDER_UNAVAILABLE");
    }
}
