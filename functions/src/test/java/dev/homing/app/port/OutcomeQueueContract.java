package dev.homing.app.port;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homing.domain.run.RunId;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

public abstract class OutcomeQueueContract {
    protected abstract OutcomeQueue queue();

    /** What lies in the queue, of any test. */
    protected abstract List<OutcomeQueue.Job> waiting();

    @Test
    void keepsJobsOfEachKind() {
        OutcomeQueue.Job settle = new OutcomeQueue.Job.Settle(Samples.customer());
        RunId run = RunId.of(Samples.customer(), "c", "", Instant.EPOCH);
        OutcomeQueue.Job stop = new OutcomeQueue.Job.Stop("arn:aws:states:::x:1", run, "converted");

        queue().enqueue(settle);
        queue().enqueue(stop);

        assertThat(waiting()).contains(settle, stop);
    }
}
