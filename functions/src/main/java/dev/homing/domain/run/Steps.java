package dev.homing.domain.run;

import dev.homing.domain.flow.Flow;
import dev.homing.domain.flow.Node;
import dev.homing.domain.id.MessageId;
import dev.homing.domain.id.Visit;
import dev.homing.domain.message.Message;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The messages of its flow that a run came to. A run stands at a message from the moment it is on its way there until it is on its way to the
 * next one: a message waits for its reaction, and a flow has no other steps.
 *
 * @param at id of the message where the run stands, or stood when it ended
 * @param passed ids of those that it went on from
 */
public record Steps(String at, Set<String> passed) {
    private static final Comparator<Message> LATEST = Comparator.comparingInt(
                    (Message message) -> message.visit().generation())
            .thenComparing(message -> message.at());

    public Steps {
        passed = Set.copyOf(passed);
    }

    /** The ids of all messages that a run can have had so far. Those that exist are what {@link #of} needs. */
    public static Set<MessageId> messages(Run run, Flow flow) {
        Set<MessageId> ids = new LinkedHashSet<>();
        for (int generation = 1; generation <= run.leg().generation(); generation++) {
            for (Node.Message node : flow.messages()) {
                ids.add(MessageId.of(new Visit(run.id(), generation, node.id(), 1), node.channel()));
            }
        }
        return ids;
    }

    /**
     * @param flow of the run's version
     * @param messages the run's own, and perhaps others; those of steps that this version does not have say nothing
     */
    public static Steps of(Run run, Flow flow, Collection<Message> messages) {
        List<Message> own = messages.stream()
                .filter(message -> message.run().equals(run.id())
                        && flow.nodes().containsKey(message.step())
                        && message.visit().generation() <= run.leg().generation())
                .sorted(LATEST)
                .toList();
        String from = run.leg().from();
        boolean begun = !own.isEmpty()
                && own.getLast().visit().generation() == run.leg().generation();
        String at = begun
                ? own.getLast().step()
                : from != null
                        ? from
                        : own.isEmpty() ? flow.start() : own.getLast().step();
        Set<String> passed = new LinkedHashSet<>();
        own.forEach(message -> passed.add(message.step()));
        passed.remove(at);
        return new Steps(at, passed);
    }
}
