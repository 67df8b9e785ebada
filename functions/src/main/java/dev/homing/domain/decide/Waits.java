package dev.homing.domain.decide;

import dev.homing.domain.Facts;
import dev.homing.domain.campaign.Campaign;
import dev.homing.domain.condition.Evaluator;
import dev.homing.domain.condition.NextChange;
import dev.homing.domain.condition.Resolved;
import dev.homing.domain.condition.Subject;
import dev.homing.domain.condition.Words;
import dev.homing.domain.id.RunKey;
import dev.homing.domain.reason.Decision.Kind;
import dev.homing.domain.reason.Reason;
import dev.homing.domain.reason.Reason.Code;
import dev.homing.domain.state.ActiveRun;
import dev.homing.domain.state.Awaiting;
import dev.homing.domain.state.Outcome;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Runs in the middle of their flow that wait until something happens or is so. */
final class Waits {
    private Waits() {}

    /** Has those go on for which it is so by now. Whoever waits for nothing is asked nothing. */
    static void answer(Work work) {
        for (ActiveRun run : work.state.runs()) {
            Awaiting awaiting = run.awaiting();
            Resolved asked = asked(work, run);
            if (awaiting != null && asked != null && isSo(asked, awaiting, subject(work, run))) {
                work.state = work.state
                        .withRuns(
                                work.state.active().changed(run.awaiting(null)).all())
                        .with(new Outcome.Answer(run.id(), awaiting.since(), work.now));
                work.decide(
                        run.campaign(),
                        Kind.WENT_ON,
                        Reason.of(Code.CONDITION_HOLDS, "condition", Words.of(asked.condition())));
            }
        }
    }

    private static boolean isSo(Resolved asked, Awaiting awaiting, Subject subject) {
        return awaiting.anew()
                ? Evaluator.happenedSince(awaiting.since(), asked, subject)
                : Evaluator.holds(asked.condition(), subject);
    }

    /** When time alone may make something so that is waited for; null where it cannot. */
    static @Nullable Instant next(Work work) {
        Instant next = null;
        for (ActiveRun run : work.state.runs()) {
            Awaiting awaiting = run.awaiting();
            Resolved asked = asked(work, run);
            if (awaiting != null && !awaiting.anew() && asked != null && asked.changesByTime()) {
                Instant change = NextChange.of(asked.condition(), subject(work, run));
                if (change != null && !change.isAfter(awaiting.until())) {
                    next = next == null || change.isBefore(next) ? change : next;
                }
            }
        }
        return next;
    }

    /** Null where the run waits for nothing any more. */
    private static @Nullable Resolved asked(Work work, ActiveRun run) {
        Awaiting awaiting = run.awaiting();
        Campaign campaign = work.configuration.campaign(run.campaign());
        return awaiting == null || campaign == null || work.now.isAfter(awaiting.until())
                ? null
                : campaign.asked(awaiting.asked());
    }

    private static Subject subject(Work work, ActiveRun run) {
        return work.subject(RunKey.named(run.key()), Facts.NONE);
    }
}
