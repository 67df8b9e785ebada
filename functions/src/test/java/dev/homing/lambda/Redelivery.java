package dev.homing.lambda;

import static dev.homing.app.SmallShop.ADA;
import static org.assertj.core.api.Assertions.assertThat;

import dev.homing.adapter.memory.MemoryTimers;
import dev.homing.app.SmallShop;
import dev.homing.app.port.Timeline;
import dev.homing.domain.broadcast.Broadcast;
import dev.homing.domain.campaign.Campaign;
import dev.homing.domain.channel.Channel;
import dev.homing.domain.consent.AddressKey;
import dev.homing.domain.profile.Profile;
import dev.homing.domain.run.Run;
import dev.homing.domain.state.ArmedTimer;
import dev.homing.domain.state.CustomerState;
import dev.homing.lambda.wiring.Wiring;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Holds a queue's handler to ending the same when a batch comes twice, or the handler is killed at any call and the batch comes again. */
final class Redelivery {
    /** More moments than any batch here has. */
    private static final int MOST_MOMENTS = 400;

    /** What a shop comes to, but for how often it was written and under which numbers its timers are armed. */
    private record Ended(
            List<Object> state,
            Set<Run> runs,
            Set<List<Object>> messages,
            Profile profile,
            List<Object> left,
            int sent) {
        static Ended of(SmallShop shop) {
            CustomerState ada = shop.state(ADA);
            Set<String> armed = shop.ports.timers.armed().stream()
                    .map(MemoryTimers.Armed::timerId)
                    .collect(Collectors.toSet());
            assertThat(armed)
                    .as("every timer is armed")
                    .containsAll(ada.timers().stream().map(ArmedTimer::timerId).toList());
            List<Object> state = List.of(
                    ada.carts(),
                    ada.timers().stream()
                            .map(timer -> timer.campaign() + timer.key() + timer.due())
                            .toList(),
                    ada.runs(),
                    ada.touches(),
                    ada.recent(),
                    ada.pending(),
                    ada.absorbed());
            List<Object> left = List.of(
                    Set.copyOf(shop.ports.sendQueue.take()),
                    shop.ports.timeline.newest(ADA, null, 100).stream()
                            .map(Timeline.Entry::key)
                            .toList(),
                    shop.journeys.started(),
                    shop.journeys.stopped(),
                    broadcasts(shop),
                    shop.ports
                            .suppressions
                            .of(AddressKey.of(Channel.EMAIL, "ada@example.com"))
                            .reasons());
            return new Ended(
                    state,
                    shop.ports.runs.all().stream()
                            .map(run -> run.withRevision(0))
                            .collect(Collectors.toSet()),
                    shop.ports.messages.all().stream()
                            .map(message -> List.of(
                                    message.id(),
                                    Set.copyOf(message.statuses()),
                                    message.links(),
                                    message.reason() + " " + message.providerId()))
                            .collect(Collectors.toSet()),
                    shop.ports.profiles.load(ADA).withRevision(0),
                    left,
                    shop.ports.sender.sent().size());
        }
    }

    private static List<Object> broadcasts(SmallShop shop) {
        List<Object> all = new ArrayList<>();
        for (Campaign campaign : shop.ports.campaigns.current().campaigns().values()) {
            for (Broadcast broadcast : shop.ports.broadcasts.of(campaign.key(), 9)) {
                all.add(broadcast);
                all.add(shop.ports.broadcasts.figures(campaign.key(), broadcast.number()));
            }
        }
        return all;
    }

    /** A shop in which something is about to be delivered. */
    interface Setting {
        /** @return the bodies */
        List<String> of(SmallShop shop);
    }

    static void endsTheSame(String queue, Function<Wiring, JsonHandler> handler, Setting setting) {
        Ended expected = once(queue, handler, setting);
        assertThat(once(queue, handler, setting))
                .as("the test itself is repeatable")
                .isEqualTo(expected);

        SmallShop twice = new SmallShop();
        byte[] batch = AwsEvents.sqs(queue, setting.of(twice));
        assertThat(AwsEvents.failures(handler.apply(twice.wiring).handle(batch)))
                .isEmpty();
        assertThat(AwsEvents.failures(handler.apply(twice.wiring).handle(batch)))
                .isEmpty();
        assertThat(Ended.of(twice)).as("twice").isEqualTo(expected);

        int moment = 0;
        boolean struck = true;
        while (struck) {
            SmallShop killed = new SmallShop();
            byte[] delivered = AwsEvents.sqs(queue, setting.of(killed));
            killed.chaos.killAt(moment);
            handler.apply(killed.wiring).handle(delivered);
            struck = killed.chaos.struck();
            assertThat(AwsEvents.failures(handler.apply(killed.wiring).handle(delivered)))
                    .isEmpty();
            assertThat(Ended.of(killed)).as("killed at moment %s", moment).isEqualTo(expected);
            assertThat(++moment).isLessThan(MOST_MOMENTS);
        }
        assertThat(moment).as("moments at which it was killed").isGreaterThan(1);
    }

    private static Ended once(String queue, Function<Wiring, JsonHandler> handler, Setting setting) {
        SmallShop shop = new SmallShop();
        assertThat(AwsEvents.failures(handler.apply(shop.wiring).handle(AwsEvents.sqs(queue, setting.of(shop)))))
                .isEmpty();
        return Ended.of(shop);
    }

    private Redelivery() {}
}
