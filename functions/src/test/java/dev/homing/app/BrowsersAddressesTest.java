package dev.homing.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.homing.app.port.SendJob;
import dev.homing.domain.Facts;
import dev.homing.domain.campaign.BrowserRules;
import dev.homing.domain.channel.Channel;
import dev.homing.domain.consent.AddressKey;
import dev.homing.domain.event.CustomerEvent.Origin;
import dev.homing.domain.id.Visit;
import dev.homing.domain.message.Message;
import dev.homing.domain.message.MessageStatus;
import dev.homing.domain.reason.Reason;
import dev.homing.domain.reason.Reason.Code;
import dev.homing.domain.run.Run;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An address that only a page stated may be anybody's: little goes there, and nothing of what the shop's servers said. */
class BrowsersAddressesTest {
    private static final AddressKey VICTIM = AddressKey.of(Channel.EMAIL, "victim@example.net");

    private final SmallShop shop = new SmallShop();
    private int sent;

    private void allows(int messages, boolean orders) {
        shop.ports.campaigns.shop(
                TestShops.with(shop.ports.campaigns.current().shop(), new BrowserRules(List.of(), messages, orders)));
    }

    private void identified(Origin origin, String user) {
        shop.receive(
                origin,
                Facts.of(Map.of(
                        "type",
                        "identify",
                        "messageId",
                        "i" + sent++,
                        "userId",
                        user,
                        "timestamp",
                        shop.now().toString(),
                        "traits",
                        Map.of("email", "victim@example.net"))));
    }

    private void added(Origin origin, String user) {
        shop.receive(origin, shop.storefront.added("e" + sent++, user, "A", "10.00"));
    }

    /** The jobs of everybody whose delay is over. */
    private List<SendJob> jobs() {
        shop.advance(Duration.ofMinutes(30));
        shop.fireTimers();
        List<SendJob> jobs = new ArrayList<>();
        for (Run run : shop.ports.runs.all()) {
            jobs.add(new SendJob(Visit.first(run.id(), "email"), Channel.EMAIL, null));
        }
        return jobs;
    }

    private @Nullable Reason sent(SendJob job) {
        shop.send(job);
        Message message = shop.message(job);
        assertThat(message.has(MessageStatus.SENT)).isEqualTo(message.reason() == null);
        return message.reason();
    }

    @ParameterizedTest
    @CsvSource({"BROWSER, BROWSER,", "BROWSER, SERVER, NOT_FOR_BROWSERS_ADDRESS", "SERVER, SERVER,", "SERVER, BROWSER,"
    })
    void getNoCartOfAServer(Origin address, Origin cart, @Nullable Code refused) {
        identified(address, "ada");
        added(cart, "ada");
        Reason reason = sent(jobs().getFirst());
        assertThat(reason == null ? null : reason.code()).isEqualTo(refused);
    }

    @Test
    void getNoWayBackToACart_thatAServerGave() {
        identified(Origin.BROWSER, "ada");
        shop.receive(shop.storefront.track(
                "c1",
                "ada",
                "Cart Updated",
                Map.of("products", List.of(), "cart_url", "https://shop.example/cart?token=SECRET")));
        added(Origin.BROWSER, "ada");
        assertThat(sent(jobs().getFirst())).isEqualTo(Reason.of(Code.NOT_FOR_BROWSERS_ADDRESS));
    }

    @Test
    void getNothingThatIsNoMarketing_whoeverStartsIt() {
        allows(3, true);
        identified(Origin.BROWSER, "ada");
        for (Origin origin : List.of(Origin.BROWSER, Origin.SERVER)) {
            shop.receive(
                    origin,
                    shop.storefront.track("p" + sent++, "ada", "Payment Failed", Map.of("order_id", "o" + sent)));
            SendJob job = shop.ports.sendQueue.take().getFirst();
            assertThat(sent(job)).isEqualTo(Reason.of(Code.ADDRESS_NOT_VOUCHED));
        }
    }

    @Test
    void getAFewMessagesAWeek_howeverManyCustomersHaveThem() {
        for (int i = 0; i < 6; i++) {
            identified(Origin.BROWSER, "user" + i);
            added(Origin.BROWSER, "user" + i);
        }
        List<SendJob> jobs = jobs();
        Reason enough = Reason.of(Code.BROWSERS_ADDRESS_HAD_ENOUGH, "most", "3");
        assertThat(jobs.stream().map(this::sent)).hasSize(6).containsExactly(null, null, null, enough, enough, enough);
        shop.advance(Duration.ofDays(7).plusMinutes(1));
        identified(Origin.BROWSER, "later");
        added(Origin.BROWSER, "later");
        SendJob later =
                jobs().stream().filter(job -> !jobs.contains(job)).findFirst().orElseThrow();
        assertThat(sent(later)).isNull();
    }

    @Test
    void getNone_whereTheShopSaysSo() {
        allows(0, false);
        identified(Origin.BROWSER, "ada");
        added(Origin.BROWSER, "ada");
        assertThat(sent(jobs().getFirst())).isEqualTo(Reason.of(Code.BROWSERS_ADDRESSES_OFF));
    }

    @Test
    void areNotCounted_whereAServerVouchesForThem() {
        for (int i = 0; i < 5; i++) {
            identified(Origin.SERVER, "user" + i);
            added(Origin.BROWSER, "user" + i);
        }
        assertThat(jobs().stream().map(this::sent)).hasSize(5).containsOnlyNulls();
        assertThat(shop.ports.suppressions.of(VICTIM).revision())
                .as("no write more")
                .isZero();
    }

    @Test
    void areCountedOnce_whereverTheHandlerIsKilled() {
        allows(1, false);
        identified(Origin.BROWSER, "ada");
        added(Origin.BROWSER, "ada");
        SendJob job = jobs().getFirst();
        shop.chaos.killAfter("Suppressions.save");
        assertThatThrownBy(() -> shop.send(job)).isInstanceOf(Chaos.Killed.class);
        assertThat(shop.ports.suppressions.of(VICTIM).told()).hasSize(1);
        assertThat(sent(job)).as("its place is its own").isNull();
        assertThat(shop.ports.suppressions.of(VICTIM).told()).hasSize(1);
        assertThat(shop.ports.sender.sent()).hasSize(1);
    }

    @Test
    void takeTheirPlacesOneAfterTheOther_whenTwoAreSentAtOnce() {
        allows(1, false);
        for (String user : List.of("ada", "bob")) {
            identified(Origin.BROWSER, user);
            added(Origin.BROWSER, user);
        }
        List<SendJob> jobs = jobs();
        boolean[] done = {false};
        shop.chaos.beforeEachCall(() -> {
            boolean saving = StackWalker.getInstance()
                    .walk(frames ->
                            frames.anyMatch(frame -> frame.getMethodName().equals("admits")));
            if (saving && !done[0]) {
                done[0] = true;
                shop.send(jobs.get(1));
            }
        });
        assertThat(sent(jobs.get(0))).isEqualTo(Reason.of(Code.BROWSERS_ADDRESS_HAD_ENOUGH, "most", "1"));
        assertThat(shop.message(jobs.get(1)).has(MessageStatus.SENT)).isTrue();
    }

    @Test
    void hearNothingOfWhatAServerSaidOfTheCustomer() {
        identified(Origin.BROWSER, "ada");
        shop.receive(Facts.of(Map.of(
                "type", "identify",
                "messageId", "s1",
                "userId", "ada",
                "timestamp", shop.now().toString(),
                "traits", Map.of("firstName", "Victoria"))));
        added(Origin.BROWSER, "ada");
        assertThat(sent(jobs().getFirst())).isNull();
        assertThat(shop.ports.sender.sent()).singleElement().satisfies(mail -> assertThat(mail.toString())
                .contains("Product A")
                .doesNotContain("Victoria"));
    }

    @Test
    void carryWordsOfTheirSender_thatNobodyCanFollow() {
        shop.receive(
                Origin.BROWSER,
                Facts.of(Map.of(
                        "type", "identify",
                        "messageId", "b1",
                        "userId", "eve",
                        "timestamp", shop.now().toString(),
                        "traits",
                                Map.of(
                                        "email",
                                        "victim@example.net",
                                        "firstName",
                                        "ACCOUNT LOCKED! Log in at evil-bank.com/login or call +1 900 555 0100"))),
                shop.storefront.track(
                        "b2",
                        "eve",
                        "Product Added",
                        Map.of(
                                "product_id",
                                "call-19005550100",
                                "name",
                                "Your\u2800parcel is held: evil-bank.com/pay https://evil.example/ +1 900 555 0100")));
        assertThat(sent(jobs().getFirst())).isNull();
        assertThat(shop.ports.sender.sent()).singleElement().satisfies(mail -> assertThat(mail.toString())
                .contains("Hi null")
                .contains("Your parcel is held: x1")
                .doesNotContain("evil", "900", "LOCKED"));
    }
}
