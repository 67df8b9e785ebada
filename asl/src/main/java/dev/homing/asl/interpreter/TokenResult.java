package dev.homing.asl.interpreter;

/** What became of a call with a task's token. */
public sealed interface TokenResult {

    /** The task waits for it, and has it now. */
    record Accepted() implements TokenResult {}

    /** Nobody was ever given such a token: AWS's {@code InvalidToken}. */
    record Unknown() implements TokenResult {}

    /** The task has been completed, has timed out, or its execution has ended: AWS's {@code TaskTimedOut}. */
    record TimedOut() implements TokenResult {}
}
