package dev.homing.adapter.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.homing.adapter.aws.SnsSmsSender.Settings;
import dev.homing.app.port.Samples;
import dev.homing.app.port.Sender;
import dev.homing.app.port.Sender.Outgoing;
import dev.homing.app.port.Sender.Result;
import dev.homing.domain.channel.Channel;
import dev.homing.domain.id.MessageId;
import dev.homing.domain.id.RunId;
import dev.homing.domain.id.Visit;
import dev.homing.domain.reason.Reason;
import dev.homing.domain.reason.Reason.Code;
import dev.homing.emulator.InboxMessage;
import java.math.BigDecimal;
import java.net.ConnectException;
import java.net.URI;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sns.model.SnsException;

@ExtendWith(OnEmulator.class)
class SnsSmsSenderTest {
    private static final Settings SETTINGS = new Settings("Nordwind", new BigDecimal("0.50"));

    private final MessageId id =
            MessageId.of(Visit.first(RunId.of(Samples.customer(), "c", "", Instant.EPOCH), "sms"), Channel.SMS);
    private final Outgoing.Sms sms =
            new Outgoing.Sms("+4915112345678", "Your cart & more", true, new Sender.Tags(id, "cart-sms", "reminder"));

    private static SnsSmsSender sender(FixedHttp http) {
        AwsClients clients = new AwsClients(
                http, Region.EU_CENTRAL_1, URI.create("http://sns.example"), AnonymousCredentialsProvider.create());
        return new SnsSmsSender(clients.sns(), SETTINGS);
    }

    private static FixedHttp answering(int status, String code) {
        return FixedHttp.answering(
                status,
                "<ErrorResponse><Error><Type>Sender</Type><Code>" + code
                        + "</Code><Message>Said so</Message></Error></ErrorResponse>");
    }

    @Test
    void leavesWithTextSenderAndTags() {
        Result result = new SnsSmsSender(OnEmulator.clients().sns(), SETTINGS).send(sms);

        InboxMessage left = OnEmulator.emulator().inbox().messages().stream()
                .filter(message -> message.messageId().equals(id.toString()))
                .findFirst()
                .orElseThrow();
        assertThat(result).isEqualTo(new Result.Sent(left.providerId()));
        assertThat(left.to()).isEqualTo("+4915112345678");
        assertThat(left.from()).isEqualTo("Nordwind");
        assertThat(left.text()).isEqualTo("Your cart & more");
        assertThat(left.campaign()).isEqualTo("cart-sms");
        assertThat(left.segments()).isEqualTo(1);
        assertThat(left.tags())
                .containsEntry("AWS.SNS.SMS.SMSType", "Transactional")
                .containsEntry("AWS.SNS.SMS.MaxPrice", "0.50");
    }

    @ParameterizedTest
    @CsvSource({
        "InvalidParameter,PARAMETER_NOT_VALID",
        "ParameterValueInvalid,PARAMETER_NOT_VALID",
        "OptedOut,OPTED_OUT"
    })
    void isRefused_whenItWillNeverBeTaken(String error, Code code) {
        FixedHttp http = answering(400, error);
        assertThat(sender(http).send(sms))
                .isEqualTo(new Result.Refused(Reason.of(code).withDetails("Said so")));
        assertThat(http.calls()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "403,AuthorizationError,SMS_SENDER_UNUSABLE,1",
        "429,Throttled,THROTTLED,4",
        "400,Throttling,THROTTLED,4",
        "503,ServiceUnavailable,PROVIDER_UNAVAILABLE,1"
    })
    void isTriedLater_whenItDidNotLeave(int status, String error, Code code, int calls) {
        FixedHttp http = answering(status, error);
        assertThat(sender(http).send(sms))
                .isEqualTo(new Result.TryLater(Reason.of(code).withDetails("Said so")));
        assertThat(http.calls()).isEqualTo(calls);
    }

    @Test
    void isTriedLater_whenSnsWasNotReached_andNobodyKnows_whenItFails() {
        assertThat(sender(FixedHttp.failing(new ConnectException("refused"))).send(sms))
                .isInstanceOf(Result.TryLater.class);
        FixedHttp failing = answering(500, "InternalError");
        assertThatThrownBy(() -> sender(failing).send(sms)).isInstanceOf(SnsException.class);
        assertThat(failing.calls()).isEqualTo(1);
    }
}
