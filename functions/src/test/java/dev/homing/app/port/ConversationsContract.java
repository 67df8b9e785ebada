package dev.homing.app.port;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homing.domain.conversation.Conversation;
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
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every {@link Conversations} does. */
public abstract class ConversationsContract {
    private static final Instant AT = Instant.parse("2026-11-22T10:00:00Z");
    private static final Instant LATER = AT.plus(Duration.ofDays(400));
    private static final String NUMBER = "+4915112345678";

    private final CustomerId customer = CustomerId.ofUser(Samples.unique("customer"));

    protected abstract Conversations conversations();

    private static Heard heard(int number) {
        return new Heard(
                "wamid." + number, AT.plusSeconds(number), Kind.DOCUMENT, "Words " + number, "order.pdf", null);
    }

    private void hear(CustomerId who, int number) {
        Heard heard = heard(number);
        assertThat(conversations().save(conversations().of(who).with(heard, NUMBER), heard, LATER))
                .isTrue();
    }

    @Test
    void keepsWhatWasSaidWithTheConversation_andLetsNobodyWriteOverWhatTheyDidNotSee() {
        assertThat(conversations().of(customer)).isEqualTo(Conversation.none(customer));
        assertThat(conversations().find(customer, "wamid.1")).isNull();
        Conversation seen = conversations().of(customer);
        hear(customer, 1);
        assertThat(conversations().save(seen.with(heard(2), NUMBER), heard(2), LATER))
                .isFalse();
        assertThat(conversations().find(customer, "wamid.2")).isNull();
        assertThat(conversations().find(customer, "wamid.1")).isEqualTo(heard(1));

        Answer claimed = Answer.queued("answer-1", "Hello", "ann", AT.plusSeconds(9));
        assertThat(conversations().save(conversations().of(customer).with(claimed), claimed, LATER))
                .isTrue();
        Answer failed = claimed.with(
                State.FAILED, null, Reason.of(Code.PROVIDER_REFUSED).withDetails("no"));
        assertThat(conversations().save(conversations().of(customer), failed, LATER))
                .isTrue();
        assertThat(conversations().find(customer, "answer-1")).isEqualTo(failed);
        assertThat(conversations().of(customer))
                .isEqualTo(
                        new Conversation(customer, NUMBER, AT.plusSeconds(9), "Hello", false, AT.plusSeconds(1), 0, 3));
        assertThat(conversations().save(conversations().of(customer).unreadAgain(), null, LATER))
                .isTrue();
        assertThat(conversations().of(customer).unread()).isEqualTo(1);
    }

    @Test
    void tellsWhatWasSaid_newestFirst_inPages() {
        for (int number : List.of(3, 1, 5, 2, 4)) {
            hear(customer, number);
        }
        List<String> all = new ArrayList<>();
        String before = null;
        while (true) {
            List<Said> page = conversations().said(customer, before, 2);
            if (page.isEmpty()) {
                break;
            }
            page.forEach(said -> all.add(said.id()));
            before = Conversations.place(page.getLast());
        }
        assertThat(all).containsExactly("wamid.5", "wamid.4", "wamid.3", "wamid.2", "wamid.1");
    }

    @Test
    void listsTheUnreadApartFromTheOthers_theLatestFirst() {
        List<CustomerId> three = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            three.add(CustomerId.ofUser(Samples.unique("customer")));
            hear(three.get(i), 1_000_000 + i);
        }
        conversations().save(conversations().of(three.get(1)).read(), null, LATER);
        assertThat(listed(true)).containsSubsequence(three.get(2), three.get(0)).doesNotContain(three.get(1));
        assertThat(listed(false)).contains(three.get(1)).doesNotContain(three.get(0));
    }

    private List<CustomerId> listed(boolean unread) {
        List<CustomerId> all = new ArrayList<>();
        String before = null;
        do {
            Conversations.Page page = conversations().latest(unread, before, 1);
            page.conversations().forEach(each -> all.add(each.customer()));
            before = page.next();
        } while (before != null);
        return all;
    }
}
