package dev.homing.domain.condition;

import dev.homing.domain.reason.Reason;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Whether a condition holds, and why. */
public sealed interface Answer {
    /**
     * @param because null where there is nothing to say: a condition without content holds for everyone
     * @param since event time of the last change of what it looks at: a delay counts from it. Null where that has no time
     */
    record Holds(@Nullable Reason because, @Nullable Instant since) implements Answer {}

    record Fails(Reason because) implements Answer {}
}
