package dev.homing.app.port;

import dev.homing.domain.id.Visit;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A step of a run that is no message and asks what becomes of it, as it lies in the queue of outcomes.
 *
 * @param token of the task that waits for the answer
 * @param since when the flow came to the step; null where it does not say
 */
public record StepJob(Visit visit, String token, @Nullable Instant since) {}
