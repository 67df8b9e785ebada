package dev.homing.cli.dev;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.stream.Stream;

/**
 * Customers in every state in which an upgrade can meet them, brought there by the version that runs this: whoever is named for a state is in
 * it at the end.
 */
final class UpgradeStory {
    /** A day and ninety minutes before the upgrade. */
    private static final Instant BEGINNING = Instant.parse("2026-11-01T09:00:00Z");

    private static final int A_DAY = 24 * 60;

    /** Whom there is, and how they were left. */
    static final List<String> PEOPLE = List.of(
            // In progress on the first version of the campaign: with an email, ...
            "waiting",
            "reader",
            "unsubscriber",
            // ... which she had clicked before, her run being over, ...
            "buyer",
            // ... which came back, as the feedback in the queue says, ...
            "bounced",
            // ... after which she ordered, as the job in the queue says: her execution is to be stopped; ...
            "orderer",
            // ... or with her WhatsApp message in its queue.
            "late",
            // On the second version: with an email; ...
            "second",
            // ... with her run decided, not started, and to be settled; ...
            "throttled",
            // ... with an email that nobody knows whether it left; ...
            "crashed",
            // ... with an email in its queue; with a run, or a single message, that is held as its campaign is paused.
            "queued",
            "held",
            "payer",
            // With a timer that fired, or is armed; armed for a visitor who then signed in; with an event in the queue.
            "fired",
            "armed",
            "newcomer",
            "arriving");

    private final DevClient homing;
    private final Gate gate;
    private long minute;

    private UpgradeStory(DevClient homing, Gate gate) {
        this.homing = homing;
        this.gate = gate;
    }

    static Shopper shopper(DevClient homing, String name) {
        return new Shopper(homing, name, name + "@example.com", "+49151000000" + (10 + PEOPLE.indexOf(name)));
    }

    static LeftBehind record() throws IOException {
        Gate gate = new Gate();
        DevOptions options = new DevOptions(0, 0, false, null, Path.of(".."), Clock.fixed(BEGINNING, ZoneOffset.UTC));
        try (DevStack stack = DevStack.start(options, _ -> {}, gate)) {
            DevClient homing = new DevClient(stack);
            new UpgradeStory(homing, gate).tell();
            return LeftBehind.by(homing, gate);
        }
    }

    private void tell() throws IOException {
        fillsCart("late");
        at(A_DAY);
        theLastNinetyMinutes();
    }

    private void theLastNinetyMinutes() throws IOException {
        fillsCart("waiting");
        fillsCart("reader");
        fillsCart("buyer");
        fillsCart("unsubscriber");
        fillsCart("bounced");
        fillsCart("orderer");
        gate.keep(of("WhatsAppSendHandler", id("late")));
        at(A_DAY + 31);
        homing.react(shopper("buyer").emails().getFirst(), "clicked");
        at(A_DAY + 35);
        publishesAgain();
        at(A_DAY + 40);
        fillsCart("second");
        at(A_DAY + 45);
        fillsCart("throttled");
        at(A_DAY + 46);
        fillsCart("crashed");
        at(A_DAY + 50);
        fillsCart("queued");
        at(A_DAY + 52);
        fillsCart("held");
        at(A_DAY + 58);
        fillsCart("fired");
        at(A_DAY + 60);
        sends(shopper("arriving").identified());
        sends(shopper("payer").identified());
        at(A_DAY + 70);
        fillsCart("armed");
        at(A_DAY + 72);
        visits();

        at(A_DAY + 74);
        gate.keep(of("OutcomeHandler", id("throttled")));
        AwsCallsOnTheWay.failing("StartExecution", () -> at(A_DAY + 75));
        AwsCallsOnTheWay.failing("SendEmail", () -> at(A_DAY + 76));
        gate.keep(of("EmailSendHandler", id("crashed")).or(of("EmailSendHandler", id("queued"))));
        gate.keep(of("TimerHandler", id("fired")));
        BiPredicate<String, String> meetsThePause =
                of("EmailSendHandler", id("held")).or(of("EmailSendHandler", id("payer")));
        gate.refuse(meetsThePause);
        at(A_DAY + 82);
        sends(shopper("payer").track("Payment Failed", properties -> properties
                .put("order_id", "O-payer")
                .put("total", 102.30)
                .put("currency", "EUR")));
        at(A_DAY + 83);
        pause("cart-recovery");
        pause("payment-failed");
        gate.refuse((_, _) -> false);
        at(A_DAY + 89);
        gate.keep(of("OutcomeHandler", id("orderer")));
        sends(shopper("orderer").ordered("102.30"));
        homing.settle();
        gate.keep((function, _) -> function.equals("EventHandler") || function.equals("FeedbackHandler"));
        sends(shopper("arriving").added("mug", "Stoneware mug", "18.90", 2));
        homing.react(shopper("bounced").emails().getFirst(), "bounced");
        at(A_DAY + 90);
    }

    /** As another version, which the people who are in it are not moved to. */
    private void publishesAgain() throws IOException {
        Path templates = Files.createTempDirectory("templates");
        Path from = Path.of("..", "templates");
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (from.relativize(file).startsWith("campaigns") && !file.endsWith("cart-recovery.json")) {
                    continue;
                }
                Path to = templates.resolve(from.relativize(file).toString());
                Files.createDirectories(to.getParent());
                Files.writeString(
                        to,
                        Files.readString(file)
                                .replace(
                                        "\"approvedName\": \"cart_reminder",
                                        "\"approvedName\": \"second_cart_reminder"));
            }
        }
        URI url = homing.stack().url();
        WhatsAppTemplates whatsApp = new WhatsAppTemplates(
                homing.stack().awsEndpoint(),
                "v23.0",
                LeftBehind.whatsAppToken(homing.stack().awsEndpoint()),
                url);
        new Starters(templates, url, token("admin"), whatsApp).start();
        homing.call("POST", "/api/campaigns/cart-recovery/publish", "", "Authorization", "Bearer " + token("admin"));
    }

    private void visits() {
        ObjectNode added = shopper("newcomer").added("mug", "Stoneware mug", "18.90", 1);
        added.remove("userId");
        sends(added.put("anonymousId", "visitor-before"));
        homing.settle();
        sends(shopper("newcomer").identified().put("anonymousId", "visitor-before"));
    }

    private void pause(String campaign) {
        homing.call("POST", "/api/campaigns/" + campaign + "/pause", "", "Authorization", "Bearer " + token("admin"));
    }

    private String token(String role) {
        return homing.call("POST", "/dev/token", "{\"role\":\"" + role + "\"}")
                .json()
                .path("token")
                .asText();
    }

    private void fillsCart(String name) {
        shopper(name).fillsCart().forEach(this::sends);
        homing.settle();
    }

    private void sends(ObjectNode message) {
        shopper("waiting").sends(message);
    }

    private Shopper shopper(String name) {
        return shopper(homing, name);
    }

    private void at(long later) {
        homing.advance("PT" + (later - minute) + "M");
        minute = later;
    }

    /** By which messages of theirs are known: runs are named by it as well. */
    private String id(String name) {
        return homing.api("/api/customers?q=" + shopper(name).email())
                .at("/customers/0/id")
                .asText();
    }

    private static BiPredicate<String, String> of(String function, String customer) {
        if (customer.isEmpty()) {
            throw new AssertionError("Nobody is known by that name");
        }
        return (name, body) -> name.equals(function) && body.contains(customer);
    }
}
