package dev.homing.app.port;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homing.domain.id.CustomerId;
import dev.homing.domain.id.MessageId;
import dev.homing.domain.message.Message;
import dev.homing.domain.message.MessageStatus;
import dev.homing.domain.reason.Reason;
import dev.homing.domain.reason.Reason.Code;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

public abstract class MessagesContract {
    private static final Reason FIRST = Reason.of(Code.ADDRESS_BOUNCED, "at", "2026-02-15T10:00:00Z")
            .by(Reason.of(Code.MAILBOX_NOT_FOUND).withDetails("smtp; 550 5.1.1 \"nobody\""));

    private static final Instant NOW = Instant.parse("2026-11-22T10:15:30.123Z");
    private static final Instant EXPIRES = Instant.parse("2027-11-22T00:00:00Z");

    private final CustomerId id = Samples.customer();

    protected abstract Messages messages();

    @Test
    void comesBackWithTheNextRevision_whenSaved() {
        for (int seed = 0; seed < 20; seed++) {
            Message message = new Samples(seed).message(id, 0);

            assertThat(messages().save(message, EXPIRES)).isTrue();

            assertThat(messages().find(message.id())).isEqualTo(message.withRevision(1));
            assertThat(messages().findEventually(message.id())).isEqualTo(message.withRevision(1));
        }
    }

    @Test
    void letsOneClaimIt_whenTwoTry() {
        Message message = new Samples(1).message(id, 0).claimed(NOW);
        assertThat(messages().save(message, EXPIRES)).isTrue();

        assertThat(messages().save(message, EXPIRES)).isFalse();
    }

    @Test
    void refuses_whenSomebodySavedSinceItWasLoaded() {
        Message message = new Samples(1).message(id, 0);
        messages().save(message, EXPIRES);
        Message loaded = message.withRevision(1);
        assertThat(messages().save(loaded.because(FIRST), EXPIRES)).isTrue();

        assertThat(messages().save(loaded.because(Reason.of(Code.TOO_LATE)), EXPIRES))
                .isFalse();
        assertThat(messages().find(message.id()))
                .isEqualTo(loaded.because(FIRST).withRevision(2));
    }

    @Test
    void listsACustomersOwn_oldestFirst() {
        List<Message> saved = IntStream.range(0, 5)
                .mapToObj(seed -> new Samples(seed).message(id, 0).with(MessageStatus.SENT, NOW))
                .toList();
        saved.forEach(message -> messages().save(message, EXPIRES));

        assertThat(messages().of(id))
                .containsExactlyElementsOf(saved.stream()
                        .map(message -> message.withRevision(1))
                        .sorted(Comparator.comparing((Message message) -> message.at())
                                .thenComparing(message -> message.id().hash()))
                        .toList());
        assertThat(messages().of(Samples.customer())).isEmpty();
    }

    @Test
    void findsThoseThatThereAre_howeverManyAreAskedFor() {
        List<Message> saved = IntStream.range(0, 120)
                .mapToObj(seed -> new Samples(seed).message(Samples.customer(), 0))
                .toList();
        saved.forEach(message -> messages().save(message, EXPIRES));
        Set<MessageId> asked = saved.stream().map(Message::id).collect(Collectors.toSet());
        asked.add(new Samples(1).message(id, 0).id());

        assertThat(messages().findAll(asked))
                .containsExactlyInAnyOrderElementsOf(
                        saved.stream().map(message -> message.withRevision(1)).toList());
        assertThat(messages().findAll(Set.of())).isEmpty();
    }

    @Test
    void keepsATokenUntilItIsRemoved() {
        MessageId message = new Samples(1).message(id, 0).id();
        assertThat(messages().token(message)).isNull();
        messages().putToken(message, "first", EXPIRES);
        messages().putToken(message, "x".repeat(2_048), EXPIRES);

        assertThat(messages().token(message)).isEqualTo("x".repeat(2_048));

        messages().removeToken(message);
        messages().removeToken(message);
        assertThat(messages().token(message)).isNull();
    }

    @Test
    void findsNothing_whereNothingIs() {
        assertThat(messages().find(new Samples(2).message(id, 0).id())).isNull();
    }
}
