package dev.homing.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.Target;
import software.amazon.awssdk.services.sesv2.SesV2Client;
import software.amazon.awssdk.services.sesv2.model.AlreadyExistsException;
import software.amazon.awssdk.services.sesv2.model.BadRequestException;
import software.amazon.awssdk.services.sesv2.model.EventType;
import software.amazon.awssdk.services.sesv2.model.MessageHeader;
import software.amazon.awssdk.services.sesv2.model.MessageRejectedException;
import software.amazon.awssdk.services.sesv2.model.MessageTag;
import software.amazon.awssdk.services.sesv2.model.NotFoundException;
import software.amazon.awssdk.services.sesv2.model.SendEmailRequest;
import software.amazon.awssdk.services.sesv2.model.SuppressedDestinationSummary;
import software.amazon.awssdk.services.sesv2.model.SuppressionListReason;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SesTest {
    private final Emulator emulator = Emulator.start(EmulatorOptions.defaults());
    private final SesV2Client ses = Sdk.client(SesV2Client.builder(), emulator.endpoint());
    private final Recorder told = new Recorder(emulator, "told");
    private final AtomicInteger numbers = new AtomicInteger();

    @BeforeAll
    void setUp() {
        ses.createEmailIdentity(r -> r.emailIdentity("shop.example"));
        ses.createConfigurationSet(r -> r.configurationSetName("homing"));
        ses.createConfigurationSetEventDestination(r -> r.configurationSetName("homing")
                .eventDestinationName("bus")
                .eventDestination(d -> d.enabled(true)
                        .matchingEventTypes(
                                EventType.SEND,
                                EventType.DELIVERY,
                                EventType.BOUNCE,
                                EventType.COMPLAINT,
                                EventType.REJECT)
                        .eventBridgeDestination(
                                b -> b.eventBusArn("arn:aws:events:us-east-1:000000000000:event-bus/default"))));
        try (EventBridgeClient events = Sdk.client(EventBridgeClient.builder(), emulator.endpoint())) {
            events.putRule(r -> r.name("ses").eventPattern("{\"source\":[\"aws.ses\"]}"));
            events.putTargets(r ->
                    r.rule("ses").targets(Target.builder().id("t").arn(told.arn).build()));
        }
    }

    @BeforeEach
    void forget() {
        emulator.settle();
        told.events.clear();
        emulator.inbox().clear();
    }

    @AfterAll
    void close() {
        ses.close();
        emulator.close();
    }

    private String send(String to, Consumer<SendEmailRequest.Builder> more) {
        String id = ses.sendEmail(r -> {
                    r.fromEmailAddress("The Shop <hello@shop.example>")
                            .destination(d -> d.toAddresses(to))
                            .configurationSetName("homing")
                            .content(c -> c.simple(m -> m.subject(s -> s.data("Your cart, Jörg"))
                                    .body(b -> b.html(h -> h.data("<p>Two lines</p>"))
                                            .text(t -> t.data("Two lines")))
                                    .headers(MessageHeader.builder()
                                            .name("List-Unsubscribe-Post")
                                            .value("List-Unsubscribe=One-Click")
                                            .build())))
                            .emailTags(
                                    tag("message", "m" + numbers.incrementAndGet()),
                                    tag("campaign", "cart-recovery"),
                                    tag("step", "first"),
                                    tag("variant", "A"));
                    more.accept(r);
                })
                .messageId();
        emulator.settle();
        return id;
    }

    private static MessageTag tag(String name, String value) {
        return MessageTag.builder().name(name).value(value).build();
    }

    private java.util.List<String> toldTypes() {
        return told.events.stream()
                .map(event -> event.path("detail-type").asText())
                .toList();
    }

    @Test
    void mailEndsInTheInbox_asItsReceiverSeesIt() {
        String id = send("ann@example.com", r -> {});
        assertThat(emulator.inbox().messages()).singleElement().satisfies(message -> {
            assertThat(message.messageId()).isEqualTo("m" + numbers.get());
            assertThat(message.channel()).isEqualTo(Channel.EMAIL);
            assertThat(message.to()).isEqualTo("ann@example.com");
            assertThat(message.from()).isEqualTo("The Shop <hello@shop.example>");
            assertThat(message.subject()).isEqualTo("Your cart, Jörg");
            assertThat(message.html()).isEqualTo("<p>Two lines</p>");
            assertThat(message.text()).isEqualTo("Two lines");
            assertThat(message.campaign()).isEqualTo("cart-recovery");
            assertThat(message.step()).isEqualTo("first");
            assertThat(message.variant()).isEqualTo("A");
            assertThat(message.headers()).containsEntry("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
            assertThat(message.providerId()).isEqualTo(id);
            assertThat(message.toJson().path("channel").asText()).isEqualTo("email");
        });
    }

    @Test
    void tellsOfSendingAndDelivery_asSesShapesIt() {
        String id = send("ann@example.com", r -> {});
        assertThat(toldTypes()).containsExactly("Email Sent", "Email Delivered");
        JsonNode sent = told.events.getFirst();
        assertThat(sent.path("source").asText()).isEqualTo("aws.ses");
        assertThat(sent.path("resources").path(0).asText())
                .isEqualTo("arn:aws:ses:us-east-1:000000000000:configuration-set/homing");
        JsonNode mail = sent.path("detail").path("mail");
        assertThat(sent.path("detail").path("eventType").asText()).isEqualTo("Send");
        assertThat(mail.path("messageId").asText()).isEqualTo(id);
        assertThat(mail.path("destination").toString()).isEqualTo("[\"ann@example.com\"]");
        assertThat(mail.path("tags").path("campaign").toString()).isEqualTo("[\"cart-recovery\"]");
        assertThat(mail.path("tags").path("ses:configuration-set").toString()).isEqualTo("[\"homing\"]");
        assertThat(mail.path("commonHeaders").path("subject").asText()).isEqualTo("Your cart, Jörg");
        JsonNode delivery = told.events.getLast().path("detail");
        assertThat(delivery.path("eventType").asText()).isEqualTo("Delivery");
        assertThat(delivery.path("delivery").path("recipients").toString()).isEqualTo("[\"ann@example.com\"]");
    }

    @Test
    void tellsNothing_withoutAConfigurationSet() {
        send("ann@example.com", r -> r.configurationSetName(null));
        assertThat(told.events).isEmpty();
        assertThat(emulator.inbox().messages()).hasSize(1);
    }

    @Test
    void aBounceIsTold_andSuppressesTheAddress() {
        send("Gone@example.com", r -> {});
        assertThat(emulator.inbox().react("m" + numbers.get(), Reaction.BOUNCED))
                .isEqualTo(Inbox.Outcome.EMITTED);
        emulator.settle();
        JsonNode bounce = told.events.getLast().path("detail").path("bounce");
        assertThat(toldTypes()).endsWith("Email Bounced");
        assertThat(bounce.path("bounceType").asText()).isEqualTo("Permanent");
        assertThat(bounce.path("bouncedRecipients").path(0).path("emailAddress").asText())
                .isEqualTo("Gone@example.com");
        assertThat(ses.getSuppressedDestination(r -> r.emailAddress("gone@example.com"))
                        .suppressedDestination()
                        .reason())
                .isEqualTo(SuppressionListReason.BOUNCE);

        forget();
        send("gone@example.com", r -> {});
        assertThat(emulator.inbox().messages()).isEmpty();
        assertThat(toldTypes()).containsExactly("Email Sent", "Email Bounced");
        assertThat(told.events.getLast().at("/detail/bounce/bounceSubType").asText())
                .isEqualTo("OnAccountSuppressionList");

        ses.deleteSuppressedDestination(r -> r.emailAddress("gone@example.com"));
        send("gone@example.com", r -> {});
        assertThat(emulator.inbox().messages()).hasSize(1);
    }

    @Test
    void aComplaintAndARejectionAreTold() {
        send("cross@example.com", r -> {});
        emulator.inbox().react("m" + numbers.get(), Reaction.COMPLAINED);
        emulator.inbox().react("m" + numbers.get(), Reaction.FAILED);
        emulator.settle();
        assertThat(toldTypes()).endsWith("Email Complaint Received", "Email Rejected");
        assertThat(told.events
                        .get(2)
                        .at("/detail/complaint/complainedRecipients/0/emailAddress")
                        .asText())
                .isEqualTo("cross@example.com");
        assertThat(emulator.inbox().react("m" + numbers.get(), Reaction.READ)).isEqualTo(Inbox.Outcome.NOT_ON_CHANNEL);
        assertThat(emulator.inbox().react("nobody", Reaction.BOUNCED)).isEqualTo(Inbox.Outcome.UNKNOWN_MESSAGE);
    }

    @Test
    void theMailboxSimulatorReactsByItself() {
        send("bounce+x@simulator.amazonses.com", r -> {});
        send("complaint@simulator.amazonses.com", r -> {});
        assertThat(toldTypes())
                .containsExactly(
                        "Email Sent", "Email Bounced", "Email Sent", "Email Delivered", "Email Complaint Received");
        assertThatThrownBy(() -> ses.getSuppressedDestination(r -> r.emailAddress("bounce+x@simulator.amazonses.com")))
                .isInstanceOf(NotFoundException.class);
    }

    @Test
    void listsSuppressions_byReasonAndInPages() {
        ses.putSuppressedDestination(r -> r.emailAddress("a@list.example").reason(SuppressionListReason.BOUNCE));
        ses.putSuppressedDestination(r -> r.emailAddress("b@list.example").reason(SuppressionListReason.COMPLAINT));
        ses.putSuppressedDestination(r -> r.emailAddress("c@list.example").reason(SuppressionListReason.BOUNCE));
        assertThat(ses.listSuppressedDestinationsPaginator(r -> r.pageSize(1)).stream()
                        .flatMap(page -> page.suppressedDestinationSummaries().stream()))
                .extracting(SuppressedDestinationSummary::emailAddress)
                .contains("a@list.example", "b@list.example", "c@list.example");
        assertThat(ses.listSuppressedDestinations(r -> r.reasons(SuppressionListReason.COMPLAINT))
                        .suppressedDestinationSummaries())
                .extracting(SuppressedDestinationSummary::emailAddress)
                .contains("b@list.example")
                .doesNotContain("a@list.example");
        assertThat(ses.listSuppressedDestinations(
                                r -> r.startDate(emulator.clock().now().plusSeconds(60)))
                        .suppressedDestinationSummaries())
                .isEmpty();
    }

    @Test
    void readsRawMail() {
        String raw = """
                From: =?utf-8?q?The_Sh=C3=B6p?= <hello@shop.example>
                To: ann@example.com
                Subject: =?UTF-8?B?w7xiZXI=?=
                 =?UTF-8?B?IGFsbA==?=
                List-Unsubscribe: <https://shop.example/u/1>
                MIME-Version: 1.0
                Content-Type: multipart/alternative;
                 boundary="b1"

                --b1
                Content-Type: text/plain; charset=utf-8
                Content-Transfer-Encoding: quoted-printable

                Gr=C3=BC=
                =C3=9Fe =3D
                --b1
                Content-Type: text/html; charset=utf-8
                Content-Transfer-Encoding: base64

                PHA+R3LDvMOf
                ZTwvcD4=
                --b1--
                """;
        ses.sendEmail(r -> r.content(c -> c.raw(
                m -> m.data(SdkBytes.fromByteArray(raw.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8))))));
        assertThat(emulator.inbox().messages()).singleElement().satisfies(message -> {
            assertThat(message.subject()).isEqualTo("über all");
            assertThat(message.from()).isEqualTo("The Shöp <hello@shop.example>");
            assertThat(message.to()).isEqualTo("ann@example.com");
            assertThat(message.text()).isEqualTo("Grüße =");
            assertThat(message.html()).isEqualTo("<p>Grüße</p>");
            assertThat(message.headers()).containsOnlyKeys("List-Unsubscribe");
        });
    }

    @Test
    void everyReceiverHasACopy() {
        send(
                "ann@example.com",
                r -> r.destination(d -> d.toAddresses("ann@example.com").bccAddresses("bob@example.com")));
        assertThat(emulator.inbox().messages())
                .extracting(InboxMessage::to)
                .containsExactly("ann@example.com", "bob@example.com");
        assertThat(toldTypes()).containsExactly("Email Sent", "Email Delivered", "Email Delivered");
    }

    @Test
    void refusesUnverifiedSenders_missingSets_badAddressesAndTags() {
        assertThatThrownBy(() -> send("ann@example.com", r -> r.fromEmailAddress("me@other.example")))
                .isInstanceOf(MessageRejectedException.class)
                .hasMessageContaining("not verified");
        assertThatThrownBy(() -> send("ann@example.com", r -> r.configurationSetName("none")))
                .isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> send("ann", r -> {})).isInstanceOf(BadRequestException.class);
        assertThatThrownBy(() -> send("ann@example.com", r -> r.emailTags(tag("campaign", "has space"))))
                .isInstanceOf(BadRequestException.class);
        assertThat(emulator.inbox().messages()).isEmpty();
        assertThat(told.events).isEmpty();
    }

    @Test
    void configurationSetsAndIdentitiesAreThere() {
        assertThatThrownBy(() -> ses.createConfigurationSet(r -> r.configurationSetName("homing")))
                .isInstanceOf(AlreadyExistsException.class);
        assertThat(ses.getConfigurationSetEventDestinations(r -> r.configurationSetName("homing"))
                        .eventDestinations()
                        .getFirst()
                        .name())
                .isEqualTo("bus");
        assertThat(ses.getEmailIdentity(r -> r.emailIdentity("shop.example")).verifiedForSendingStatus())
                .isTrue();
        assertThat(ses.getAccount(r -> {}).sendingEnabled()).isTrue();
    }
}
