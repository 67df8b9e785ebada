package dev.homing.app.campaign;

import dev.homing.app.port.Campaigns;
import dev.homing.app.port.CustomerStates;
import dev.homing.app.port.Messages;
import dev.homing.app.port.Profiles;
import dev.homing.app.port.Roster;
import dev.homing.domain.campaign.Campaign;
import dev.homing.domain.flow.Flow;
import dev.homing.domain.flow.Node;
import dev.homing.domain.id.CustomerId;
import dev.homing.domain.id.MessageId;
import dev.homing.domain.message.Message;
import dev.homing.domain.profile.Profile;
import dev.homing.domain.run.Progress;
import dev.homing.domain.run.Run;
import dev.homing.domain.run.Steps;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Lists who is in a campaign. However large it is, one call reads at the most {@link #MOST_ROUNDS} pages of the roster, the messages that their
 * runs can have, and who the customers are that it found.
 */
public final class ReadPeople {
    /** Pages of the roster that are looked through for one page of people, where a filter leaves many of them out. */
    static final int MOST_ROUNDS = 4;

    /** More merges in a row than that are a bug, not a customer. */
    private static final int MOST_HOPS = 20;

    private final Campaigns campaigns;
    private final Roster roster;
    private final Messages messages;
    private final CustomerStates states;
    private final Profiles profiles;

    public ReadPeople(Campaigns campaigns, Roster roster, Messages messages, CustomerStates states, Profiles profiles) {
        this.campaigns = campaigns;
        this.roster = roster;
        this.messages = messages;
        this.states = states;
        this.profiles = profiles;
    }

    /**
     * Whom to list; null: any.
     *
     * @param step id of the step where they stand, or stood when their run ended
     * @param passed id of a step that they went on from
     */
    public record Filter(
            @Nullable Integer version,
            @Nullable Progress progress,
            @Nullable String step,
            @Nullable String passed) {
        public static final Filter ALL = new Filter(null, null, null, null);

        private Roster.Filter runs() {
            return new Roster.Filter(version, progress == null ? Set.of() : progress.statuses());
        }

        private boolean accepts(Progress other, Steps steps) {
            return (progress == null || progress == other)
                    && (step == null || step.equals(steps.at()))
                    && (passed == null || steps.passed().contains(passed));
        }
    }

    /**
     * One run of somebody; who has several is listed with each.
     *
     * @param profile of who the run's customer turned out to be; {@link Profile#unknown} where nothing is known
     * @param at the step where the run stands, or stood when it ended
     */
    public record Person(Profile profile, Run run, Progress progress, Node at) {}

    public sealed interface Result {
        /**
         * @param people newest start first
         * @param steps the steps of the version that was asked for, or else of the one that is live
         * @param next where to go on, also where nobody was found so far; null: that was all
         */
        record Page(
                List<Person> people,
                List<Node> steps,
                @Nullable String next) implements Result {}

        /** There is no such campaign. */
        record NotFound() implements Result {}

        /** @param field the filter's part that asks for what there is not */
        record Invalid(String field, String why) implements Result {}
    }

    private record Found(Run run, Progress progress, Steps steps) {}

    /**
     * @param after {@link Result.Page#next} of the page before; null: from the newest on
     * @param limit most people of a page
     */
    public Result read(String campaign, Filter filter, @Nullable String after, int limit, Instant now) {
        Campaign live = campaigns.current().campaign(campaign);
        if (live == null) {
            return campaigns.draft(campaign) == null
                    ? new Result.NotFound()
                    : new Result.Page(List.of(), List.of(), null);
        }
        Integer version = filter.version();
        if (version != null && !published(campaign, version)) {
            return new Result.Invalid("version", "campaign \"" + campaign + "\" has no version " + version);
        }
        int shown = version == null ? live.number() : version;
        List<Node> steps = campaigns.version(campaign, shown).flow().steps();
        Result.Invalid unknown = unknown("step", filter.step(), shown, steps);
        unknown = unknown == null ? unknown("passed", filter.passed(), shown, steps) : unknown;
        if (unknown != null) {
            return unknown;
        }
        List<Found> found = new ArrayList<>();
        String next = after;
        for (int round = 0; round < MOST_ROUNDS; round++) {
            Roster.Page page = roster.of(campaign, filter.runs(), next, limit);
            next = page.next();
            List<Found> fitting = fitting(page.runs(), filter, now);
            int free = limit - found.size();
            if (fitting.size() > free) {
                fitting = fitting.subList(0, free);
                next = Roster.place(fitting.getLast().run());
            }
            found.addAll(fitting);
            if (next == null || found.size() == limit) {
                break;
            }
        }
        return new Result.Page(people(found), steps, next);
    }

    private boolean published(String campaign, int version) {
        return campaigns.versions(campaign).stream().anyMatch(each -> each.number() == version);
    }

    private static Result.@Nullable Invalid unknown(
            String field, @Nullable String step, int version, List<Node> steps) {
        if (step == null || steps.stream().anyMatch(node -> node.id().equals(step))) {
            return null;
        }
        String there = steps.stream().map(Node::id).collect(Collectors.joining(", "));
        return new Result.Invalid(
                field,
                "version " + version + " has no step \"" + step + "\"; name one of " + there
                        + ", or say of which \"version\" it is");
    }

    private List<Found> fitting(List<Run> runs, Filter filter, Instant now) {
        Set<MessageId> ids = new LinkedHashSet<>();
        runs.forEach(run -> ids.addAll(Steps.messages(run, flow(run))));
        Map<CustomerId, List<Message>> written = messages.findAll(ids).stream()
                .collect(Collectors.groupingBy(message -> message.id().customer()));
        ZoneId zone = campaigns.current().shop().zone();
        List<Found> fitting = new ArrayList<>();
        for (Run run : runs) {
            List<Message> its = written.getOrDefault(run.id().customer(), List.of());
            Progress progress = Progress.of(run, its);
            Steps steps = Steps.of(run, flow(run), its, zone, now);
            if (filter.accepts(progress, steps)) {
                fitting.add(new Found(run, progress, steps));
            }
        }
        return fitting;
    }

    /** Versions are kept once they were read. */
    private Flow flow(Run run) {
        return campaigns.version(run.campaign(), run.campaignVersion()).flow();
    }

    private List<Person> people(List<Found> found) {
        Map<CustomerId, CustomerId> becameOf = whoTheyAre(
                found.stream().map(each -> each.run().id().customer()).collect(Collectors.toSet()));
        Map<CustomerId, Profile> known = new HashMap<>();
        profiles.loadAll(Set.copyOf(becameOf.values())).forEach(profile -> known.put(profile.id(), profile));
        List<Person> people = new ArrayList<>();
        for (Found each : found) {
            CustomerId ran = each.run().id().customer();
            CustomerId is = becameOf.getOrDefault(ran, ran);
            Profile profile = known.getOrDefault(is, Profile.unknown(is));
            Node at = flow(each.run()).node(each.steps().at());
            people.add(new Person(profile, each.run(), each.progress(), at));
        }
        return people;
    }

    /** By the ids that the runs have: runs stay where they were when their customer turned out to be another one. */
    private Map<CustomerId, CustomerId> whoTheyAre(Set<CustomerId> customers) {
        Map<CustomerId, CustomerId> all = new LinkedHashMap<>();
        customers.forEach(customer -> all.put(customer, customer));
        Set<CustomerId> asked = customers;
        for (int hop = 0; hop < MOST_HOPS && !asked.isEmpty(); hop++) {
            Map<CustomerId, CustomerId> merged = states.merged(asked);
            all.replaceAll((_, is) -> merged.getOrDefault(is, is));
            asked = new HashSet<>(merged.values());
        }
        return all;
    }
}
