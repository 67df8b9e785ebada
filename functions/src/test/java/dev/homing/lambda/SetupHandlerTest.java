package dev.homing.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.homing.adapter.Golden;
import dev.homing.adapter.handlebars.HandlebarsRenderer;
import dev.homing.adapter.json.Json;
import dev.homing.adapter.memory.MemoryCampaigns;
import dev.homing.adapter.memory.MemoryJourneys;
import dev.homing.app.SideBySide;
import dev.homing.app.campaign.PublishCampaign;
import dev.homing.app.campaign.SetUpShop;
import dev.homing.domain.Facts;
import dev.homing.domain.campaign.BrowserRules;
import dev.homing.domain.campaign.Campaign;
import dev.homing.domain.campaign.Shop;
import dev.homing.lambda.setup.Setup;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** On a CloudFormation that is a server of the JDK's. */
class SetupHandlerTest {
    /** Files under templates/campaigns. */
    private static final int STARTERS = 19;

    private static final Instant NOW = Instant.parse("2026-11-20T11:02:00Z");
    private static final Shop SHOP = new Shop(
            "Our shop",
            ZoneId.of("Europe/Berlin"),
            "EUR",
            null,
            "https://www.shop.example",
            "Our shop",
            "hello@shop.example",
            null,
            Map.of(),
            null,
            BrowserRules.USUAL);

    private record Answer(String method, @Nullable String contentType, byte[] body) {
        Facts json() {
            return Json.object(new String(body, StandardCharsets.UTF_8));
        }
    }

    private final MemoryCampaigns campaigns = new MemoryCampaigns();
    private final MemoryJourneys journeys = new MemoryJourneys();
    private final List<Answer> answers = new CopyOnWriteArrayList<>();
    private final HttpServer cloudFormation;
    private volatile int status = 200;

    SetupHandlerTest() throws IOException {
        cloudFormation = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    }

    @BeforeEach
    void start() {
        cloudFormation.createContext("/answer", exchange -> {
            answers.add(new Answer(
                    exchange.getRequestMethod(),
                    exchange.getRequestHeaders().getFirst("Content-Type"),
                    exchange.getRequestBody().readAllBytes()));
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
        cloudFormation.start();
    }

    @AfterEach
    void stop() {
        cloudFormation.stop(0);
    }

    @Test
    void bringsInShopAndStartersAsDrafts_andSaysSo_whenTheStackIsMade() {
        handler(this::setup).handle(event("Create", null));

        assertThat(campaigns.current().shop()).isEqualTo(SHOP.withPushKey("BPushKey"));
        assertThat(campaigns.current().campaigns()).isEmpty();
        assertThat(campaigns.drafts())
                .extracting(Campaign::key)
                .hasSize(STARTERS)
                .contains("cart-recovery", "payment-failed");
        Answer answer = onlyAnswer();
        assertThat(answer.method()).isEqualTo("PUT");
        assertThat(answer.contentType()).isNull();
        assertThat(answer.json().values())
                .containsEntry("Status", "SUCCESS")
                .containsEntry("PhysicalResourceId", "SetupRunF71E7B5E")
                .containsEntry(
                        "StackId",
                        "arn:aws:cloudformation:eu-central-1:123456789012:stack/HomingProductionApp/"
                                + "5b8f7a10-1f5b-11f0-8d4a-0a1b2c3d4e5f")
                .containsEntry("RequestId", "f3c2a8a0-7a34-4a19-9d54-1a8a7e7b6c10")
                .containsEntry("LogicalResourceId", "SetupRunF71E7B5E");
        assertThat(answer.json().map("Data").text("Published")).contains("cart-recovery,", "payment-failed,");
    }

    @Test
    void leavesWhatPeopleMadeOfAStarter_andKeepsItsOwnName_whenTheStackIsUpdated() {
        setup().run();
        activated("cart-recovery");

        handler(this::setup).handle(event("Update", "SetupRunAsItWasMade"));

        Campaign campaign = Objects.requireNonNull(campaigns.current().campaign("cart-recovery"));
        assertThat(campaign.status()).isEqualTo(Campaign.Status.ACTIVE);
        assertThat(campaigns.versions("cart-recovery")).hasSize(1);
        assertThat(onlyAnswer().json().values())
                .containsEntry("Status", "SUCCESS")
                .containsEntry("PhysicalResourceId", "SetupRunAsItWasMade");
        assertThat(onlyAnswer().json().map("Data").text("Published")).isNull();
    }

    @Test
    void makesExecutablesAnew_thatTheDeploymentWouldMakeOtherwise_andLeavesTheVersions() {
        setup().run();
        activated("cart-recovery");
        journeys.remove("cart-recovery");

        handler(this::setup).handle(event("Update", "SetupRunAsItWasMade"));

        Campaign campaign = Objects.requireNonNull(campaigns.current().campaign("cart-recovery"));
        assertThat(campaign.number()).as("it says what it said").isEqualTo(1);
        assertThat(campaign.status()).isEqualTo(Campaign.Status.ACTIVE);
        assertThat(journeys.upToDate(campaigns.version("cart-recovery", campaign.number())))
                .isTrue();
        assertThat(campaigns.versions("payment-failed")).isEmpty();
        assertThat(onlyAnswer().json().map("Data").text("Published")).isEqualTo("cart-recovery");
    }

    @Test
    void removesTheStateMachines_andLeavesTheData_whenTheStackIsDeleted() {
        setup().run();
        activated("cart-recovery");

        handler(this::setup).handle(event("Delete", "SetupRunAsItWasMade"));

        Campaign campaign = Objects.requireNonNull(campaigns.current().campaign("cart-recovery"));
        assertThat(journeys.upToDate(campaigns.version("cart-recovery", campaign.number())))
                .isFalse();
        assertThat(campaigns.current().shop()).isEqualTo(SHOP.withPushKey("BPushKey"));
        assertThat(onlyAnswer().json().text("Status")).isEqualTo("SUCCESS");
    }

    @Test
    void succeeds_whenTheStackIsDeletedAndNothingCanBeRemoved() {
        handler(() -> {
                    throw new IllegalStateException("AccessDenied");
                })
                .handle(event("Delete", "SetupRunAsItWasMade"));

        assertThat(onlyAnswer().json().values())
                .containsEntry("Status", "SUCCESS")
                .containsEntry("PhysicalResourceId", "SetupRunAsItWasMade");
    }

    @Test
    void saysWhatIsWrong_inAnAnswerThatIsNotTooLong_whenItKeepsFailing() {
        List<Integer> attempts = new CopyOnWriteArrayList<>();

        handler(() -> {
                    attempts.add(1);
                    throw new IllegalStateException("timeZone: \"Mars\" is none" + "\u20ac".repeat(5000));
                })
                .handle(event("Create", null));

        assertThat(attempts).hasSize(5);
        assertThat(onlyAnswer().body()).hasSizeLessThan(4096);
        assertThat(onlyAnswer().json().text("Status")).isEqualTo("FAILED");
        assertThat(onlyAnswer().json().text("Reason"))
                .contains("timeZone: \"Mars\" is none")
                .endsWith("...");
    }

    @Test
    void waitsForRolesThatAreNotKnownEverywhereYet() {
        List<Integer> attempts = new CopyOnWriteArrayList<>();

        handler(() -> {
                    attempts.add(1);
                    if (attempts.size() < 3) {
                        throw new IllegalStateException("AccessDenied");
                    }
                    return setup();
                })
                .handle(event("Create", null));

        assertThat(onlyAnswer().json().text("Status")).isEqualTo("SUCCESS");
        assertThat(campaigns.current().shop()).isEqualTo(SHOP.withPushKey("BPushKey"));
    }

    @Test
    void failsItself_soThatLambdaTriesAgain_whenTheAnswerIsNotTaken() {
        status = 503;
        assertThatThrownBy(() -> handler(this::setup).handle(event("Create", null)))
                .isInstanceOf(IllegalStateException.class)
                .hasRootCauseMessage("the address that CloudFormation gave answered 503")
                .hasStackTraceContaining("CloudFormation could not be answered")
                .satisfies(failure -> assertThat(failure.toString()).doesNotContain("signature"));
    }

    @Test
    void justWorks_andAnswersNobodyElse_whenCalledByHand() {
        byte[] answer = handler(this::setup).handle("{}".getBytes(StandardCharsets.UTF_8));

        assertThat(new String(answer, StandardCharsets.UTF_8))
                .startsWith("{\"published\":[")
                .contains("\"cart-recovery\"", "\"payment-failed\"");
        assertThat(campaigns.current().shop()).isEqualTo(SHOP.withPushKey("BPushKey"));
        assertThat(answers).isEmpty();
    }

    @Test
    void failsAtOnce_whenCalledByHand() {
        SetupHandler handler = handler(() -> {
            throw new IllegalStateException("broken");
        });
        assertThatThrownBy(() -> handler.handle("{}".getBytes(StandardCharsets.UTF_8)))
                .hasMessage("broken");
    }

    private void activated(String key) {
        new PublishCampaign(campaigns, journeys)
                .publish(Objects.requireNonNull(campaigns.draft(key)).content(), "ann", NOW);
    }

    private Setup setup() {
        return new Setup(
                new SetUpShop(campaigns, journeys, SideBySide.ONE_BY_ONE),
                new HandlebarsRenderer(),
                SHOP,
                () -> "BPushKey",
                () -> NOW);
    }

    private static SetupHandler handler(Supplier<Setup> setup) {
        return new SetupHandler(setup, Duration.ofMillis(1));
    }

    private Answer onlyAnswer() {
        assertThat(answers).hasSize(1);
        return answers.getFirst();
    }

    /** @param physicalId null: it has none yet */
    private byte[] event(String type, @Nullable String physicalId) {
        Map<String, @Nullable Object> event =
                new HashMap<>(Json.object(Objects.requireNonNull(Golden.file("events/aws/custom-resource-update.json")))
                        .values());
        event.put("RequestType", type);
        event.put(
                "ResponseURL",
                "http://localhost:" + cloudFormation.getAddress().getPort() + "/answer?signature=secret");
        if (physicalId == null) {
            event.remove("PhysicalResourceId");
        } else {
            event.put("PhysicalResourceId", physicalId);
        }
        return Json.write(event).getBytes(StandardCharsets.UTF_8);
    }
}
