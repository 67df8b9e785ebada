package dev.homing.app.campaign;

import dev.homing.app.customer.ChangeCustomer;
import dev.homing.app.customer.Tries;
import dev.homing.app.port.Backoff;
import dev.homing.app.port.Campaigns;
import dev.homing.app.port.CustomerStates;
import dev.homing.app.port.Journeys;
import dev.homing.app.port.Messages;
import dev.homing.app.port.Runs;
import dev.homing.domain.Retention;
import dev.homing.domain.campaign.Campaign;
import dev.homing.domain.channel.Channel;
import dev.homing.domain.flow.Flow;
import dev.homing.domain.flow.Node;
import dev.homing.domain.flow.Until;
import dev.homing.domain.id.MessageId;
import dev.homing.domain.id.RunId;
import dev.homing.domain.id.Visit;
import dev.homing.domain.message.Message;
import dev.homing.domain.message.MessageStatus;
import dev.homing.domain.reason.Reason;
import dev.homing.domain.reason.Reason.Code;
import dev.homing.domain.run.Leg;
import dev.homing.domain.run.Progress;
import dev.homing.domain.run.Relocation;
import dev.homing.domain.run.Relocation.Stay;
import dev.homing.domain.run.Relocation.Target;
import dev.homing.domain.run.Run;
import dev.homing.domain.run.Steps;
import dev.homing.domain.state.CustomerState;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/**
 * Has a run go on at the step where a relocation sends it, or ends it. It goes on there in its next generation; whatever the present one still does or
 * reports is ignored. Nothing that it got is sent again, and nothing that it was about to get is lost. Doing it again, after a crash anywhere, ends the same.
 */
public final class MoveRun {
    private final Runs runs;
    private final Messages messages;
    private final ChangeCustomer changeCustomer;
    private final Tries tries;
    private final Campaigns campaigns;
    private final Journeys journeys;
    private final TakeOut takeOut;

    public MoveRun(
            CustomerStates states,
            Runs runs,
            Messages messages,
            Campaigns campaigns,
            Journeys journeys,
            TakeOut takeOut,
            Backoff backoff) {
        this.changeCustomer = new ChangeCustomer(states, backoff);
        this.tries = new Tries(backoff);
        this.runs = runs;
        this.messages = messages;
        this.campaigns = campaigns;
        this.journeys = journeys;
        this.takeOut = takeOut;
    }

    /** What is to become of a run, or became of it. */
    public sealed interface Result {
        record Moved(String step) implements Result {}

        record Ended() implements Result {}

        record Stays(Stay why) implements Result {}

        /** It is not in progress, or not where the relocation is about. */
        record NotMeant() implements Result {}
    }

    /** A result, and where the run stands before it comes to pass. */
    public record Looked(String at, Instant since, Result result) {
        static final Looked NOT_MEANT = new Looked("", Instant.EPOCH, new Result.NotMeant());
    }

    /**
     * What would become of a run; changes nothing.
     *
     * @param its its messages, and perhaps others
     */
    public Looked look(Run run, Collection<Message> its, Relocation relocation, Instant now) {
        boolean progressing = Progress.of(run, List.copyOf(its)) == Progress.ACTIVE;
        if (!progressing || !relocation.concerns(run)) {
            return Looked.NOT_MEANT;
        }
        Flow flow = campaigns.version(run.campaign(), run.campaignVersion()).flow();
        Steps steps = Steps.of(run, flow, its, campaigns.current().shop().zone(), now);
        Run.Moved moved = run.moved();
        if (moved != null && relocation.moved(run)) {
            return new Looked(moved.step(), moved.since(), new Result.Moved(steps.at()));
        }
        return new Looked(steps.at(), steps.since(), result(run, steps, its, relocation));
    }

    private Result result(Run run, Steps steps, Collection<Message> its, Relocation relocation) {
        if (relocation.undoes() != 0) {
            Run.Moved back = run.moved();
            boolean got = its.stream()
                    .anyMatch(message -> message.run().equals(run.id())
                            && back != null
                            && message.visit().generation() >= back.generation()
                            && out(message));
            return back == null || got ? new Result.Stays(Stay.GOT_SOMETHING) : new Result.Moved(back.step());
        }
        Flow there = relocation.to() == 0
                ? null
                : campaigns.version(run.campaign(), relocation.to()).flow();
        Target target = relocation.target(steps.at(), there != null && stands(there, steps.at()));
        return switch (target) {
            case null -> new Result.Stays(Stay.NO_STEP);
            case Target.Out() -> new Result.Ended();
            case Target.Step(String id) -> {
                if (run.oneMessage()) {
                    yield new Result.Stays(Stay.ONE_MESSAGE);
                }
                boolean again = id.equals(steps.at())
                        && its.stream()
                                .anyMatch(message -> message.run().equals(run.id())
                                        && message.step().equals(id)
                                        && message.visit().generation()
                                                == run.leg().generation()
                                        && out(message));
                yield again ? new Result.Stays(Stay.MESSAGE_IS_OUT) : new Result.Moved(id);
            }
        };
    }

    private static boolean stands(Flow flow, String step) {
        Node node = flow.nodes().get(step);
        return node != null && !node.ways().isEmpty();
    }

    /** Whether it left, may have, or is about to. */
    private static boolean out(Message message) {
        return message.left() || (message.status() == MessageStatus.SENDING && message.has(MessageStatus.SENDING));
    }

    /**
     * @throws dev.homing.app.port.Unavailable where others changed the run at each try
     */
    public Result move(RunId id, Relocation relocation, Instant now) {
        return tries.until("The run " + id, () -> {
            Run run = runs.find(id);
            if (run == null || !relocation.concerns(run)) {
                return new Result.NotMeant();
            }
            if (run.status() == Run.Status.EXITED && endedHere(run, relocation)) {
                takeOut.finish(id, now);
                return new Result.Ended();
            }
            Run.Moved before = run.moved();
            if (before != null && relocation.moved(run)) {
                if (run.open() && run.leg().generation() == before.generation()) {
                    goOn(run, before, relocation, now);
                }
                return new Result.Moved(String.valueOf(run.leg().from()));
            }
            Flow flow = campaigns.version(run.campaign(), run.campaignVersion()).flow();
            List<Message> its = messages.findAll(Steps.messages(run, flow));
            Looked looked = look(run, its, relocation, now);
            return switch (looked.result()) {
                case Result.Moved(String step) -> {
                    switch (claim(run, looked.at(), step, relocation, now)) {
                        case FREE -> {}
                        case OUT -> {
                            yield new Result.Stays(relocation.undoes() == 0 ? Stay.MESSAGE_IS_OUT : Stay.GOT_SOMETHING);
                        }
                        case CHANGED -> {
                            yield null;
                        }
                    }
                    Run.Moved from = new Run.Moved(
                            relocation.number(),
                            run.leg().generation() + 1,
                            run.campaignVersion(),
                            run.leg().from(),
                            looked.at(),
                            looked.since());
                    Instant since = since(run, looked, step, relocation, now);
                    Run after = run.moved(relocation.to(), new Leg(from.generation(), step), since, from);
                    if (!runs.save(after, run.startedAt().plus(Retention.ACTIVITY))) {
                        yield null;
                    }
                    goOn(after, from, relocation, now);
                    yield looked.result();
                }
                case Result.Ended ended -> {
                    Run after = run.exited(Reason.of(Code.ENDED_WITH_OTHERS, "by", relocation.by()), now);
                    if (!runs.save(after, run.startedAt().plus(Retention.ACTIVITY))) {
                        yield null;
                    }
                    takeOut.finish(id, now);
                    yield ended;
                }
                case Result.Stays stays -> stays;
                case Result.NotMeant none -> none;
            };
        });
    }

    static boolean endedHere(Run run, Relocation relocation) {
        return run.campaignVersion() == relocation.from()
                && run.endedBy() != null
                && run.endedBy().code() == Code.ENDED_WITH_OTHERS
                && run.endedAt() != null
                && !run.endedAt().isBefore(relocation.at());
    }

    private void goOn(Run run, Run.Moved from, Relocation relocation, Instant now) {
        Campaign.Version target = campaigns.version(run.campaign(), run.campaignVersion());
        remember(run, target, now);
        journeys.start(target, run.id(), run.leg(), run.since());
        Campaign.Version left = campaigns.version(run.campaign(), from.version());
        journeys.stop(left, run.id(), from.left(), "The run was moved to version " + relocation.to());
    }

    private enum Claim {
        FREE,
        /** The message is somebody's already. */
        OUT,
        /** Somebody changed it meanwhile. */
        CHANGED
    }

    /** Whoever is about to send the message that the run stands at cannot claim it any more, and if the move ends here, it goes out as ever. */
    private Claim claim(Run run, String at, String step, Relocation relocation, Instant now) {
        Campaign.Version version = campaigns.version(run.campaign(), run.campaignVersion());
        if (!(version.flow().node(at) instanceof Node.Message node)) {
            return Claim.FREE;
        }
        Visit visit = new Visit(run.id(), run.leg().generation(), at, 1);
        for (Channel channel : node.channels()) {
            Message known = messages.find(MessageId.of(visit, channel));
            if (known != null && out(known) && (relocation.undoes() != 0 || step.equals(at))) {
                return Claim.OUT;
            }
            if (known != null && (out(known) || known.settled() || known.has(MessageStatus.HELD))) {
                continue;
            }
            Message unsent = known == null ? UnsentMessage.of(visit, channel, run, version, node, true, now) : known;
            Reason why =
                    Reason.of(Code.MOVED, "by", relocation.by()).with("version", Integer.toString(relocation.to()));
            if (!messages.save(
                    unsent.with(MessageStatus.HELD, now).because(why),
                    unsent.triggeredAt().plus(Retention.ACTIVITY))) {
                return Claim.CHANGED;
            }
        }
        return Claim.FREE;
    }

    /** Who waited for a part of a wait waits for what is left of it, and who waited for longer than it goes on at once. */
    private Instant since(Run run, Looked looked, String step, Relocation relocation, Instant now) {
        if (relocation.undoes() != 0 && run.moved() != null) {
            return run.moved().since();
        }
        Flow there = campaigns.version(run.campaign(), relocation.to()).flow();
        Flow here = campaigns.version(run.campaign(), run.campaignVersion()).flow();
        if (here.node(looked.at()) instanceof Node.Wait
                && there.node(step) instanceof Node.Wait wait
                && wait.until() instanceof Until.After(Duration time)) {
            Instant earliest = now.minus(time);
            return looked.since().isBefore(earliest) ? earliest : looked.since();
        }
        return now;
    }

    /** The state item knows until when the run may be in progress; the new way may be longer. */
    private void remember(Run run, Campaign.Version target, Instant now) {
        Instant latestEnd = now.plus(
                target.flow().startingAt(String.valueOf(run.leg().from())).longest(now));
        changeCustomer.change(run.id().customer(), now, state -> {
            CustomerState after = state.withRuns(state.runs().stream()
                    .map(active -> active.id().equals(run.id()) ? active.moved(target.number(), latestEnd) : active)
                    .toList());
            return new ChangeCustomer.Decided<>(after, run.id());
        });
    }
}
