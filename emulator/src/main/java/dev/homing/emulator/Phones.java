package dev.homing.emulator;

import org.jspecify.annotations.Nullable;

/** Settings of the two-way channel of all numbers that text messages come from. Safe for any thread. */
public final class Phones {
    private volatile @Nullable String queueArn;

    /**
     * What people answer to text messages goes there from now on, as a topic of SNS hands it to a queue that is subscribed with raw delivery; until it
     * is set, answers are dropped.
     */
    public void answersTo(String arn) {
        queueArn = arn;
    }

    /** ARN of a queue; null: answers are dropped. */
    public @Nullable String answersTo() {
        return queueArn;
    }
}
