package dev.homing.adapter.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.homing.adapter.aws.EndUserMessagingSender.Settings;
import dev.homing.app.port.Samples;
import dev.homing.app.port.Sender;
import dev.homing.app.port.Sender.Outgoing;
import dev.homing.app.port.Sender.Result;
import dev.homing.domain.channel.Channel;
import dev.homing.domain.id.MessageId;
import dev.homing.domain.id.RunId;
import dev.homing.domain.id.Visit;
import dev.homing.domain.message.TextSegments;
import dev.homing.domain.reason.Reason;
import dev.homing.domain.reason.Reason.Code;
import dev.homing.emulator.InboxMessage;
import java.math.BigDecimal;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.pinpointsmsvoicev2.model.PinpointSmsVoiceV2Exception;

@ExtendWith(OnEmulator.class)
class EndUserMessagingSenderTest {
    private static final Settings SETTINGS = new Settings("pool-1", "homing", new BigDecimal("0.10"));

    private final MessageId id =
            MessageId.of(Visit.first(RunId.of(Samples.customer(), "c", "", Instant.EPOCH), "sms"), Channel.SMS);
    private final Outgoing.Sms sms = new Outgoing.Sms(
            "+4915112345678", "Your cart: \u20ac 12", false, new Sender.Tags(id, "cart-sms", "reminder"));

    private static EndUserMessagingSender sender(FixedHttp http) {
        AwsClients clients = new AwsClients(
                http, Region.EU_CENTRAL_1, URI.create("http://sms.example"), AnonymousCredentialsProvider.create());
        return new EndUserMessagingSender(clients.endUserMessaging(), SETTINGS);
    }

    private InboxMessage left() {
        return OnEmulator.emulator().inbox().messages().stream()
                .filter(message -> message.messageId().equals(id.toString()))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void leavesWithTextAndTags() {
        Result result = new EndUserMessagingSender(OnEmulator.clients().endUserMessaging(), SETTINGS).send(sms);

        assertThat(result).isEqualTo(new Result.Sent(left().providerId()));
        assertThat(left().to()).isEqualTo("+4915112345678");
        assertThat(left().from()).isEqualTo("pool-1");
        assertThat(left().text()).isEqualTo("Your cart: \u20ac 12");
        assertThat(left().campaign()).isEqualTo("cart-sms");
        assertThat(left().step()).isEqualTo("reminder");
    }

    @ParameterizedTest
    @CsvSource({"a,160", "a,161", "\u20ac,81", "\u6f22,70", "\u6f22,71", "\ud83d\ude00,67", "\ud83d\ude00,150"})
    void countsAsManySegments_asItIsChargedFor(String character, int times) {
        String text = character.repeat(times);
        Outgoing.Sms one = new Outgoing.Sms(sms.to(), text, true, sms.tags());
        new EndUserMessagingSender(OnEmulator.clients().endUserMessaging(), SETTINGS).send(one);
        assertThat(OnEmulator.emulator().inbox().messages().getLast().segments())
                .isEqualTo(TextSegments.of(text).count());
    }

    @Test
    void isRefused_whenTheNumberIsOptedOut() {
        Outgoing.Sms gone = new Outgoing.Sms("+4915100000001", "Hi", true, sms.tags());
        OnEmulator.clients().endUserMessaging().putOptedOutNumber(request -> request.optOutListName("Default")
                .optedOutNumber(gone.to()));
        assertThat(new EndUserMessagingSender(OnEmulator.clients().endUserMessaging(), SETTINGS).send(gone))
                .isInstanceOfSatisfying(
                        Result.Refused.class,
                        refused -> assertThat(refused.reason().code()).isEqualTo(Code.OPTED_OUT));
    }

    @ParameterizedTest
    @CsvSource({
        "ConflictException, DESTINATION_PHONE_NUMBER_OPTED_OUT, OPTED_OUT",
        "ConflictException, DESTINATION_PHONE_NUMBER_NOT_VERIFIED, SENDER_NOT_VERIFIED",
        "ConflictException, DESTINATION_COUNTRY_BLOCKED_BY_PROTECT_CONFIGURATION, SMS_COUNTRY_NOT_ALLOWED",
        "ValidationException, PRICE_OVER_THRESHOLD, PRICE_OVER_LIMIT",
        "ValidationException, SENDER_ID_NOT_SUPPORTED, SMS_COUNTRY_NOT_ALLOWED",
        "ValidationException, FIELD_VALIDATION_FAILED, PARAMETER_NOT_VALID",
        "ValidationException, SOMETHING_NEW, PARAMETER_NOT_VALID"
    })
    void isRefused_whenItWillNeverBeTaken(String error, String reason, Code code) {
        FixedHttp http = FixedHttp.answering(400, error(error, reason));

        assertThat(sender(http).send(sms))
                .isEqualTo(new Result.Refused(Reason.of(code).withDetails("Said so")));
        assertThat(http.calls()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "400, ConflictException, RESOURCE_NOT_ACTIVE, SMS_SENDER_UNUSABLE",
        "400, ConflictException, SOMETHING_NEW, SMS_SENDER_UNUSABLE",
        "400, ResourceNotFoundException, '', SMS_SENDER_UNUSABLE",
        "400, AccessDeniedException, '', SMS_SENDER_UNUSABLE",
        "400, AccessDeniedException, ACCOUNT_DISABLED, ACCOUNT_BLOCKED",
        "400, ServiceQuotaExceededException, MONTHLY_SPEND_LIMIT_REACHED_FOR_TEXT, SPEND_LIMIT",
        "503, ServiceUnavailable, '', PROVIDER_UNAVAILABLE"
    })
    void isTriedLater_whenItDidNotLeave(int status, String error, String reason, Code code) {
        FixedHttp http = FixedHttp.answering(status, error(error, reason));

        assertThat(sender(http).send(sms))
                .isEqualTo(new Result.TryLater(Reason.of(code).withDetails("Said so")));
        assertThat(http.calls()).isEqualTo(1);
    }

    @Test
    void isTriedLater_whenItWasNotReached() {
        assertThat(sender(FixedHttp.failing(new ConnectException("refused"))).send(sms))
                .isInstanceOf(Result.TryLater.class);
    }

    @Test
    void isTriedAgainAtOnce_whenItIsThrottledAndThenTaken() {
        FixedHttp http = FixedHttp.answering(400, "ThrottlingException", "Rate").then(200, "{\"MessageId\":\"m1\"}");

        assertThat(sender(http).send(sms)).isEqualTo(new Result.Sent("m1"));
        assertThat(http.calls()).isEqualTo(2);
    }

    @Test
    void isTriedLater_whenItGoesOnBeingThrottled() {
        FixedHttp http = FixedHttp.answering(400, "ThrottlingException", "Rate");

        assertThat(sender(http).send(sms))
                .isEqualTo(new Result.TryLater(Reason.of(Code.THROTTLED).withDetails("Rate")));
        assertThat(http.calls()).isEqualTo(4);
    }

    @Test
    void nobodyKnows_whenItFailsOrDoesNotAnswer() {
        FixedHttp failing = FixedHttp.answering(500, "InternalServerException", "Oops");
        FixedHttp silent = FixedHttp.failing(new SocketTimeoutException("Read timed out"));

        assertThatThrownBy(() -> sender(failing).send(sms)).isInstanceOf(PinpointSmsVoiceV2Exception.class);
        assertThatThrownBy(() -> sender(silent).send(sms)).isInstanceOf(SdkClientException.class);
        assertThat(failing.calls()).isEqualTo(1);
        assertThat(silent.calls()).isEqualTo(1);
    }

    private static String error(String type, String reason) {
        return "{\"__type\":\"" + type + "\",\"Message\":\"Said so\""
                + (reason.isEmpty() ? "" : ",\"Reason\":\"" + reason + "\"") + "}";
    }
}
