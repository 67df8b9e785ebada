package dev.homing.domain.run;

import dev.homing.domain.message.Message;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** How far a run is, as people are told. */
public enum Progress {
    ACTIVE,
    COMPLETED,
    EXITED,
    CONVERTED;

    /** @param messages of the run's customer, or at least those of the run: only they know how far a run of one message is */
    public static Progress of(Run run, List<Message> messages) {
        return switch (run.status()) {
            case ACTIVE -> ACTIVE;
            case SINGLE ->
                messages.stream().anyMatch(message -> message.run().equals(run.id()) && message.settled())
                        ? COMPLETED
                        : ACTIVE;
            case COMPLETED -> COMPLETED;
            case EXITED -> EXITED;
            case CONVERTED -> CONVERTED;
        };
    }

    /** The statuses that a run with this progress can have. */
    public Set<Run.Status> statuses() {
        return switch (this) {
            case ACTIVE -> Set.of(Run.Status.ACTIVE, Run.Status.SINGLE);
            case COMPLETED -> Set.of(Run.Status.COMPLETED, Run.Status.SINGLE);
            case EXITED -> Set.of(Run.Status.EXITED);
            case CONVERTED -> Set.of(Run.Status.CONVERTED);
        };
    }

    /** As the API writes it: {@code active}. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
