package dev.homing.domain.run;

import dev.homing.domain.message.Message;
import java.util.List;
import java.util.Locale;

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

    /** As the API writes it: {@code active}. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
