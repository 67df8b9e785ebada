package dev.homing.domain.campaign;

import dev.homing.domain.flow.Flow;
import dev.homing.domain.template.Template;
import dev.homing.domain.trigger.Trigger;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * A trigger, a flow and settings under one key, in the version that is live.
 *
 * @param status whether it starts and sends
 * @param version what is started now; runs under way stay on theirs
 */
public record Campaign(String key, Status status, Version version) {
    public enum Status {
        DRAFT,
        ACTIVE,
        PAUSED,
        ENDED;

        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Marketing needs consent and is capped; transactional goes to whoever can be reached. */
    public enum Kind {
        MARKETING,
        TRANSACTIONAL;

        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * Everything of a campaign that a save makes a version of; immutable.
     *
     * @param number from 1 up
     * @param attributionWindow how long after a click an order counts as this campaign's
     * @param templates by key, as they were at the save
     * @param executable what Journeys starts; null where the flow is a single message
     */
    public record Version(
            String campaign,
            int number,
            String name,
            String description,
            Kind kind,
            Trigger trigger,
            Flow flow,
            Duration attributionWindow,
            SequencedMap<String, Template> templates,
            @Nullable String executable,
            Instant publishedAt) {
        public boolean transactional() {
            return kind == Kind.TRANSACTIONAL;
        }

        public Template template(String key) {
            Template template = templates.get(key);
            if (template == null) {
                throw new IllegalStateException(
                        "Campaign " + campaign + " version " + number + " has no template \"" + key + "\"");
            }
            return template;
        }

        public Version published(int newNumber, @Nullable String newExecutable, Instant at) {
            return new Version(
                    campaign,
                    newNumber,
                    name,
                    description,
                    kind,
                    trigger,
                    flow,
                    attributionWindow,
                    templates,
                    newExecutable,
                    at);
        }
    }

    /** The live version's number. */
    public int number() {
        return version.number();
    }

    public String name() {
        return version.name();
    }

    public Trigger trigger() {
        return version.trigger();
    }

    public Duration attributionWindow() {
        return version.attributionWindow();
    }

    /** How long a run of the live version can take at the most. */
    public Duration longest() {
        return version.flow().longest();
    }

    public boolean active() {
        return status == Status.ACTIVE;
    }

    public Campaign with(Status newStatus) {
        return new Campaign(key, newStatus, version);
    }
}
