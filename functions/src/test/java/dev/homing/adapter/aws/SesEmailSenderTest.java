package dev.homing.adapter.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sesv2.model.SesV2Exception;

@ExtendWith(OnEmulator.class)
class SesEmailSenderTest {
    private final MessageId id =
            MessageId.of(Visit.first(RunId.of(Samples.customer(), "c", "", Instant.EPOCH), "email"), Channel.EMAIL);
    private final Outgoing.Email email = new Outgoing.Email(
            "\"Nordwind\" <shop@example.com>",
            "jane@example.com",
            "help@example.com",
            "Still there, \u00c4nne?",
            "<p>Hi \u6f22</p>",
            "Hi",
            Map.of(
                    "List-Unsubscribe-Post",
                    "List-Unsubscribe=One-Click",
                    "List-Unsubscribe",
                    "<https://x.example/u/1>"),
            new Sender.Tags(id, "cart-recovery", "first reminder"));

    @Test
    void leavesWithContentHeadersAndTags() {
        Result result = new SesEmailSender(OnEmulator.clients().ses(), OnEmulator.CONFIGURATION_SET).send(email);

        InboxMessage left = OnEmulator.emulator().inbox().messages().stream()
                .filter(message -> message.messageId().equals(id.toString()))
                .findFirst()
                .orElseThrow();
        assertThat(result).isEqualTo(new Result.Sent(left.providerId()));
        assertThat(left.to()).isEqualTo("jane@example.com");
        assertThat(left.subject()).isEqualTo(email.subject());
        assertThat(left.html()).isEqualTo(email.html());
        assertThat(left.text()).isEqualTo("Hi");
        assertThat(left.campaign()).isEqualTo("cart-recovery");
        assertThat(left.step()).isEqualTo("first_reminder");
        assertThat(left.headers()).containsAllEntriesOf(email.headers());
    }

    @ParameterizedTest
    @CsvSource({
        "MessageRejected, Email address is not verified, SENDER_NOT_VERIFIED",
        "MessageRejected, Bad content, PROVIDER_REFUSED",
        "MailFromDomainNotVerifiedException, Not set up, SENDER_NOT_VERIFIED",
        "BadRequestException, Odd, PROVIDER_REFUSED",
        "NotFoundException, No configuration set, PROVIDER_REFUSED"
    })
    void isRefused_whenSesWillNeverTakeIt(String error, String text, Code code) {
        FixedHttp http = FixedHttp.answering(400, error, text);

        assertThat(sender(http).send(email))
                .isEqualTo(new Result.Refused(Reason.of(code).withDetails(text)));
        assertThat(http.calls()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "400, LimitExceededException, THROTTLED",
        "400, SendingPausedException, SENDING_PAUSED",
        "400, AccountSuspendedException, ACCOUNT_BLOCKED",
        "503, ServiceUnavailable, PROVIDER_UNAVAILABLE"
    })
    void isTriedLater_whenItDidNotLeave(int status, String error, Code code) {
        assertThat(sender(FixedHttp.answering(status, error, "Said so")).send(email))
                .isEqualTo(new Result.TryLater(Reason.of(code).withDetails("Said so")));
    }

    @Test
    void isTriedLater_whenSesWasNotReached() {
        assertThat(sender(FixedHttp.failing(new ConnectException("refused"))).send(email))
                .isInstanceOf(Result.TryLater.class);
    }

    @Test
    void isTriedAgainAtOnce_whenSesThrottlesAndThenTakesIt() {
        FixedHttp http =
                FixedHttp.answering(429, "TooManyRequestsException", "Rate").then(200, "{\"MessageId\":\"m1\"}");

        assertThat(sender(http).send(email)).isEqualTo(new Result.Sent("m1"));
        assertThat(http.calls()).isEqualTo(2);
    }

    @Test
    void isTriedLater_whenSesGoesOnThrottling() {
        FixedHttp http = FixedHttp.answering(429, "TooManyRequestsException", "Rate");

        assertThat(sender(http).send(email))
                .isEqualTo(new Result.TryLater(Reason.of(Code.THROTTLED).withDetails("Rate")));
        assertThat(http.calls()).isEqualTo(4);
    }

    @Test
    void nobodyKnows_whenSesFailsOrDoesNotAnswer() {
        FixedHttp failing = FixedHttp.answering(500, "InternalServiceErrorException", "Oops");
        FixedHttp silent = FixedHttp.failing(new SocketTimeoutException("Read timed out"));
        FixedHttp broken = FixedHttp.failing(new IOException("Connection reset"));

        assertThatThrownBy(() -> sender(failing).send(email)).isInstanceOf(SesV2Exception.class);
        assertThatThrownBy(() -> sender(silent).send(email)).isInstanceOf(SdkClientException.class);
        assertThatThrownBy(() -> sender(broken).send(email)).isInstanceOf(SdkClientException.class);
        assertThat(failing.calls()).isEqualTo(1);
        assertThat(silent.calls()).isEqualTo(1);
        assertThat(broken.calls()).isEqualTo(1);
    }

    @Test
    void saysTheShopsName_whereItHasLettersBeyondAscii() {
        assertThat(SesEmailSender.encoded("\"Nordwind\" <shop@example.com>"))
                .isEqualTo("\"Nordwind\" <shop@example.com>");
        assertThat(SesEmailSender.encoded("\"Caf\u00e9\" <shop@example.com>"))
                .isEqualTo("=?UTF-8?B?Q2Fmw6k=?= <shop@example.com>");
        assertThat(SesEmailSender.encoded("\"" + "\u00e9".repeat(60) + "\" <shop@example.com>")
                        .split(" "))
                .hasSize(4)
                .allSatisfy(word -> assertThat(word.length()).isLessThanOrEqualTo(75));
    }

    private static SesEmailSender sender(FixedHttp http) {
        AwsClients clients = new AwsClients(
                http, Region.US_EAST_1, URI.create("http://localhost:1"), AnonymousCredentialsProvider.create());
        return new SesEmailSender(clients.ses(), "set");
    }
}
