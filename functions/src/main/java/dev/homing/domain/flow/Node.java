package dev.homing.domain.flow;

import dev.homing.domain.channel.Channel;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.SequencedSet;
import org.jspecify.annotations.Nullable;

/** One step of a flow. */
public sealed interface Node {
    /** Known by it in the flow, in the machine and in the reports. */
    String id();

    /** The nodes that it can lead to. */
    SequencedSet<String> targets();

    /** How long it can take at the most. */
    Duration longest();

    /**
     * Sends one message on one channel.
     *
     * @param name as reports call it
     * @param template key of its template
     * @param branch what it waits for after the sending; null: it goes on at once
     * @param next where to after it was sent, or skipped, or failed; with a branch: where to when the branch's status did not come
     */
    record Message(
            String id,
            String name,
            Channel channel,
            String template,
            @Nullable StatusBranch branch,
            String next) implements Node {
        @Override
        public SequencedSet<String> targets() {
            SequencedSet<String> targets = new LinkedHashSet<>();
            if (branch != null) {
                targets.add(branch.to());
            }
            targets.add(next);
            return targets;
        }

        @Override
        public Duration longest() {
            return Flow.SENDING_TAKES_AT_MOST.plus(branch == null ? Duration.ZERO : branch.within());
        }
    }

    /** The run is completed. */
    record End(String id, String name) implements Node {
        @Override
        public SequencedSet<String> targets() {
            return new LinkedHashSet<>();
        }

        @Override
        public Duration longest() {
            return Duration.ZERO;
        }
    }
}
