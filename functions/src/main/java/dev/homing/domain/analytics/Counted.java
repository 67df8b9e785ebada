package dev.homing.domain.analytics;

import dev.homing.domain.CountingBasis;
import dev.homing.domain.message.Message;
import dev.homing.domain.run.Run;

/** An item that counts. */
public sealed interface Counted {
    CountingBasis counting();

    record OfRun(Run run) implements Counted {
        @Override
        public CountingBasis counting() {
            return run.counting();
        }
    }

    record OfMessage(Message message) implements Counted {
        @Override
        public CountingBasis counting() {
            return message.counting();
        }
    }

    record OfOrder(AttributedOrder order) implements Counted {
        @Override
        public CountingBasis counting() {
            return order.counting();
        }
    }
}
