package dev.homing.domain.state;

import java.time.Instant;

/**
 * That a run waits until something happens or is so, as the state item remembers it. What that is, the head of the run's campaign knows.
 *
 * @param asked number of the condition
 * @param anew whether only what happened since then counts
 * @param since when the run came to the step; by it, one wait of a run is told from the next
 * @param until after this the flow has gone on without
 */
public record Awaiting(long asked, boolean anew, Instant since, Instant until) {}
