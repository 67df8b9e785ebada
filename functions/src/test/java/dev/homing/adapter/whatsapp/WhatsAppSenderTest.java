package dev.homing.adapter.whatsapp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import dev.homing.app.port.Sender.ButtonValue;
import dev.homing.app.port.Sender.Outgoing;
import dev.homing.app.port.Sender.Result;
import dev.homing.app.port.Sender.Tags;
import dev.homing.domain.id.MessageId;
import dev.homing.domain.reason.Reason;
import dev.homing.domain.reason.Reason.Code;
import dev.homing.domain.template.WhatsAppHeader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WhatsAppSenderTest {
    private static final Tags TAGS =
            new Tags(MessageId.parse("caaaabbbbccccddddeeee-f2ghijklmnopqrst"), "cart-recovery", "whatsapp");

    private static final String ACCEPTED = """
            {"messaging_product":"whatsapp","contacts":[{"input":"+4915112345678","wa_id":"4915112345678"}],
             "messages":[{"id":"wamid.1","message_status":"accepted"}]}
            """;

    private record Request(String method, String path, String authorization, String body) {}

    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private volatile int status = 200;
    private volatile String answer = ACCEPTED;
    private volatile long delayMillis;
    private final HttpServer server;
    private final WhatsAppSender sender;

    WhatsAppSenderTest() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        sender = sender("http://localhost:" + server.getAddress().getPort() + "/v23.0", Duration.ofSeconds(5));
    }

    private static WhatsAppSender sender(String url, Duration timeout) {
        return new WhatsAppSender(URI.create(url), "106540352242922", () -> "token-1", timeout);
    }

    @BeforeEach
    void start() {
        server.createContext("/", exchange -> {
            byte[] body = exchange.getRequestBody().readAllBytes();
            requests.add(new Request(
                    exchange.getRequestMethod(),
                    exchange.getRequestURI().getPath(),
                    exchange.getRequestHeaders().getFirst("Authorization"),
                    new String(body, StandardCharsets.UTF_8)));
            try {
                Thread.sleep(delayMillis);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            if (status == 0) {
                exchange.close();
                return;
            }
            byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private static Outgoing.WhatsApp message(@Nullable String image, @Nullable String button, List<String> parameters) {
        return new Outgoing.WhatsApp(
                "+4915112345678",
                "cart_reminder",
                "en",
                parameters,
                image == null ? null : new WhatsAppHeader(WhatsAppHeader.Kind.IMAGE, image, null, null),
                button == null ? List.of() : List.of(new ButtonValue.Path(button)),
                TAGS);
    }

    private Result send() {
        return sender.send(message(null, "c/abc", List.of("Zoë", "Mug \"big\"")));
    }

    @Test
    void sendsTheApprovedTemplate_withItsParametersAndTags() throws Exception {
        Result result = sender.send(message("https://shop.example/mug.png", "c/abc", List.of("Zoë", "Mug \"big\"")));
        assertThat(result).isEqualTo(new Result.Sent("wamid.1"));
        Request request = requests.getFirst();
        assertThat(request.method()).isEqualTo("POST");
        assertThat(request.path()).isEqualTo("/v23.0/106540352242922/messages");
        assertThat(request.authorization()).isEqualTo("Bearer token-1");
        ObjectMapper json = new ObjectMapper();
        assertThat(json.readTree(request.body())).isEqualTo(json.readTree("""
                {"messaging_product":"whatsapp","recipient_type":"individual","to":"+4915112345678","type":"template",
                 "template":{"name":"cart_reminder","language":{"code":"en"},"components":[
                   {"type":"header","parameters":[{"type":"image","image":{"link":"https://shop.example/mug.png"}}]},
                   {"type":"body","parameters":[{"type":"text","text":"Zoë"},{"type":"text","text":"Mug \\"big\\""}]},
                   {"type":"button","sub_type":"url","index":"0","parameters":[{"type":"text","text":"c/abc"}]}]},
                 "biz_opaque_callback_data":
                   "{\\"message\\":\\"caaaabbbbccccddddeeee-f2ghijklmnopqrst\\",\\"campaign\\":\\"cart-recovery\\",\\"step\\":\\"whatsapp\\"}"}
                """));
    }

    @Test
    void sendsDocumentsAndEveryKindOfButton() throws Exception {
        sender.send(new Outgoing.WhatsApp(
                "+4915112345678",
                "order",
                "en",
                List.of(),
                new WhatsAppHeader(WhatsAppHeader.Kind.DOCUMENT, null, "7001", "invoice.pdf"),
                List.of(new ButtonValue.Payload("MORE"), new ButtonValue.Path("c/abc"), new ButtonValue.Code("SAVE10")),
                TAGS));
        ObjectMapper json = new ObjectMapper();
        assertThat(json.readTree(requests.getFirst().body()).at("/template/components"))
                .isEqualTo(json.readTree("""
                [{"type":"header","parameters":[{"type":"document","document":{"id":"7001","filename":"invoice.pdf"}}]},
                 {"type":"button","sub_type":"quick_reply","index":"0","parameters":[{"type":"payload","payload":"MORE"}]},
                 {"type":"button","sub_type":"url","index":"1","parameters":[{"type":"text","text":"c/abc"}]},
                 {"type":"button","sub_type":"copy_code","index":"2","parameters":[{"type":"coupon_code","coupon_code":"SAVE10"}]}]
                """));
    }

    @Test
    void leavesComponentsOut_whenATemplateHasNone() throws Exception {
        sender.send(message(null, null, List.of()));
        assertThat(new ObjectMapper()
                        .readTree(requests.getFirst().body())
                        .at("/template")
                        .has("components"))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "400,130429",
        "400,131056",
        "400,131048",
        "400,80007",
        "400,4",
        "500,2",
        "500,131000",
        "503,131016",
        "403,10",
        "403,200",
        "403,368",
        "400,131031",
        "400,131037",
        "400,133010",
        "400,131042",
        "500,1"
    })
    void triesLater_whenTheMomentOrTheAccountIsTheReason(int httpStatus, int code) {
        status = httpStatus;
        answer = "{\"error\":{\"message\":\"(#" + code + ") x\",\"code\":" + code + "}}";
        assertThat(send()).isInstanceOfSatisfying(Result.TryLater.class, later -> assertThat(
                        later.reason().details())
                .startsWith(code + " "));
    }

    @Test
    void triesLater_whenTheAccessTokenIsNotValid() {
        status = 401;
        answer = "{\"error\":{\"message\":\"Session has expired\",\"code\":190}}";
        assertThat(send()).isInstanceOfSatisfying(Result.TryLater.class, later -> assertThat(
                        later.reason().code())
                .isEqualTo(Code.TOKEN_NOT_VALID));
    }

    @ParameterizedTest
    @CsvSource({
        "131049, MARKETING_LIMIT",
        "131026, NOT_ON_WHATSAPP",
        "131021, SENT_TO_ITSELF",
        "131047, OUTSIDE_WINDOW",
        "131050, MARKETING_STOPPED",
        "130472, EXPERIMENT",
        "130497, COUNTRY_NOT_ALLOWED",
        "132000, TEMPLATE_PARAMETERS",
        "132001, TEMPLATE_UNKNOWN",
        "132005, TEMPLATE_TOO_LONG",
        "132007, TEMPLATE_AGAINST_POLICY",
        "132012, TEMPLATE_PARAMETERS",
        "132015, TEMPLATE_PAUSED",
        "132016, TEMPLATE_DISABLED",
        "131008, PARAMETER_NOT_VALID",
        "100, PARAMETER_NOT_VALID",
        "131053, MEDIA_REFUSED",
        "999999, PROVIDER_REFUSED"
    })
    void refuses_withAReasonOfItsOwn_andMetasWordsApart(int number, Code code) {
        status = 400;
        answer = "{\"error\":{\"message\":\"(#" + number + ") x\",\"code\":" + number
                + ",\"error_data\":{\"details\":\"details of it\"}}}";
        assertThat(send())
                .isEqualTo(new Result.Refused(
                        Reason.of(code, "error", Integer.toString(number)).withDetails(number + " details of it")));
    }

    @Test
    void triesLater_whenNothingWasReached() throws Exception {
        int closed;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            closed = socket.getLocalPort();
        }
        assertThat(sender("http://localhost:" + closed, Duration.ofSeconds(1)).send(message(null, null, List.of())))
                .isInstanceOf(Result.TryLater.class);
    }

    @Test
    void saysThatNobodyKnows_whenNoAnswerCame_andNeverSendsTwice() {
        status = 0;
        assertThatThrownBy(this::send).isInstanceOf(UncheckedIOException.class);
        assertThat(requests).hasSize(1);
        status = 200;
        delayMillis = 600;
        WhatsAppSender hurried =
                sender("http://localhost:" + server.getAddress().getPort(), Duration.ofMillis(200));
        assertThatThrownBy(() -> hurried.send(message(null, null, List.of()))).isInstanceOf(UncheckedIOException.class);
        assertThat(requests).hasSize(2);
    }

    @Test
    void saysThatNobodyKnows_whenAProxyAnswersForMeta() {
        status = 502;
        answer = "<html>Bad gateway</html>";
        assertThatThrownBy(this::send).isInstanceOf(UncheckedIOException.class).hasMessageContaining("502");
        status = 200;
        answer = "{}";
        assertThatThrownBy(this::send).isInstanceOf(UncheckedIOException.class);
        status = 503;
        answer = "";
        assertThat(send()).isInstanceOf(Result.TryLater.class);
        status = 404;
        assertThat(send()).isInstanceOf(Result.Refused.class);
    }

    @Test
    void isNotForEmail() {
        Outgoing email = new Outgoing.Email("a@b.example", "c@d.example", null, "s", "h", "t", Map.of(), TAGS);
        assertThatThrownBy(() -> sender.send(email)).isInstanceOf(IllegalArgumentException.class);
    }
}
