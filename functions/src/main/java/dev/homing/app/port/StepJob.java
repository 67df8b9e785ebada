package dev.homing.app.port;

import dev.homing.domain.id.Visit;

/**
 * A step of a run that is no message and asks what becomes of it, as it lies in the queue of outcomes.
 *
 * @param token of the task that waits for the answer
 */
public record StepJob(Visit visit, String token) {}
