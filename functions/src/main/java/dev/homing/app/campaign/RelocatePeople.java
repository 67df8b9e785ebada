package dev.homing.app.campaign;

import dev.homing.app.SideBySide;
import dev.homing.app.port.Campaigns;
import dev.homing.app.port.Messages;
import dev.homing.app.port.OutcomeQueue;
import dev.homing.app.port.OutcomeQueue.Job;
import dev.homing.app.port.Relocations;
import dev.homing.app.port.Roster;
import dev.homing.domain.campaign.Campaign;
import dev.homing.domain.flow.Flow;
import dev.homing.domain.flow.Node;
import dev.homing.domain.id.CustomerId;
import dev.homing.domain.id.MessageId;
import dev.homing.domain.message.Message;
import dev.homing.domain.run.Relocation;
import dev.homing.domain.run.Relocation.Tally;
import dev.homing.domain.run.Relocation.Target;
import dev.homing.domain.run.Run;
import dev.homing.domain.run.Steps;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Moves or ends all who are on a version of a campaign: looks first, and then does it a page at a time. A page that was interrupted is done again,
 * and one that was done is not, however often it is asked for.
 */
public final class RelocatePeople {
    /** With {@link #EVERY}: 50 a second, a third of the executions that the smallest regions start in a second. */
    static final int AT_A_TIME = 100;

    static final Duration EVERY = Duration.ofSeconds(2);

    /** Of the roster, that a look goes through. */
    private static final int MOST_PAGES = 10;

    private final Relocations relocations;
    private final Campaigns campaigns;
    private final Roster roster;
    private final Messages messages;
    private final MoveRun moveRun;
    private final OutcomeQueue outcomeQueue;
    private final SideBySide sideBySide;

    public RelocatePeople(
            Relocations relocations,
            Campaigns campaigns,
            Roster roster,
            Messages messages,
            MoveRun moveRun,
            OutcomeQueue outcomeQueue,
            SideBySide sideBySide) {
        this.relocations = relocations;
        this.campaigns = campaigns;
        this.roster = roster;
        this.messages = messages;
        this.moveRun = moveRun;
        this.outcomeQueue = outcomeQueue;
        this.sideBySide = sideBySide;
    }

    /**
     * What is asked for.
     *
     * @param to 0: nobody goes on
     */
    public record Wish(int from, int to, Map<String, Target> steps, Relocation.Others others) {
        public Wish {
            steps = Map.copyOf(steps);
        }

        private Relocation asked(String campaign, @Nullable Relocation before, String by, Instant at) {
            return Relocation.asked(campaign, before, from, to, new TreeMap<>(steps), others, by, at);
        }
    }

    public sealed interface Result {
        record Asked(Relocation relocation) implements Result {}

        record NoCampaign() implements Result {}

        /** @param problems by the field that each is in */
        record Invalid(Map<String, String> problems) implements Result {}

        record Refused(String why) implements Result {}
    }

    /**
     * What would become of those at a step.
     *
     * @param step null where they stand at none of the version's
     * @param to where those go who are moved; null: nobody is
     */
    public record AtStep(String step, @Nullable String to, Tally tally) {}

    public sealed interface Look {
        /** @param complete false where there are more people than were looked at */
        record Seen(List<AtStep> steps, Tally tally, boolean complete) implements Look {}

        record NoCampaign() implements Look {}

        record Invalid(Map<String, String> problems) implements Look {}
    }

    /** Changes nothing. */
    public Look look(String campaign, Wish wish, Instant now) {
        if (campaigns.current().campaign(campaign) == null) {
            return new Look.NoCampaign();
        }
        Map<String, String> problems = problems(campaign, wish);
        if (!problems.isEmpty()) {
            return new Look.Invalid(problems);
        }
        Relocation asked = wish.asked(campaign, relocations.latest(campaign), "", now);
        Map<String, AtStep> steps = new LinkedHashMap<>();
        for (Node node : campaigns.version(campaign, wish.from()).flow().steps()) {
            steps.put(node.id(), new AtStep(node.id(), null, Tally.NONE));
        }
        Tally all = Tally.NONE;
        String next = null;
        int pages = 0;
        do {
            Roster.Page page = roster.of(campaign, filter(asked, false), next, AT_A_TIME);
            Map<CustomerId, List<Message>> written = written(page.runs());
            for (Run run : page.runs()) {
                List<Message> its = written.getOrDefault(run.id().customer(), List.of());
                MoveRun.Looked looked = moveRun.look(run, its, asked, now);
                Tally one = tally(looked.result());
                if (!one.equals(Tally.NONE)) {
                    all = all.plus(one);
                    String to = looked.result() instanceof MoveRun.Result.Moved(String step) ? step : null;
                    steps.merge(
                            looked.at(),
                            new AtStep(looked.at(), to, one),
                            (known, more) -> new AtStep(
                                    known.step(),
                                    more.to() == null ? known.to() : more.to(),
                                    known.tally().plus(more.tally())));
                }
            }
            next = page.next();
            pages++;
        } while (next != null && pages < MOST_PAGES);
        return new Look.Seen(List.copyOf(steps.values()), all, next == null);
    }

    public Result ask(String campaign, Wish wish, String by, Instant now) {
        if (campaigns.latest().campaign(campaign) == null) {
            return new Result.NoCampaign();
        }
        Map<String, String> problems = problems(campaign, wish);
        if (!problems.isEmpty()) {
            return new Result.Invalid(problems);
        }
        Relocation latest = relocations.latest(campaign);
        return begin(latest, wish.asked(campaign, latest, by, now));
    }

    /** Those who were moved last go back to where they were, but for those who got something since. */
    public Result undo(String campaign, String by, Instant now) {
        if (campaigns.latest().campaign(campaign) == null) {
            return new Result.NoCampaign();
        }
        Relocation latest = relocations.latest(campaign);
        return latest == null || (!latest.undoable() && latest.finished())
                ? new Result.Refused("Nobody was moved who could go back")
                : begin(latest, latest.undo(by, now));
    }

    private Result begin(@Nullable Relocation latest, Relocation next) {
        if (latest != null && !latest.finished()) {
            // Whoever asked for it may have been interrupted before its first page was asked for.
            outcomeQueue.enqueue(new Job.Relocate(latest.campaign(), latest.step()));
            return new Result.Refused(
                    "People of this campaign are being moved or ended already; wait until that is done");
        }
        if (!relocations.save(next, latest)) {
            return new Result.Refused("Somebody else asked for something at the same moment; look what it was");
        }
        outcomeQueue.enqueue(new Job.Relocate(next.campaign(), next.step()));
        return new Result.Asked(next);
    }

    /** Null where there never was one. */
    public @Nullable Relocation latest(String campaign) {
        return relocations.latest(campaign);
    }

    private Map<String, String> problems(String campaign, Wish wish) {
        Map<String, String> problems = new LinkedHashMap<>();
        Set<Integer> versions = campaigns.versions(campaign).stream()
                .map(Campaign.Published::number)
                .collect(Collectors.toSet());
        if (!versions.contains(wish.from())) {
            problems.put("from", "the campaign has no version " + wish.from());
        }
        if (wish.to() != 0 && !versions.contains(wish.to())) {
            problems.put("to", "the campaign has no version " + wish.to());
        }
        if (!problems.isEmpty()) {
            return problems;
        }
        Flow from = campaigns.version(campaign, wish.from()).flow();
        Flow to = wish.to() == 0 ? null : campaigns.version(campaign, wish.to()).flow();
        if (to != null && to.onlyMessage() != null) {
            problems.put(
                    "to",
                    "version " + wish.to() + " is a single message, and nobody can be moved to it; they can be ended");
        }
        Set<String> stepsFrom = ids(from);
        Set<String> stepsTo = to == null ? Set.of() : ids(to);
        new TreeMap<>(wish.steps()).forEach((step, target) -> {
            if (!stepsFrom.contains(step)) {
                problems.put(
                        "steps." + step,
                        "version " + wish.from() + " has no such step; name one of " + String.join(", ", stepsFrom));
            } else if (target instanceof Target.Step(String id) && to == null) {
                problems.put(
                        "steps." + step, "say in \"to\" which version has \"" + id + "\", or null to end for them");
            } else if (target instanceof Target.Step(String id) && !stepsTo.contains(id)) {
                problems.put(
                        "steps." + step,
                        "version " + wish.to() + " has no step \"" + id + "\"; name one of "
                                + String.join(", ", stepsTo));
            }
        });
        return problems;
    }

    private static Set<String> ids(Flow flow) {
        return flow.steps().stream().map(Node::id).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** @param step of the relocation when this page was asked for */
    public void page(String campaign, int step, Instant now) {
        Relocation relocation = relocations.latest(campaign);
        if (relocation == null || relocation.finished()) {
            return;
        }
        if (relocation.step() != step) {
            // Whoever did that page may have been interrupted before the next one was asked for.
            if (relocation.step() == step + 1) {
                outcomeQueue.enqueue(new Job.Relocate(campaign, relocation.step()), EVERY);
            }
            return;
        }
        Roster.Page page = roster.of(campaign, filter(relocation, true), relocation.place(), AT_A_TIME);
        ConcurrentLinkedQueue<Tally> tallies = new ConcurrentLinkedQueue<>();
        sideBySide.each(page.runs(), run -> tallies.add(tally(moveRun.move(run.id(), relocation, now))));
        Relocation after = relocation.further(tallies.stream().reduce(Tally.NONE, Tally::plus), page.next());
        if (relocations.save(after, relocation) && !after.finished()) {
            outcomeQueue.enqueue(new Job.Relocate(campaign, after.step()), EVERY);
        }
    }

    /** Where a page was interrupted, some of it are on the other version already, and some have come to their end. */
    private static Roster.Filter filter(Relocation relocation, boolean begun) {
        Set<Run.Status> statuses = EnumSet.of(Run.Status.ACTIVE, Run.Status.SINGLE);
        if (begun && relocation.ends()) {
            statuses.add(Run.Status.EXITED);
        }
        return new Roster.Filter(begun ? null : relocation.from(), statuses);
    }

    private Map<CustomerId, List<Message>> written(List<Run> runs) {
        Set<MessageId> ids = new LinkedHashSet<>();
        for (Run run : runs) {
            ids.addAll(Steps.messages(
                    run,
                    campaigns.version(run.campaign(), run.campaignVersion()).flow()));
        }
        return messages.findAll(ids).stream()
                .collect(Collectors.groupingBy(message -> message.id().customer()));
    }

    private static Tally tally(MoveRun.Result result) {
        return switch (result) {
            case MoveRun.Result.Moved _ -> Tally.NONE.oneMoved();
            case MoveRun.Result.Ended() -> Tally.NONE.oneEnded();
            case MoveRun.Result.Stays(Relocation.Stay why) -> Tally.NONE.oneStays(why);
            case MoveRun.Result.NotMeant() -> Tally.NONE;
        };
    }
}
