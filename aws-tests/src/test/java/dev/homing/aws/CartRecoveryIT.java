package dev.homing.aws;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.homing.emulator.InboxMessage;
import java.time.Duration;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** Follows customers through the deployed stack. In order: the first finds everything as the deployment left it, and reports add up. */
@OnAws
@Order(1)
@TestMethodOrder(OrderAnnotation.class)
class CartRecoveryIT {
    private static final Pattern LINK = Pattern.compile("http\\S+/t/c/\\S+");

    private static Shop shop;

    @BeforeAll
    static void open() throws Exception {
        shop = Shop.open();
    }

    @Test
    @Order(1)
    void deploymentBringsInTheShopAndTheStartersAsDrafts() throws Exception {
        assertThat(shop.api()
                        .get("/api/settings", shop.admin())
                        .json()
                        .at("/shop/name")
                        .asText())
                .isEqualTo("Kiln & Clay");
        assertThat(shop.api().get("/api/campaigns", shop.admin()).json().get("campaigns"))
                .extracting(campaign -> campaign.get("key").asText() + " "
                        + campaign.get("status").asText())
                .hasSize(19)
                .contains("cart-recovery draft", "payment-failed draft");
    }

    @Test
    @Order(2)
    void nobodyGetsInWithoutAToken_andAViewerChangesNothing() throws Exception {
        assertThat(shop.api().get("/api/campaigns", null).status()).isEqualTo(401);
        assertThat(shop.api().get("/api/campaigns", "not.a.token").status()).isEqualTo(401);
        String viewer = shop.api().signIn("viewer@kiln-and-clay.internal", "viewer");
        assertThat(shop.api().get("/api/campaigns", viewer).status()).isEqualTo(200);
        assertThat(shop.api()
                        .call(
                                "PUT",
                                "/api/campaigns/cart-recovery",
                                viewer,
                                Shop.cartRecovery().toString())
                        .status())
                .isEqualTo(403);
    }

    @Test
    @Order(3)
    void cartIsRecovered_byEmailThenWhatsApp() throws Exception {
        shop.activate(Shop.cartRecovery());
        Shopper ada = new Shopper("ada", "+4915112345678");
        shop.leavesACart(ada, Duration.ofSeconds(5));

        Mails.Mail mail = Waiting.until("the email", () -> shop.onlyMailTo(ada));
        assertThat(mail.subject()).isEqualTo("Ada, your cart is waiting");
        shop.mails().delivered(mail, ada);
        Waiting.until("the email's delivery", () -> shop.status(ada, "email").equals("delivered") ? true : null);

        shop.windowPasses(mail);
        InboxMessage whatsApp = Waiting.until(
                "the WhatsApp message",
                () -> shop.whatsAppsTo(ada).stream().findFirst().orElse(null));
        assertThat(whatsApp.text()).contains("Stoneware mug");
        Waiting.until(
                "its delivery, by the webhook",
                () -> shop.status(ada, "whatsapp").equals("delivered") ? true : null);

        assertThat(shop.click(LINK.matcher(whatsApp.text())
                                .results()
                                .findFirst()
                                .orElseThrow()
                                .group())
                        .status())
                .isEqualTo(302);
        Shopper.putTwice(shop.deployment(), ada.orderCompleted());
        JsonNode run = Waiting.until("the conversion", () -> {
            JsonNode only = shop.onlyRun(ada);
            return only.get("status").asText().equals("converted") ? only : null;
        });
        Waiting.until("the execution's end", () -> shop.executionStatus(run).equals("ABORTED") ? true : null);
        Waiting.until("the counters", () -> {
            JsonNode figures = shop.figures();
            return figures.get("converted").asInt() == 1
                            && figures.get("messagesSent").asInt() == 2
                    ? figures
                    : null;
        });
        JsonNode figures = shop.figures();
        assertThat(figures.get("triggered").asInt()).isEqualTo(1);
        assertThat(figures.get("recovered").toString()).isEqualTo("[{\"amount\":\"49.00\",\"currency\":\"EUR\"}]");
        assertThat(shop.mails().to(ada)).hasSize(1);
        assertThat(shop.whatsAppsTo(ada)).hasSize(1);
    }

    @Test
    @Order(4)
    void customerWhoClicksIsLedToTheShop_andHearsNoMore() throws Exception {
        Shopper zoe = new Shopper("zoe", "+4915187654321");
        String key = shop.api()
                .call("POST", "/api/write-keys", shop.admin(), "{\"kind\":\"server\"}")
                .json()
                .get("key")
                .asText();
        shop.post(key, zoe.identify());
        shop.post(key, zoe.productAdded(Shop.leftFor(Duration.ofSeconds(5))));

        Mails.Mail mail = Waiting.until("the email", () -> shop.onlyMailTo(zoe));
        AdminApi.Answer answer = shop.click(mail.link());
        assertThat(answer.status()).isEqualTo(302);
        assertThat(answer.header("location")).startsWith("https://www.kiln-and-clay.internal");

        Waiting.until(
                "the run's end", () -> shop.onlyRun(zoe).get("status").asText().equals("completed") ? true : null);
        assertThat(shop.executionStatus(shop.onlyRun(zoe))).isEqualTo("SUCCEEDED");
        assertThat(shop.whatsAppsTo(zoe)).isEmpty();
        assertThat(shop.mails().to(zoe)).hasSize(1);
    }
}
