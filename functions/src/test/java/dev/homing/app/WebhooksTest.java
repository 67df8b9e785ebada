package dev.homing.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homing.app.port.WebCalls.Answer;
import dev.homing.app.port.WebCalls.Request;
import dev.homing.app.send.MessageData;
import dev.homing.domain.Facts;
import dev.homing.domain.campaign.Campaign;
import dev.homing.domain.cart.Cart;
import dev.homing.domain.channel.Channel;
import dev.homing.domain.flow.Call;
import dev.homing.domain.flow.Flow;
import dev.homing.domain.flow.Node;
import dev.homing.domain.flow.Until;
import dev.homing.domain.flow.Way;
import dev.homing.domain.reason.Decision;
import dev.homing.domain.run.Run;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** A step has another system make a coupon; an email tells of it, and where that failed another one goes out. */
class WebhooksTest {
    private static Campaign.Version campaign() {
        SequencedMap<String, Call.Header> headers = new LinkedHashMap<>();
        headers.put("Authorization", new Call.Header.Secret("coupons"));
        SequencedMap<String, String> keep = new LinkedHashMap<>();
        keep.put("code", "data.code");
        keep.put("long", "data.long");
        SequencedMap<Way, String> ways = new LinkedHashMap<>();
        ways.put(Way.Calling.SUCCEEDED, "email");
        ways.put(Way.Calling.FAILED, "sorry");
        SequencedMap<String, Node> nodes = new LinkedHashMap<>();
        nodes.put(
                "coupon",
                new Node.Webhook(
                        "coupon",
                        "Coupon",
                        new Call(
                                Call.Method.POST,
                                "https://api.example.com/coupons",
                                headers,
                                "{\"for\": \"{{customer.firstName}}\"}",
                                Duration.ofSeconds(10),
                                2,
                                keep),
                        ways));
        nodes.put("email", Node.Message.then("email", "Email", Channel.EMAIL, "cart-email", "hour"));
        nodes.put("hour", new Node.Wait("hour", "An hour", new Until.After(Duration.ofHours(1)), "done"));
        nodes.put("sorry", Node.Message.then("sorry", "Sorry", Channel.EMAIL, "cart-email", "done"));
        nodes.put("done", new Node.End("done", "Done"));
        return TestCampaigns.with(new Flow("coupon", nodes));
    }

    private static World world(Chaos chaos) {
        World world = new World(chaos);
        world.ports.secrets.put("coupons", "Bearer s3cret");
        world.publish(campaign());
        return world;
    }

    private static void cart(World world) {
        world.event(world.identify("i1", "ada", null));
        world.advance(Duration.ofMinutes(10));
        world.event(world.added("e1", "ada", "A", "10.00"));
        world.advance(Duration.ofHours(6));
    }

    private static List<String> told(World world) {
        return world.ports.timeline.newest(world.user("ada"), null, 100).stream()
                .flatMap(entry -> entry.decisions().stream())
                .filter(decision -> decision.kind() == Decision.Kind.CALLED)
                .map(Decision::sentence)
                .toList();
    }

    @Test
    void calls_keepsWhatWasAnswered_andGoesOn() {
        World world = world(Chaos.NONE);
        world.ports.webCalls.answer(new Answer.Answered(
                201, "{\"data\": {\"code\": \"ADA-10\", \"long\": \"" + "x".repeat(2_000) + "\"}}"));
        cart(world);
        assertThat(world.sentSteps()).containsExactly("email");
        assertThat(world.ports.webCalls.made()).hasSize(1);
        Request request = world.ports.webCalls.made().getFirst();
        assertThat(request.uri()).hasToString("https://api.example.com/coupons");
        assertThat(request.headers())
                .containsEntry("Authorization", "Bearer s3cret")
                .containsEntry("Content-Type", "application/json")
                .containsKey("Idempotency-Key");
        assertThat(request.toString()).doesNotContain("s3cret");
        Run run = world.ports.runs.all().getFirst();
        assertThat(run.calls().getFirst().answer()).isEqualTo(new Facts(Map.of("code", "ADA-10")));
        assertThat(told(world))
                .containsExactly(
                        "Webhook: the step \"Coupon\" called api.example.com, which answered with the status 201.");
        Facts data = data(world, run, true);
        assertThat(data.at("run.coupon.code")).isEqualTo("ADA-10");
        assertThat(data.at("run.coupon.status")).isEqualTo(201);
        assertThat(data(world, run, false).at("run")).isNull();
    }

    @Test
    void triesAgain_whatMayBeBetterLater_andGivesUp() {
        World world = world(Chaos.NONE);
        world.ports.webCalls.answer(new Answer.Answered(503, ""));
        world.ports.webCalls.answer(new Answer.Silence("nothing"));
        cart(world);
        assertThat(world.sentSteps()).containsExactly("email");
        assertThat(keys(world)).as("one key for all tries").hasSize(1);

        World down = world(Chaos.NONE);
        for (int i = 0; i < 3; i++) {
            down.ports.webCalls.answer(new Answer.Silence("nothing"));
        }
        cart(down);
        assertThat(down.ports.webCalls.made()).hasSize(3);
        assertThat(down.sentSteps()).containsExactly("sorry");
        assertThat(told(down))
                .containsExactly("Webhook: the step \"Coupon\" called api.example.com, and got no answer in 3 tries.");
    }

    @Test
    void doesNotTryAgain_whatIsRefused() {
        for (Answer answer : List.of(new Answer.Answered(404, ""), new Answer.Forbidden("private"))) {
            World world = world(Chaos.NONE);
            world.ports.webCalls.answer(answer);
            cart(world);
            assertThat(world.ports.webCalls.made()).hasSize(1);
            assertThat(world.sentSteps()).containsExactly("sorry");
        }
        World world = world(Chaos.NONE);
        world.ports.secrets.clear();
        cart(world);
        assertThat(world.ports.webCalls.made()).isEmpty();
        assertThat(world.sentSteps()).containsExactly("sorry");
        assertThat(told(world)).first().asString().contains("\"homing/webhooks/coupons\" is missing");
    }

    @Test
    void callsNothing_whileTheCampaignIsPaused_andKeepsThePlace() {
        World world = world(Chaos.NONE);
        world.event(world.identify("i1", "ada", null));
        world.ports.webCalls.answer(new Answer.Answered(503, ""));
        world.event(world.added("e1", "ada", "A", "10.00"));
        world.advance(Duration.ofMinutes(30));
        int before = world.ports.webCalls.made().size();
        world.pause("cart-recovery");
        world.advance(Duration.ofDays(1));
        assertThat(world.ports.webCalls.made()).hasSize(before);
        assertThat(world.sent()).isEmpty();
        world.resume("cart-recovery");
        world.advance(Duration.ofHours(2));
        assertThat(world.sentSteps()).containsExactly("email");
    }

    /** Whoever is killed between the call and the record calls again, under the same key. */
    @Property(tries = 80)
    void callsUnderOneKey_andGoesOnOnce_whateverIsKilled(@ForAll long seed) {
        World world = world(new Chaos(new Random(seed), 0.06));
        cart(world);
        world.calm();
        world.advance(Duration.ofDays(1));
        assertThat(world.sentSteps()).containsExactly("email");
        assertThat(keys(world)).hasSize(1);
        assertThat(world.ports.runs.all().getFirst().status()).isEqualTo(Run.Status.COMPLETED);
        assertThat(told(world)).hasSize(1);
    }

    private static Facts data(World world, Run run, boolean vouched) {
        return MessageData.of(
                world.ports.profiles.load(world.user("ada")),
                vouched,
                world.ports.campaigns.current().shop(),
                Cart.empty(world.now()),
                run,
                campaign(),
                null,
                null);
    }

    private static Set<String> keys(World world) {
        return world.ports.webCalls.made().stream()
                .map(request -> String.valueOf(request.headers().get("Idempotency-Key")))
                .collect(Collectors.toSet());
    }
}
