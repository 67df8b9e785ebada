package dev.homing.domain.campaign;

import dev.homing.domain.channel.Channel;
import dev.homing.domain.condition.Need;
import dev.homing.domain.condition.Resolved;
import dev.homing.domain.flow.Flow;
import dev.homing.domain.flow.Node;
import dev.homing.domain.template.Template;
import dev.homing.domain.trigger.Trigger;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A campaign's head: what is asked of every campaign all the time. It is small, whatever the campaign says; what it says is in its versions,
 * which are read when something is started or sent.
 *
 * @param status whether it starts and sends
 * @param number the live version's: what is started now; runs in progress stay on theirs
 * @param trigger what starts it
 * @param attributionWindow how long after a click an order counts as this campaign's
 * @param rules how its messages stand to others
 * @param longest how long a run of the live version can take at the most, pauses not counted
 * @param asks what its flow asks of a run's customer, and what flows of earlier versions did, which people may still be on
 * @param channels those that its messages use, in the flow's order
 * @param executable whether a run of it is an execution; false where the flow is a single message
 * @param pauses when it was paused
 * @param since when it took its status
 * @param keptSince number of the configuration as of which all that its trigger and flow ask about is kept of customers
 * @param launches which broadcasts it had
 */
public record Campaign(
        String key,
        Status status,
        int number,
        String name,
        Kind kind,
        Trigger trigger,
        Duration attributionWindow,
        SendingRules rules,
        Duration longest,
        Set<Resolved> asks,
        Set<Channel> channels,
        boolean executable,
        Pauses pauses,
        Instant since,
        long keptSince,
        Launches launches) {
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
     * Everything of a campaign that is published together; immutable, but for its executable, which a deployment may make anew.
     *
     * @param number from 1 up; 0 where it is not published
     * @param attributionWindow how long after a click an order counts as this campaign's
     * @param rules how its messages stand to others
     * @param templates by key, as they were at the save
     * @param templateVersions their numbers, by key; empty until they are stored
     * @param executable what Journeys starts; null where the flow is a single message
     * @param publishedBy who made it live; empty where that was a deployment
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
            SendingRules rules,
            SequencedMap<String, Template> templates,
            Map<String, Integer> templateVersions,
            @Nullable String executable,
            Instant publishedAt,
            String publishedBy) {
        public Version {
            templates = new LinkedHashMap<>(templates);
            templateVersions = Map.copyOf(templateVersions);
        }

        /** With the usual rules, and templates that are not stored yet, by nobody in particular. */
        public Version(
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
            this(
                    campaign,
                    number,
                    name,
                    description,
                    kind,
                    trigger,
                    flow,
                    attributionWindow,
                    SendingRules.USUAL,
                    templates,
                    Map.of(),
                    executable,
                    publishedAt,
                    "");
        }

        public boolean transactional() {
            return kind == Kind.TRANSACTIONAL;
        }

        /** How long a run of it can take at the most: none started before it was published. */
        public Duration longest() {
            return flow.longest(publishedAt);
        }

        public Template template(String key) {
            Template template = templates.get(key);
            if (template == null) {
                throw new IllegalStateException(
                        "Campaign " + campaign + " version " + number + " has no template \"" + key + "\"");
            }
            return template;
        }

        /**
         * What Journeys starts.
         *
         * @throws IllegalStateException where the flow is a single message
         */
        public String whole() {
            if (executable == null) {
                throw new IllegalStateException(
                        "Campaign " + campaign + " version " + number + " has several steps and no executable");
            }
            return executable;
        }

        public Version published(int newNumber, @Nullable String newExecutable, String by, Instant at) {
            return new Version(
                    campaign,
                    newNumber,
                    name,
                    description,
                    kind,
                    trigger,
                    flow,
                    attributionWindow,
                    rules,
                    templates,
                    templateVersions,
                    newExecutable,
                    at,
                    by);
        }

        public Version with(SequencedMap<String, Template> stored, Map<String, Integer> numbers) {
            return new Version(
                    campaign,
                    number,
                    name,
                    description,
                    kind,
                    trigger,
                    flow,
                    attributionWindow,
                    rules,
                    stored,
                    numbers,
                    executable,
                    publishedAt,
                    publishedBy);
        }

        /** Whether another version says the same, whenever and by whomever it was published. */
        public boolean saysTheSameAs(Version other) {
            return unpublished().equals(other.unpublished());
        }

        private Version unpublished() {
            return published(0, null, "", Instant.EPOCH).with(templates, Map.of());
        }
    }

    /**
     * A version in a list of versions.
     *
     * @param executable whether it has one
     */
    public record Published(int number, Instant at, String by, boolean executable) {
        public static Published of(Version version) {
            return new Published(
                    version.number(), version.publishedAt(), version.publishedBy(), version.executable() != null);
        }
    }

    public Campaign {
        asks = new LinkedHashSet<>(asks);
        channels = new LinkedHashSet<>(channels);
    }

    /** So many conditions of earlier versions' flows are kept in mind. */
    private static final int MOST_ASKS = 40;

    /** All that has to be known of each customer for its trigger and its flow. */
    public Set<Need> needs() {
        Set<Need> needs = new LinkedHashSet<>(trigger.needs());
        asks.forEach(condition -> needs.addAll(condition.needs()));
        return needs;
    }

    /** The condition of a number, as customers' states remember it; null where no flow of it asks that any more. */
    public @Nullable Resolved asked(long number) {
        return asks.stream()
                .filter(condition -> condition.number() == number)
                .findFirst()
                .orElse(null);
    }

    private static Set<Resolved> asks(Flow flow, Set<Resolved> before) {
        Set<Resolved> asks = new LinkedHashSet<>(flow.asks());
        for (Resolved earlier : before) {
            if (asks.size() < MOST_ASKS) {
                asks.add(earlier);
            }
        }
        return asks;
    }

    /** The head of a campaign that begins with this version. */
    public static Campaign of(Version version, Status status) {
        return new Campaign(
                version.campaign(),
                status,
                version.number(),
                version.name(),
                version.kind(),
                version.trigger(),
                version.attributionWindow(),
                version.rules(),
                version.longest(),
                asks(version.flow(), Set.of()),
                channels(version.flow()),
                version.executable() != null,
                Pauses.NONE,
                version.publishedAt(),
                0,
                Launches.NONE);
    }

    private static Set<Channel> channels(Flow flow) {
        Set<Channel> channels = new LinkedHashSet<>();
        for (Node.Message message : flow.messages()) {
            channels.addAll(message.channels());
        }
        return channels;
    }

    public boolean transactional() {
        return kind == Kind.TRANSACTIONAL;
    }

    public boolean active() {
        return status == Status.ACTIVE;
    }

    /** With a version that is live from now on, unless a newer one is. */
    public Campaign with(Version version) {
        return version.number() < number
                ? this
                : new Campaign(
                        key,
                        status,
                        version.number(),
                        version.name(),
                        version.kind(),
                        version.trigger(),
                        version.attributionWindow(),
                        version.rules(),
                        version.longest(),
                        asks(version.flow(), asks),
                        channels(version.flow()),
                        version.executable() != null,
                        pauses,
                        since,
                        keptSince,
                        launches);
    }

    /** In a status from a moment on; the same where it has that status. */
    public Campaign with(Status newStatus, Instant at) {
        return with(newStatus, Resume.CONTINUE, at);
    }

    /** @param resume what becomes of those who wait, where this ends a pause */
    public Campaign with(Status newStatus, Resume resume, Instant at) {
        if (newStatus == status) {
            return this;
        }
        Pauses known = newStatus == Status.PAUSED ? pauses.begun(at) : pauses.ended(at, resume);
        return new Campaign(
                key,
                newStatus,
                number,
                name,
                kind,
                trigger,
                attributionWindow,
                rules,
                longest,
                asks,
                channels,
                executable,
                known,
                at,
                keptSince,
                launches);
    }

    public Campaign with(Launches newLaunches) {
        return new Campaign(
                key,
                status,
                number,
                name,
                kind,
                trigger,
                attributionWindow,
                rules,
                longest,
                asks,
                channels,
                executable,
                pauses,
                since,
                keptSince,
                newLaunches);
    }

    /** Whether it decides about events: a paused campaign does, too, as that it does not start is what the customer's timeline has to say. */
    public boolean decides() {
        return switch (status) {
            case ACTIVE, PAUSED -> true;
            case DRAFT, ENDED -> false;
        };
    }

    /**
     * With the configuration as of which what its trigger and flow ask about is kept.
     *
     * @param before what it was; null where it is new
     * @param configuration number of the one that this campaign becomes a part of
     */
    public Campaign kept(@Nullable Campaign before, long configuration) {
        boolean already = before != null
                && before.decides()
                && before.needs().containsAll(needs())
                && (before.trigger.start().equals(trigger.start())
                        || !trigger.start().asksByTime());
        return new Campaign(
                key,
                status,
                number,
                name,
                kind,
                trigger,
                attributionWindow,
                rules,
                longest,
                asks,
                channels,
                executable,
                pauses,
                since,
                already && before != null ? before.keptSince : configuration,
                launches);
    }
}
