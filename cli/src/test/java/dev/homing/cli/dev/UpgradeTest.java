package dev.homing.cli.dev;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.homing.cli.dev.DevClient.Figures;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Customers whom an earlier version has left in the middle of something, in every way there is, go on under this one as if nothing had
 * happened. {@code -Dupgrade.record=VERSION} records them anew, by the version in the tree; those of a version that was released stay.
 */
class UpgradeTest {
    private static final Path RECORDED = Path.of("src/test/resources/upgrade");

    /** What was recorded of released versions; and what this version itself leaves behind, so that the story runs before the first release. */
    static Stream<Path> recorded() throws IOException {
        String version = System.getProperty("upgrade.record");
        Path now = version == null ? Path.of("target", "upgrade", "now") : RECORDED.resolve(version);
        UpgradeStory.record().write(now);
        if (!Files.isDirectory(RECORDED)) {
            return Stream.of(now);
        }
        try (Stream<Path> versions = Files.list(RECORDED)) {
            return Stream.concat(Stream.of(now), versions.sorted().filter(released -> !released.equals(now)))
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest
    @MethodSource("recorded")
    void whomAnEarlierVersionLeftInTheMiddle_goesOn(Path version) throws IOException {
        LeftBehind left = LeftBehind.read(version);
        AwsCallsOnTheWay.withLinkKey(left.linkKey(), () -> goesOn(left));
    }

    private static void goesOn(LeftBehind left) {
        Gate gate = new Gate();
        DevOptions options = new DevOptions(0, 0, true, null, Path.of(".."), Clock.fixed(left.at(), ZoneOffset.UTC));
        try (DevStack stack = DevStack.start(options, _ -> {}, gate)) {
            DevClient homing = new DevClient(stack);
            left.putInto(homing, gate);
            resume(homing, "cart-recovery");
            resume(homing, "payment-failed");
            left.deliver(homing);
            homing.react(emailTo(homing, "reader"), "clicked");
            homing.react(emailTo(homing, "unsubscriber"), "unsubscribed");
            Shopper buyer = UpgradeStory.shopper(homing, "buyer");
            buyer.sends(buyer.ordered("102.30"));
            homing.settle();

            assertThat(got(homing))
                    .isEqualTo(Map.ofEntries(
                            Map.entry("waiting", "email"),
                            Map.entry("reader", "email"),
                            Map.entry("unsubscriber", "email"),
                            Map.entry("buyer", "email"),
                            Map.entry("bounced", "email, cart_reminder"),
                            Map.entry("orderer", "email"),
                            Map.entry("late", "email, cart_reminder"),
                            Map.entry("second", "email"),
                            Map.entry("throttled", "email"),
                            Map.entry("crashed", ""),
                            Map.entry("queued", "email"),
                            Map.entry("held", "email"),
                            Map.entry("payer", "email"),
                            Map.entry("fired", "email"),
                            Map.entry("armed", ""),
                            Map.entry("newcomer", ""),
                            Map.entry("arriving", "")));

            homing.advance("P3D");

            assertThat(got(homing))
                    .isEqualTo(Map.ofEntries(
                            Map.entry("waiting", "email, cart_reminder"),
                            Map.entry("reader", "email"),
                            Map.entry("unsubscriber", "email, cart_reminder"),
                            Map.entry("buyer", "email"),
                            Map.entry("bounced", "email, cart_reminder"),
                            Map.entry("orderer", "email"),
                            Map.entry("late", "email, cart_reminder"),
                            Map.entry("second", "email, second_cart_reminder"),
                            Map.entry("throttled", "email, second_cart_reminder"),
                            // Whether her email left nobody knows: it is not sent again.
                            Map.entry("crashed", "second_cart_reminder"),
                            Map.entry("queued", "email, second_cart_reminder"),
                            Map.entry("held", "email, second_cart_reminder"),
                            Map.entry("payer", "email"),
                            Map.entry("fired", "email, second_cart_reminder"),
                            Map.entry("armed", "email, second_cart_reminder"),
                            Map.entry("newcomer", "email, second_cart_reminder"),
                            Map.entry("arriving", "email, second_cart_reminder")));
            for (String name : UpgradeStory.PEOPLE) {
                assertThat(homing.api("/api/customers/" + name).path("runs").findValuesAsText("status"))
                        .as(name)
                        .containsExactly(
                                switch (name) {
                                    case "buyer" -> "converted";
                                    case "orderer" -> "exited";
                                    default -> "completed";
                                });
            }
            assertThat(homing.figures(LocalDate.of(2026, 11, 1)))
                    .isEqualTo(new Figures(17, 1, 29, new BigDecimal("102.30")));
            assertThat(LeftBehind.by(homing, gate)).satisfies(now -> {
                assertThat(now.count("executions")).as("executions in progress").isZero();
                assertThat(now.count("schedules")).as("schedules").isZero();
                assertThat(now.deadLetters()).as("given up").isZero();
            });
        }
    }

    private static void resume(DevClient homing, String campaign) {
        String token = homing.call("POST", "/dev/token", "{\"role\":\"admin\"}")
                .json()
                .path("token")
                .asText();
        homing.call("POST", "/api/campaigns/" + campaign + "/activate", "", "Authorization", "Bearer " + token);
    }

    private static JsonNode emailTo(DevClient homing, String name) {
        return UpgradeStory.shopper(homing, name).emails().getFirst();
    }

    /** Each one's messages: emails by their channel, WhatsApp's by their template. */
    private static Map<String, String> got(DevClient homing) {
        Map<String, String> got = new TreeMap<>();
        for (String name : UpgradeStory.PEOPLE) {
            Shopper shopper = UpgradeStory.shopper(homing, name);
            got.put(
                    name,
                    Stream.concat(
                                    shopper.emails().stream().map(email -> "email"),
                                    shopper.whatsApps().stream().map(message -> message.path("template")
                                            .asText()))
                            .collect(Collectors.joining(", ")));
        }
        return got;
    }
}
