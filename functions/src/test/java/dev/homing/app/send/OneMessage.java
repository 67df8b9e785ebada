package dev.homing.app.send;

import static dev.homing.app.SmallShop.TOKEN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.homing.adapter.html.JsoupHtml;
import dev.homing.adapter.memory.MemoryJourneys.Ending;
import dev.homing.app.Chaos;
import dev.homing.app.MemoryPorts;
import dev.homing.app.SmallShop;
import dev.homing.app.TestRendering;
import dev.homing.app.campaign.HoldPlaces;
import dev.homing.app.port.Messages;
import dev.homing.app.port.Renderer;
import dev.homing.app.port.SendJob;
import dev.homing.app.send.SendMessage.Result;
import dev.homing.domain.channel.Channel;
import dev.homing.domain.consent.AddressKey;
import dev.homing.domain.consent.Suppression.Why;
import dev.homing.domain.message.Message;
import dev.homing.domain.profile.Profile;
import dev.homing.domain.reason.Reason;
import dev.homing.domain.run.Leg;
import java.time.Duration;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** One message on its way, in a shop in which a test plays everybody else. */
abstract class OneMessage {
    static final Duration MINUTE = Duration.ofMinutes(1);

    final SmallShop shop = new SmallShop();

    Message done(SendJob job) {
        Result result = shop.send(job);
        assertThat(result).isInstanceOf(Result.Done.class);
        Message message = ((Result.Done) result).message();
        return message == null ? shop.message(job) : message;
    }

    Duration later(SendJob job) {
        Result result = shop.send(job);
        assertThat(result).isInstanceOf(Result.Later.class);
        return ((Result.Later) result).delay();
    }

    void killed(SendJob job) {
        assertThatThrownBy(() -> shop.send(job)).isInstanceOf(Chaos.Killed.class);
    }

    void profile(UnaryOperator<Profile> change) {
        assertThat(shop.ports.profiles.save(change.apply(shop.ports.profiles.load(SmallShop.ADA))))
                .isTrue();
    }

    void suppressed(Why why, @Nullable Reason said) {
        AddressKey address = AddressKey.of(Channel.EMAIL, "ada@example.com");
        assertThat(shop.ports.suppressions.save(
                        shop.ports.suppressions.of(address).because(why, shop.now(), said)))
                .isTrue();
    }

    void failed(String error, String cause) {
        assertThat(shop.journeys.ending(TOKEN)).isEqualTo(new Ending.Failed(error, cause));
    }

    SendMessage with(Renderer renderer) {
        return with(shop.ports.messages, renderer);
    }

    SendMessage with(Messages messages) {
        return with(messages, (template, data, _, _) -> TestRendering.fill(template, data));
    }

    private SendMessage with(Messages messages, Renderer renderer) {
        MemoryPorts ports = shop.ports;
        return new SendMessage(
                ports.states,
                ports.profiles,
                ports.suppressions,
                ports.orderBook,
                ports.backoff(),
                shop.wiring.endRun(),
                shop.wiring.settleRecipient(),
                ports.runs,
                messages,
                ports.campaigns,
                shop.journeys,
                new HoldPlaces(ports.runs, ports.held, ports.campaigns, ports.outcomeQueue),
                ports.outcomeQueue,
                renderer,
                new JsoupHtml(),
                ports.sender,
                MemoryPorts.LINKS);
    }

    void moveOn() {
        assertThat(shop.ports.runs.save(
                        shop.run().in(new Leg(2, "whatsapp"), shop.now()),
                        shop.now().plus(Duration.ofDays(9))))
                .isTrue();
    }
}
