package dev.homing.app.port;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homing.app.port.TellQueue.TellJob;
import dev.homing.domain.audience.Hashed;
import dev.homing.domain.audience.Telling;
import dev.homing.domain.id.CustomerId;
import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What every {@link Tellings} does. */
public abstract class TellingsContract {
    private static final Instant AT = Instant.parse("2026-11-22T10:00:00Z");
    private static final Hashed ADA = Hashed.of("ada@example.com", "+49 151 1234567");

    private final String audience = Samples.unique("audience");

    protected abstract Tellings tellings();

    private TellJob about(int number) {
        return new TellJob(audience, "meta", CustomerId.ofUser("customer-" + number));
    }

    @Test
    void keepsWhatIsKnown_countsIt_andLetsNobodyWriteOverWhatTheyDidNotSee() {
        assertThat(tellings().find(about(1))).isEqualTo(Telling.NONE);
        Telling entering = Objects.requireNonNull(Telling.NONE.towards(ADA, AT)).claimed(AT.plusSeconds(10));
        for (int i = 0; i < 20; i++) {
            assertThat(tellings().save(about(i), entering)).isTrue();
        }
        assertThat(tellings().save(about(1), entering)).isFalse();
        Telling known = tellings().find(about(1));
        assertThat(known).isEqualTo(entering.withRevision(1));
        assertThat(tellings().save(about(1), known.heard(AT))).isTrue();
        assertThat(tellings().save(about(1), known.heard(AT))).isFalse();
        assertThat(tellings().save(about(2), tellings().find(about(2)).failed("it was down", AT)))
                .isTrue();
        assertThat(tellings().figures(audience, "meta")).isEqualTo(new Tellings.Figures(1, 19, "it was down", AT));
        assertThat(tellings().figures(audience, "other")).isEqualTo(new Tellings.Figures(0, 0, null, null));
        while (tellings().clear(audience, "meta", 7)) {
            assertThat(tellings().figures(audience, "other").told()).isZero();
        }
        assertThat(tellings().figures(audience, "meta").open()).isZero();
        assertThat(tellings().find(about(1))).isEqualTo(Telling.NONE);
    }
}
