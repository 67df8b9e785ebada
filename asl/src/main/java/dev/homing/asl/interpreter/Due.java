package dev.homing.asl.interpreter;

import java.time.Instant;

/** An action and its place in time; of two at the same moment the one with the lower sequence goes first. */
record Due(Instant at, long sequence, Run run, Action action) {}
