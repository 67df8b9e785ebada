package dev.homing.domain.reason;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homing.domain.StoredBytes;
import dev.homing.domain.reason.Reason.Code;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReasonTest {
    private static final String AT = "2026-02-15T09:31:00Z";

    @Test
    void tellsWhatItCameAboutBy_withoutAnybodyElsesWords() {
        Reason bounced = Reason.of(Code.ADDRESS_BOUNCED, "at", AT)
                .by(Reason.of(Code.MAILBOX_NOT_FOUND).withDetails("smtp; 550 5.1.1 user unknown"));

        assertThat(bounced.sentence(Lead.NOT_SENT))
                .isEqualTo("Not sent: this address bounced on 2026-02-15T09:31:00Z (the mailbox does not exist).");
        assertThat(bounced.details()).isEqualTo("smtp; 550 5.1.1 user unknown");
    }

    @Test
    void fillsTheCausesWords_withTheCausesParameters() {
        Reason over = Reason.of(Code.RUN_OVER).by(Reason.of(Code.ORDERED, "at", AT));

        assertThat(over.sentence(Lead.NOT_SENT))
                .isEqualTo("Not sent: the journey had ended: the customer ordered at 2026-02-15T09:31:00Z.");
    }

    @Test
    void comesToAnEnd_whenACauseHasACause() {
        Reason deep =
                Reason.of(Code.RUN_OVER).by(Reason.of(Code.RUN_OVER).by(Reason.of(Code.GIVEN_UP, "attempts", "3")));

        assertThat(deep.clause()).isEqualTo("the journey had ended: the journey had ended: {=cause}");
    }

    @Test
    void leavesACauseThatItDoesNotKnow() {
        assertThat(Reason.of(Code.RUN_OVER).clause()).isEqualTo("the journey had ended: {=cause}");
        assertThat(Reason.of(Code.RUN_OVER, "cause", "of-a-later-version").clause())
                .isEqualTo("the journey had ended: of-a-later-version");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "é", "\"", "\u0001", "😀"})
    void boundsWhatOthersSay_byTheBytesThatItTakesStored(String letter) {
        Reason reason = Reason.of(Code.PROVIDER_REFUSED).withDetails(letter.repeat(2_000));

        String details = String.valueOf(reason.details());
        assertThat(StoredBytes.of(details) - 2).isLessThanOrEqualTo(Reason.MOST_BYTES);
        assertThat(details).startsWith(letter).endsWith("…");
        assertThat(new Reason(reason.code(), reason.params()))
                .as("cut once, and not again whenever it is read")
                .isEqualTo(reason);
    }

    @Test
    void keepsWhatHasRoom_asItWasSaid() {
        assertThat(Reason.of(Code.PROVIDER_REFUSED)
                        .withDetails(" " + "x".repeat(Reason.MOST_BYTES) + " ")
                        .details())
                .isEqualTo("x".repeat(Reason.MOST_BYTES));
        assertThat(Reason.of(Code.PROVIDER_REFUSED).withDetails(" ").details()).isNull();
        assertThat(Reason.of(Code.PROVIDER_REFUSED).withDetails(null).details()).isNull();
    }

    @ParameterizedTest
    @EnumSource
    void everyLeadBeginsASentence(Lead lead) {
        assertThat(Reason.of(Code.CART_EMPTY).sentence(lead)).matches("[A-Z][a-z ]+: the cart is empty\\.");
    }

    @Test
    void noTwoCodesSayTheSame() {
        assertThat(Arrays.stream(Code.values()).map(Reason::of).map(Reason::clause))
                .doesNotHaveDuplicates();
    }

    @Test
    void whoDidItKeepsTheNameAsItIsWritten() {
        assertThat(Reason.of(Code.TAKEN_OUT, "by", "ann@shop.example").sentence())
                .isEqualTo("ann@shop.example took the customer out.");
        assertThat(Reason.of(Code.CAMPAIGN_ENDED).sentence()).matches("[A-Z].*\\.");
    }
}
