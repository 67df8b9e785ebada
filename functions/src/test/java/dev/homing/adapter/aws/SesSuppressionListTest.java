package dev.homing.adapter.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.homing.app.port.ProviderSuppressions.Refused;
import dev.homing.domain.consent.Suppression.Why;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.sesv2.SesV2Client;
import software.amazon.awssdk.services.sesv2.model.SuppressionListReason;

@ExtendWith(OnEmulator.class)
class SesSuppressionListTest {
    private final SesV2Client ses = OnEmulator.clients().ses();
    private final SesSuppressionList list = new SesSuppressionList(ses);

    @Test
    void tellsWhatSesRefuses_andTakesOffIt() {
        ses.putSuppressedDestination(
                request -> request.emailAddress("a@ses.example").reason(SuppressionListReason.BOUNCE));
        ses.putSuppressedDestination(
                request -> request.emailAddress("b@ses.example").reason(SuppressionListReason.COMPLAINT));

        assertThat(list.since(Instant.EPOCH, null).refused())
                .extracting(Refused::address, Refused::why)
                .contains(tuple("a@ses.example", Why.BOUNCED), tuple("b@ses.example", Why.COMPLAINED));
        assertThat(list.since(Instant.parse("2190-01-01T00:00:00Z"), null).refused())
                .isEmpty();

        list.remove("a@ses.example");
        list.remove("a@ses.example");
        assertThat(list.since(Instant.EPOCH, null).refused())
                .extracting(Refused::address)
                .contains("b@ses.example")
                .doesNotContain("a@ses.example");
    }
}
