package dev.homing.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.homing.adapter.json.Json;
import dev.homing.app.converse.AnswerCustomer.Result;
import dev.homing.app.converse.ReadConversations.Whole;
import dev.homing.app.converse.SendAnswer;
import dev.homing.app.customer.CustomerLookup;
import dev.homing.app.port.Answers;
import dev.homing.app.port.Backoff;
import dev.homing.app.port.Sender;
import dev.homing.domain.channel.Channel;
import dev.homing.domain.consent.AddressKey;
import dev.homing.domain.consent.Consent;
import dev.homing.domain.consent.ReplyWord;
import dev.homing.domain.consent.Suppression.Why;
import dev.homing.domain.conversation.Said;
import dev.homing.domain.conversation.Said.Answer;
import dev.homing.domain.conversation.Said.Heard;
import dev.homing.domain.conversation.Said.Kind;
import dev.homing.domain.conversation.Said.State;
import dev.homing.domain.id.CustomerId;
import dev.homing.domain.reason.Reason;
import dev.homing.domain.reason.Reason.Code;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a customer writes is kept once, read, and answered once, whatever comes twice, late or not to its end. */
class ConversationsTest {
    private static final String NUMBER = "+4915112345678";
    private static final String STRANGER = "+4915199999999";
    private static final CustomerId ADA = CustomerId.ofUser("ada");

    private final SmallShop shop = new SmallShop();

    ConversationsTest() {
        shop.receive(shop.storefront.identify("i1", "ada", null));
    }

    private Heard heard(String id, Duration ago) {
        return new Heard(id, shop.now().minus(ago), Kind.TEXT, "Where is my order " + id + "?", null, null);
    }

    private void hear(Heard heard, String from) {
        shop.wiring.hearCustomer().hear(heard, from, null, shop.now());
    }

    private Whole read(CustomerId customer) {
        return Objects.requireNonNull(shop.wiring.readConversations().read(customer, null, 50, shop.now()));
    }

    private Result answer(String id) {
        return shop.wiring.answerCustomer().answer(ADA, id, "Tomorrow.", "ann", shop.now());
    }

    /** As the queue does: what is not done comes again, until nobody is at it any more. */
    private void deliver() {
        List<Answers.Reference> jobs = shop.ports.sendQueue.takeAnswers();
        for (Answers.Reference job : jobs) {
            for (int tries = 0; tries < 5; tries++) {
                try {
                    if (shop.wiring.sendAnswer().send(job, shop.now()) instanceof SendAnswer.Result.Done) {
                        break;
                    }
                    shop.advance(Duration.ofSeconds(61));
                } catch (Chaos.Killed killed) {
                    // It comes again.
                }
            }
        }
    }

    private @Nullable State state(String id) {
        return read(ADA).said().stream()
                .filter(said -> said.id().equals(id))
                .map(said -> ((Answer) said).stateAt(shop.now()))
                .findFirst()
                .orElse(null);
    }

    @Test
    void keepsOnce_whateverIsToldTwiceLateOrKilledHalfWay() {
        Heard first = heard("w1", Duration.ofMinutes(5));
        Heard second = heard("w2", Duration.ofMinutes(1));
        hear(second, NUMBER);
        for (int moment = 0; moment < 100; moment++) {
            shop.chaos.killAt(moment);
            try {
                hear(first, NUMBER);
            } catch (Chaos.Killed killed) {
                // Meta tells it again.
            }
            if (!shop.chaos.struck()) {
                break;
            }
        }
        hear(second, NUMBER);
        Whole whole = read(ADA);
        assertThat(whole.said()).containsExactly(second, first);
        assertThat(whole.conversation().unread()).isEqualTo(2);
        assertThat(whole.conversation().latest()).isEqualTo("Where is my order w2?");
        assertThat(whole.conversation().windowEndsAt()).isEqualTo(second.at().plus(Duration.ofHours(24)));
        assertThat(shop.ports.bus.take().stream()
                        .map(put -> put.message().contains("Message Received"))
                        .distinct())
                .containsExactly(true);
    }

    @Test
    void makesACustomerOfAStranger_andKeepsToThem() {
        hear(heard("w1", Duration.ZERO), STRANGER);
        CustomerId stranger = CustomerId.ofWriter(STRANGER);
        shop.ports.bus.take().forEach(put -> shop.receive(put.origin(), Json.object(put.message())));
        assertThat(shop.ports.profiles.load(stranger).phone()).isEqualTo(STRANGER);
        hear(heard("w1", Duration.ZERO), STRANGER);
        hear(heard("w2", Duration.ZERO), STRANGER);
        assertThat(read(stranger).said()).hasSize(2);
        assertThat(shop.ports.profiles.load(stranger).consent(Channel.WHATSAPP).state())
                .as("who writes has not asked for marketing")
                .isEqualTo(Consent.State.UNKNOWN);
    }

    @Test
    void knowsWhoKeepsTheirNumberToThemselves_byWhatsAppsIdOfThem() {
        String id = "DE.13491208655302741918";
        hear(heard("w1", Duration.ZERO), id);
        CustomerId stranger = CustomerId.ofWriter(id);
        shop.ports.bus.take().forEach(put -> shop.receive(put.origin(), Json.object(put.message())));
        hear(heard("w2", Duration.ZERO), id);
        assertThat(read(stranger).said()).hasSize(2);
        assertThat(shop.ports.profiles.load(stranger).address(Channel.WHATSAPP)).isEqualTo(id);
        assertThat(shop.ports.profiles.load(stranger).vouched(Channel.WHATSAPP)).isTrue();
        assertThat(shop.ports.profiles.load(stranger).address(Channel.SMS)).isNull();
        shop.wiring.answerCustomer().answer(stranger, "a-0000001", "Hello.", "ann", shop.now());
        deliver();
        assertThat(shop.ports.answers.sent()).singleElement().satisfies(sent -> assertThat(sent.to())
                .isEqualTo(id));
        shop.wiring.receiveReply().answered(Channel.WHATSAPP, id, null, ReplyWord.START, shop.now(), shop.now());
        assertThat(shop.ports.profiles.load(stranger).consent(Channel.WHATSAPP).state())
                .isEqualTo(Consent.State.SUBSCRIBED);
    }

    @Test
    void answersWithin24Hours_andNotAfter() {
        assertThat(answer("a-0000001")).isEqualTo(new Result.Closed(null));
        hear(heard("w1", Duration.ZERO), NUMBER);
        Instant ends = shop.now().plus(Duration.ofHours(24));
        assertThat(answer("a-0000002")).isInstanceOf(Result.Taken.class);
        deliver();
        assertThat(read(ADA).conversation().unread())
                .as("who answers has read it")
                .isZero();
        assertThat(shop.ports.answers.sent()).singleElement().satisfies(sent -> {
            assertThat(sent.to()).isEqualTo(NUMBER);
            assertThat(sent.text()).isEqualTo("Tomorrow.");
        });
        shop.advance(Duration.ofHours(24));
        assertThat(answer("a-0000003")).isEqualTo(new Result.Closed(ends));
        deliver();
        assertThat(shop.ports.answers.sent()).hasSize(1);
        assertThat(answer("a-0000002")).as("asked again").isInstanceOf(Result.Taken.class);
    }

    @Test
    void sendsOnce_whereverItIsKilled_andSaysSoWhereNobodyKnows() {
        hear(heard("w1", Duration.ZERO), NUMBER);
        boolean unknown = false;
        for (int moment = 0; moment < 100; moment++) {
            String id = "answer-%03d".formatted(moment);
            int before = shop.ports.answers.sent().size();
            shop.chaos.killAt(moment);
            try {
                answer(id);
            } catch (Chaos.Killed killed) {
                answer(id);
            }
            deliver();
            if (!shop.chaos.struck()) {
                break;
            }
            answer(id);
            deliver();
            int left = shop.ports.answers.sent().size() - before;
            if (state(id) == State.SENT) {
                assertThat(left).as("killed at " + moment).isEqualTo(1);
                continue;
            }
            unknown = true;
            assertThat(left).as("killed at " + moment).isLessThanOrEqualTo(1);
            assertThat(state(id)).isEqualTo(State.UNKNOWN);
            shop.wiring.sendAnswer().record(ADA, id, State.DELIVERED, "p", null, shop.now());
            assertThat(state(id)).isEqualTo(State.DELIVERED);
        }
        assertThat(unknown).isTrue();
    }

    @Test
    void tellsWhyAnAnswerFailed_andTakesInWhatIsToldOfIt_inAnyOrder() {
        hear(heard("w1", Duration.ZERO), NUMBER);
        Reason why = Reason.of(Code.OUTSIDE_WINDOW);
        shop.ports.answers.result(new Sender.Result.Refused(why));
        answer("a-0000001");
        deliver();
        assertThat(read(ADA).said())
                .filteredOn(said -> said instanceof Answer)
                .extracting(said -> ((Answer) said).reason())
                .containsExactly(why);
        shop.ports.answers.result(new Sender.Result.TryLater(Reason.of(Code.THROTTLED)));
        answer("a-0000002");
        deliver();
        assertThat(state("a-0000002")).isEqualTo(State.SENT);
        for (State told : List.of(State.READ, State.SENT, State.DELIVERED, State.FAILED)) {
            shop.wiring.sendAnswer().record(ADA, "a-0000002", told, "p", null, shop.now());
        }
        assertThat(state("a-0000002")).isEqualTo(State.READ);
        assertThat(shop.wiring.sendAnswer().record(ADA, "nothing", State.READ, "p", null, shop.now()))
                .isNull();
        assertThat(shop.wiring.answerCustomer().answer(ADA, "a-0000002", "Other words.", "ann", shop.now()))
                .isInstanceOf(Result.Another.class);
    }

    @Test
    void isReadAndUnread_andFollowsAMerge() {
        hear(heard("w1", Duration.ofMinutes(2)), STRANGER);
        CustomerId stranger = CustomerId.ofWriter(STRANGER);
        shop.ports.bus.take().forEach(put -> shop.receive(put.origin(), Json.object(put.message())));
        hear(heard("w2", Duration.ZERO), NUMBER);
        new CustomerLookup(shop.ports.states(), Backoff.NONE).merge(stranger, ADA, true, shop.now());
        Whole whole = read(ADA);
        assertThat(whole.said()).extracting(Said::id).containsExactly("w2", "w1");
        assertThat(whole.conversation().unread()).isEqualTo(2);
        assertThat(shop.wiring.readConversations().latest(null, 10).shown())
                .extracting(shown -> shown.profile().id())
                .containsExactly(ADA, ADA);
        shop.wiring.readConversations().mark(ADA, true, shop.now());
        assertThat(read(ADA).conversation().unread()).isZero();
        shop.wiring.readConversations().mark(ADA, false, shop.now());
        assertThat(read(ADA).conversation().unread()).isEqualTo(1);
        assertThat(shop.wiring.readConversations().mark(CustomerId.ofUser("nobody"), true, shop.now()))
                .isFalse();
    }

    @Test
    void answersNobodyWhoseAddressIsGone() {
        hear(heard("w1", Duration.ZERO), NUMBER);
        AddressKey address = AddressKey.of(Channel.WHATSAPP, NUMBER);
        shop.wiring.suppressAddress().because(address, NUMBER, Why.STOPPED, shop.now(), null);
        assertThat(answer("a-0000001"))
                .as("who stopped marketing asked something")
                .isInstanceOf(Result.Taken.class);
        shop.wiring.suppressAddress().because(address, NUMBER, Why.BOUNCED, shop.now(), null);
        assertThat(answer("a-0000002")).isInstanceOf(Result.Suppressed.class);
    }

    @Test
    void letsMetaTellAgain_whereTheTableIsDown() {
        shop.chaos.killBefore("Conversations.save");
        assertThatThrownBy(() -> hear(heard("w1", Duration.ZERO), NUMBER)).isInstanceOf(Chaos.Killed.class);
        hear(heard("w1", Duration.ZERO), NUMBER);
        assertThat(read(ADA).said()).hasSize(1);
    }
}
