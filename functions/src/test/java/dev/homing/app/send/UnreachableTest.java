package dev.homing.app.send;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homing.app.SmallShop;
import dev.homing.app.port.SendJob;
import dev.homing.domain.Facts;
import dev.homing.domain.channel.Channel;
import dev.homing.domain.id.Visit;
import dev.homing.domain.message.Message;
import dev.homing.domain.message.MessageStatus;
import dev.homing.domain.reason.Reason;
import dev.homing.domain.reason.Reason.Code;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whoever stated an address that cannot be read gets no message, and the message says that this is why. */
class UnreachableTest {
    private final SmallShop shop = new SmallShop();

    @ParameterizedTest
    @CsvSource({
        "WHATSAPP, phone, 0151 23456789, PHONE_WITHOUT_COUNTRY",
        "WHATSAPP, phone, call me, PHONE_WITHOUT_COUNTRY",
        "WHATSAPP, phone, +49, PHONE_UNREADABLE",
        "EMAIL, email, a@b@c.example, EMAIL_UNREADABLE",
        "EMAIL, email, ada@[127.0.0.1], EMAIL_UNREADABLE",
    })
    void saysThatTheAddressCannotBeRead(Channel channel, String trait, String stated, Code why) {
        Map<String, Object> identified = new LinkedHashMap<>(
                shop.storefront.track("i1", "ada", "x", Map.of()).values());
        identified.put("type", "identify");
        // A campaign starts for whoever can be reached on any of its channels.
        Map<String, Object> traits = new LinkedHashMap<>(
                Map.of("email", "ada@example.com", "phone", "+4915112345678", "consent", Map.of("whatsapp", true)));
        traits.put(trait, stated);
        identified.put("traits", traits);
        shop.receive(Facts.of(identified), shop.storefront.added("e1", "ada", "A", "10.00"));
        shop.advance(Duration.ofMinutes(30));
        shop.fireTimers();
        shop.journeys.await(SmallShop.TOKEN);
        SendJob job = new SendJob(
                Visit.first(shop.run().id(), channel == Channel.EMAIL ? "email" : "whatsapp"),
                channel,
                SmallShop.TOKEN);
        shop.send(job);
        Message message = shop.message(job);
        assertThat(message.status()).isEqualTo(MessageStatus.SKIPPED);
        assertThat(message.reason()).isEqualTo(Reason.of(why));
    }
}
