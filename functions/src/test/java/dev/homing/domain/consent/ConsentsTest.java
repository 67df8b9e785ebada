package dev.homing.domain.consent;

import static dev.homing.domain.Events.minutes;
import static org.assertj.core.api.Assertions.assertThat;

import dev.homing.domain.channel.Channel;
import dev.homing.domain.consent.Consent.State;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConsentsTest {
    private static Consents said(String... statements) {
        Consents consents = Consents.NONE;
        int at = 0;
        for (String statement : statements) {
            String[] parts = statement.split("=", -1);
            consents = consents.with(scope(parts[0]), new Consent(state(parts[1]), minutes(++at), Consent.STATED));
        }
        return consents;
    }

    private static Scope scope(String key) {
        return Objects.requireNonNull(Scope.parse(key));
    }

    private static State state(String word) {
        return switch (word) {
            case "yes" -> State.SUBSCRIBED;
            case "no" -> State.UNSUBSCRIBED;
            default -> State.UNKNOWN;
        };
    }

    @ParameterizedTest
    @CsvSource({
        "email=yes, '', SUBSCRIBED",
        "email=yes, news, SUBSCRIBED",
        "email/news=no email=yes, news, UNSUBSCRIBED",
        "email/news=no email=yes, offers, SUBSCRIBED",
        "all/news=no email=yes, news, UNSUBSCRIBED",
        "all/news=no email/news=yes, news, SUBSCRIBED",
        "email=no all/news=yes, news, UNSUBSCRIBED",
        "email=no email/news=yes, news, SUBSCRIBED",
        "email/news=yes email=no, news, UNSUBSCRIBED",
        "all/news=yes, news, SUBSCRIBED",
        "all/news=yes email/news=no, news, UNSUBSCRIBED",
        "email=no all/news=yes, '', UNSUBSCRIBED",
        "whatsapp=no, '', UNKNOWN",
        "all=no, '', UNSUBSCRIBED",
        "all=no email=yes, '', UNSUBSCRIBED",
        "all=no email/news=yes, news, UNSUBSCRIBED",
        "all=no all=taken-back, '', UNKNOWN",
        "email=yes all=no all=taken-back, '', SUBSCRIBED",
    })
    void countsTheMostSpecific_butForANoToEverything(String said, String topic, State state) {
        assertThat(said(said.split(" ", -1))
                        .on(Channel.EMAIL, topic.isEmpty() ? null : topic)
                        .state())
                .isEqualTo(state);
    }

    @Test
    void countsForEveryChannel_whenSomebodyWantsNothing() {
        for (Channel channel : Channel.values()) {
            assertThat(said("all=no").on(channel).state()).isEqualTo(State.UNSUBSCRIBED);
        }
        assertThat(said("all=no").byScope())
                .as("stored once, and not a channel")
                .hasSize(1);
    }

    @Test
    void keepsTheLater_inAnyOrder() {
        Consent early = new Consent(State.SUBSCRIBED, minutes(1), Consent.STATED);
        Consent late = new Consent(State.UNSUBSCRIBED, minutes(2), Consent.STATED);
        Scope email = Scope.of(Channel.EMAIL);
        assertThat(Consents.NONE.with(email, late).with(email, early))
                .isEqualTo(Consents.NONE.with(email, early).with(email, late));
    }

    @Test
    void isBounded_andNeverForgetsANo() {
        Consents consents = Consents.NONE;
        for (int i = 0; i < 100; i++) {
            consents =
                    consents.with(scope("email/b" + i), new Consent(State.UNSUBSCRIBED, minutes(i), Consent.BROWSER));
        }
        assertThat(consents.byScope()).hasSize(Consents.MOST_OF_TOPICS);
        for (int i = 0; i < Consents.MOST_OF_TOPICS; i++) {
            consents = consents.with(scope("email/n" + i), new Consent(State.UNSUBSCRIBED, minutes(i), Consent.STATED));
        }
        consents = consents.with(scope("email/more"), new Consent(State.SUBSCRIBED, minutes(1), Consent.STATED))
                .with(scope("email"), new Consent(State.UNSUBSCRIBED, minutes(1), "unsubscribe-link"))
                .with(Scope.ALL, new Consent(State.UNSUBSCRIBED, minutes(1), Consent.STATED));
        assertThat(consents.byScope()).hasSize(Consents.MOST_OF_TOPICS + 2);
        for (int i = 0; i < Consents.MOST_OF_TOPICS; i++) {
            assertThat(consents.said(scope("email/n" + i)).state()).isEqualTo(State.UNSUBSCRIBED);
        }
        assertThat(consents.said(Scope.of(Channel.EMAIL)).source()).isEqualTo("unsubscribe-link");
        assertThat(consents.said(scope("email/more"))).isEqualTo(Consent.UNKNOWN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"all", "email", "whatsapp", "all/news", "email/weekly-news_2"})
    void isWrittenAsItIsRead(String key) {
        assertThat(scope(key).key()).isEqualTo(key);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "fax", "email/", "email/News", "/news", "email/a b", "email/a/b", "ALL"})
    void isNoScope(String key) {
        assertThat(Scope.parse(key)).isNull();
    }
}
