package dev.homing.domain.analytics;

import static dev.homing.domain.Events.minutes;

import dev.homing.domain.CountingBasis;
import dev.homing.domain.Facts;
import dev.homing.domain.Money;
import dev.homing.domain.channel.Channel;
import dev.homing.domain.id.CustomerId;
import dev.homing.domain.id.MessageId;
import dev.homing.domain.id.RunId;
import dev.homing.domain.id.Visit;
import dev.homing.domain.order.Refunds;
import dev.homing.domain.run.Run;
import java.time.Instant;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/** What counts, for tests. */
final class AnalyticsSamples {
    static final CustomerId ADA = CustomerId.ofUser("ada");

    static final CountingBasis BERLIN = new CountingBasis(ZoneId.of("Europe/Berlin"), minutes(0));

    private AnalyticsSamples() {}

    static Run run(Instant triggeredAt) {
        return run(triggeredAt, BERLIN);
    }

    static Run run(Instant triggeredAt, CountingBasis counting) {
        RunId id = RunId.of(ADA, "cart-recovery", "", triggeredAt);
        return Run.started(id, "cart-recovery", 1, "", triggeredAt, triggeredAt, Facts.NONE, false, counting);
    }

    static AttributedOrder order(@Nullable Money amount) {
        RunId run = RunId.of(ADA, "cart-recovery", "", minutes(0));
        return new AttributedOrder(
                ADA,
                "order-1",
                run,
                MessageId.of(Visit.first(run, "email"), Channel.EMAIL),
                "cart-recovery",
                1,
                Channel.EMAIL,
                amount,
                minutes(0),
                minutes(5),
                minutes(9),
                true,
                Refunds.NONE,
                BERLIN,
                0);
    }
}
