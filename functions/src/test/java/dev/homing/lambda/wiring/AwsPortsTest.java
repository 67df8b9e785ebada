package dev.homing.lambda.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.homing.adapter.aws.AwsClients;
import dev.homing.adapter.aws.EndUserMessagingSender;
import dev.homing.adapter.aws.SnsSmsSender;
import dev.homing.adapter.whatsapp.WhatsAppSender;
import dev.homing.app.SideBySide;
import dev.homing.app.port.Sender;
import dev.homing.domain.channel.Channel;
import dev.homing.domain.id.MessageId;
import dev.homing.domain.reason.Reason;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AwsPortsTest {
    private static final Sender.Outgoing MESSAGE = new Sender.Outgoing.WhatsApp(
            "+4915112345678",
            "cart_reminder",
            "en",
            List.of(),
            null,
            List.of(),
            new Sender.Tags(MessageId.parse("caaaabbbbccccddddeeee-f2ghijklmnopqrst"), "cart-recovery", "whatsapp"));

    @Test
    void refusesWhatsAppMessages_andSaysWhatToDo_whenTheShopHasNoNumber() {
        Sender sender = ports(Map.of("AWS_REGION", "eu-central-1")).sender(Channel.WHATSAPP);
        assertThat(sender.send(MESSAGE)).isInstanceOfSatisfying(Sender.Result.Refused.class, refused -> {
            assertThat(refused.reason().code()).isEqualTo(Reason.Code.WHATSAPP_NOT_SET_UP);
            assertThat(refused.reason().details()).contains("whatsapp.phoneNumberId");
        });
    }

    @Test
    void sendsWhatsAppMessages_whenTheShopHasANumber() {
        Map<String, String> environment = Map.of(
                "AWS_REGION", "eu-central-1",
                "WHATSAPP_URL", "https://graph.facebook.com/v23.0",
                "WHATSAPP_PHONE_NUMBER_ID", "106540352242922");
        assertThat(ports(environment).sender(Channel.WHATSAPP)).isInstanceOf(WhatsAppSender.class);
    }

    @Test
    void refusesSms_andSaysWhatToDo_whenTheShopHasSetUpNone() {
        Sender sender = ports(Map.of("AWS_REGION", "eu-central-1")).sender(Channel.SMS);
        assertThat(sender.send(new Sender.Outgoing.Sms("+4915112345678", "Hi", true, MESSAGE.tags())))
                .isInstanceOfSatisfying(Sender.Result.Refused.class, refused -> {
                    assertThat(refused.reason().code()).isEqualTo(Reason.Code.SMS_NOT_SET_UP);
                    assertThat(refused.reason().details()).contains("homing.json");
                });
    }

    @Test
    void sendsSms_byWhicheverProviderTheShopNames() {
        Map<String, String> number = Map.of(
                "AWS_REGION", "eu-central-1",
                "SMS_PROVIDER", "end-user-messaging",
                "SMS_ORIGINATION_IDENTITY", "pool-1",
                "SMS_MAX_PRICE", "0.10");
        assertThat(ports(number).sender(Channel.SMS)).isInstanceOf(EndUserMessagingSender.class);
        assertThat(ports(Map.of("AWS_REGION", "eu-central-1", "SMS_PROVIDER", "sns"))
                        .sender(Channel.SMS))
                .isInstanceOf(SnsSmsSender.class);
        AwsPorts wrong = ports(Map.of("AWS_REGION", "eu-central-1", "SMS_PROVIDER", "pigeon"));
        assertThatThrownBy(() -> wrong.sender(Channel.SMS))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("end-user-messaging or sns");
    }

    @Test
    void namesTheVariableThatIsMissing() {
        AwsPorts ports = ports(Map.of("AWS_REGION", "eu-central-1"));
        assertThatThrownBy(ports::campaigns).hasMessageContaining("CONFIG_TABLE");
    }

    private static AwsPorts ports(Map<String, String> environment) {
        return new AwsPorts(
                environment,
                AwsClients.of(environment),
                () -> Instant.parse("2026-11-20T11:02:00Z"),
                SideBySide.ONE_BY_ONE);
    }
}
