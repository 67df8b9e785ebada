package dev.homing.app.port;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homing.domain.Facts;
import dev.homing.domain.channel.Channel;
import dev.homing.domain.id.RunId;
import dev.homing.domain.id.Visit;
import dev.homing.domain.run.Leg;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

public abstract class OutcomeQueueContract {
    protected abstract OutcomeQueue queue();

    /** What lies in the queue, of any test. */
    protected abstract List<OutcomeQueue.Job> waiting();

    @Test
    void keepsJobsOfEachKind() {
        OutcomeQueue.Job settle = new OutcomeQueue.Job.Settle(Samples.customer());
        RunId run = RunId.of(Samples.customer(), "c", "", Instant.EPOCH);
        OutcomeQueue.Job stop = new OutcomeQueue.Job.Stop(run, "cart-recovery", 1, new Leg(2, "email"), "converted");

        OutcomeQueue.Job later = new OutcomeQueue.Job.SendLater(
                new SendJob(Visit.first(run, "email"), Channel.EMAIL, null), Instant.parse("2026-11-23T07:00:00Z"));

        List<OutcomeQueue.Job> all = List.of(
                settle,
                stop,
                later,
                new OutcomeQueue.Job.Release("cart-recovery"),
                new OutcomeQueue.Job.TakenOut(run),
                new OutcomeQueue.Job.Add("cart-recovery", Samples.customer(), Instant.EPOCH),
                new OutcomeQueue.Job.Walk(7, "place"),
                new OutcomeQueue.Job.Broadcast("sale", 3, 12),
                new OutcomeQueue.Job.Erase("erasure", 3),
                new OutcomeQueue.Job.Daily(),
                new OutcomeQueue.Job.Reconcile(Instant.EPOCH, "token"),
                new OutcomeQueue.Job.Expire(LocalDate.of(2026, 3, 1), "2026-03-01#ann"),
                new OutcomeQueue.Job.Relocate("cart-recovery", 3),
                new OutcomeQueue.Job.Members("remove#list#vip", 3),
                new OutcomeQueue.Job.TellOfProduct(
                        "mug", "price", "s-1", Instant.EPOCH, new Facts(Map.of("price", "9")), 2, null));
        assertThat(all)
                .extracting(job -> (Object) job.getClass())
                .as("each kind")
                .containsExactlyInAnyOrder((Object[]) OutcomeQueue.Job.class.getPermittedSubclasses());
        all.forEach(job -> queue().enqueue(job));

        assertThat(waiting()).containsAll(all);
    }
}
