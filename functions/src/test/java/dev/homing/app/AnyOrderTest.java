package dev.homing.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homing.domain.Facts;
import dev.homing.domain.event.CustomerEvent.Origin;
import dev.homing.domain.message.Message;
import dev.homing.domain.message.MessageStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.LongRange;
import org.jspecify.annotations.Nullable;

/**
 * No interleaving, duplication, reordering, crash or merge of a customer's events and timers sends a message twice or loses one: whatever
 * happens on the way, it ends as it does when everything comes once, in order, and nothing is killed.
 */
class AnyOrderTest {
    private static final int TRIES = 400;

    /** What a story comes to. */
    private record Ending(List<String> sentSteps, Map<String, Long> counts, int itemsInCart, List<String> runs) {}

    @Property(tries = TRIES, shrinking = ShrinkingMode.OFF)
    void endsTheSame_howeverEventsArriveAndHandlersAreKilled(@ForAll @LongRange(min = 0, max = 1_000_000) long seed) {
        Story story = new Story(new Random(seed));
        Ending expected = story.told(Chaos.NONE, null);
        Random dice = new Random(seed + 1);
        Ending actual = story.told(new Chaos(new SplittableRandom(seed), dice.nextDouble() * 0.1), dice);
        assertThat(actual).isEqualTo(expected);
    }

    /** What one customer does on a few days, first as a visitor, then under their own name. */
    private static final class Story {
        private final boolean visitorFirst;
        private final boolean aliased;
        private final int products;
        private final int removed;
        private final boolean orderedBeforeTheDelay;
        private final boolean clicks;
        private final boolean ordersInTheEnd;
        private final boolean refunds;
        private final boolean paymentFails;
        private final Pause pause;
        private final boolean moves;

        /** When the campaign is paused, for longer than its flow can take. */
        private enum Pause {
            NEVER,
            BEFORE_THE_DELAY_IS_OVER,
            AFTER_THE_EMAIL
        }

        Story(Random dice) {
            visitorFirst = dice.nextBoolean();
            aliased = dice.nextInt(4) == 0;
            products = 1 + dice.nextInt(4);
            removed = dice.nextInt(3) == 0 ? dice.nextInt(products + 1) : 0;
            orderedBeforeTheDelay = dice.nextInt(5) == 0;
            clicks = dice.nextBoolean();
            ordersInTheEnd = dice.nextBoolean();
            refunds = dice.nextInt(3) == 0;
            paymentFails = dice.nextInt(3) == 0;
            pause = Pause.values()[dice.nextInt(Pause.values().length)];
            moves = dice.nextInt(3) == 0;
        }

        Ending told(Chaos chaos, @Nullable Random dice) {
            World world = new World(chaos);
            List<Facts> morning = new ArrayList<>();
            String visitor = visitorFirst ? "anon-7" : "ada";
            for (int i = 0; i < products; i++) {
                morning.add(world.added("add" + i, i % 2 == 0 ? visitor : "ada", "P" + i, "10.00"));
                world.advance(Duration.ofSeconds(10));
            }
            for (int i = 0; i < removed; i++) {
                morning.add(world.track(
                        "remove" + i, i % 2 == 0 ? visitor : "ada", "Product Removed", Map.of("product_id", "P" + i)));
                world.advance(Duration.ofSeconds(10));
            }
            if (visitorFirst && aliased) {
                Map<String, Object> alias = new HashMap<>();
                alias.put("type", "alias");
                alias.put("messageId", "alias");
                alias.put("userId", "ada");
                alias.put("previousId", "anon-7");
                alias.put("timestamp", world.now().toString());
                morning.add(Facts.of(alias));
            }
            morning.add(world.identify("who", "ada", visitorFirst ? "anon-7" : null));
            if (orderedBeforeTheDelay) {
                world.advance(Duration.ofSeconds(10));
                morning.add(world.ordered("early", "ada", "order-0", "10.00"));
            }
            deliver(world, morning, dice);
            if (pause == Pause.BEFORE_THE_DELAY_IS_OVER) {
                // After all that was killed came again: what comes while the campaign is paused starts nothing.
                world.advance(Duration.ofMinutes(10));
                pausedFor(world, Duration.ofDays(9));
            }
            if (paymentFails) {
                // After the rest was taken: a message at once goes to whoever is known at once.
                world.advance(Duration.ofHours(1));
                deliver(
                        world,
                        List.of(world.track("failed", "ada", "Payment Failed", Map.of("order_id", "order-5"))),
                        dice);
            }
            world.advance(Duration.ofHours(2));
            if (pause == Pause.AFTER_THE_EMAIL) {
                pausedFor(world, Duration.ofDays(9));
            }
            if (moves) {
                world.moveRuns("cart-recovery", "whatsapp");
                world.advance(Duration.ofHours(1));
            }
            if (clicks) {
                for (Message message : world.ports.messages.all()) {
                    if (message.step().equals("email") && message.has(MessageStatus.SENT)) {
                        react(world, message, dice);
                    }
                }
            }
            world.advance(Duration.ofHours(3));
            List<Facts> evening = new ArrayList<>();
            if (ordersInTheEnd) {
                evening.add(world.ordered("late", "ada", "order-1", "30.00"));
            }
            if (ordersInTheEnd && refunds) {
                // Told of by somebody else, and perhaps before the order.
                world.advance(Duration.ofMinutes(30));
                evening.add(refund(world, "part", "total", "4.00"));
                evening.add(refund(world, "so far", "refunded_total", "7.00"));
            }
            deliver(world, evening, dice);
            world.advance(Duration.ofHours(1));
            world.calm();
            world.advance(Duration.ofDays(6));
            return ending(world);
        }

        private static Facts refund(World world, String id, String name, String amount) {
            return world.track(
                    id, "backoffice", "Order Refunded", Map.of("order_id", "order-1", name, amount, "currency", "EUR"));
        }

        private static void pausedFor(World world, Duration time) {
            world.pause("cart-recovery");
            world.advance(time);
            world.resume("cart-recovery");
            // Each thing on the way may be killed for some minutes.
            world.advance(Duration.ofHours(1));
        }

        /** In order and once; or shuffled, in batches, some of it twice, some of it much later again. */
        private void deliver(World world, List<Facts> events, @Nullable Random dice) {
            if (dice == null) {
                events.forEach(world::event);
                world.settle();
                return;
            }
            List<Facts> deliveries = new ArrayList<>(events);
            for (Facts event : events) {
                if (dice.nextInt(3) == 0) {
                    deliveries.add(event);
                }
            }
            Collections.shuffle(deliveries, dice);
            int next = 0;
            while (next < deliveries.size()) {
                int size = Math.min(deliveries.size() - next, 1 + dice.nextInt(4));
                world.events(deliveries.subList(next, next + size), Origin.SERVER);
                next += size;
                if (dice.nextBoolean()) {
                    world.advance(Duration.ofSeconds(dice.nextInt(20)));
                }
            }
            world.settle();
        }

        private void react(World world, Message message, @Nullable Random dice) {
            int times = dice == null ? 1 : 1 + dice.nextInt(2);
            var at = world.now();
            for (int i = 0; i < times; i++) {
                world.reaction(message.id(), MessageStatus.CLICKED, at);
            }
            world.settle();
        }

        private static Ending ending(World world) {
            List<String> runs = world.ports.runs.all().stream()
                    .map(run -> run.campaign() + " " + run.status() + " "
                            + (run.endedBy() == null ? "" : run.endedBy().code().key()))
                    .sorted()
                    .toList();
            List<String> reached = world.ports.messages.all().stream()
                    .filter(message -> message.has(MessageStatus.SENT))
                    .map(Message::step)
                    .sorted()
                    .toList();
            List<String> left = world.sent().stream()
                    .filter(message -> !message.tags().campaign().equals("payment-failed"))
                    .map(message -> message.tags().message().toString())
                    .toList();
            assertThat(left).as("no marketing message leaves twice").doesNotHaveDuplicates();
            var ada = world.ports.states.load(world.user("ada"));
            assertThat(ada.pending()).as("nothing is left pending").isEmpty();
            assertThat(ada.runs()).as("no run is left open").isEmpty();
            Map<String, Long> counts = new HashMap<>(world.counts());
            counts.values().removeIf(count -> count == 0);
            return new Ending(reached, counts, ada.carts().cart("").items(), runs);
        }
    }
}
