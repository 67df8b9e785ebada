package dev.homing.adapter.json.stored;

import static dev.homing.adapter.json.stored.CustomerStateCodec.messageId;
import static dev.homing.adapter.json.stored.CustomerStateCodec.runId;

import dev.homing.adapter.json.Keys;
import dev.homing.adapter.json.MalformedJson;
import dev.homing.adapter.json.Tuple;
import dev.homing.domain.id.CustomerId;
import dev.homing.domain.id.Group;
import dev.homing.domain.profile.Takeover;
import dev.homing.domain.state.Outcome;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Pending outcomes as they lie in the state item: arrays that begin with their kind. */
final class OutcomeCodec {
    private OutcomeCodec() {}

    static List<@Nullable Object> write(Instant base, CustomerId owner, Outcome outcome) {
        return switch (outcome) {
            case Outcome.StartRun o ->
                new Tuple(base)
                        .add("start")
                        .add(runId(owner, o.run()))
                        .add(o.campaign())
                        .add(o.version())
                        .add(o.key())
                        .at(o.triggeredAt())
                        .at(o.decidedAt())
                        .add(o.eventKey())
                        .at(o.since())
                        .json();
            case Outcome.TellRun o ->
                new Tuple(base)
                        .add("tell")
                        .add(runId(owner, o.run()))
                        .add(o.eventKey())
                        .json();
            case Outcome.ArmTimer o ->
                new Tuple(base)
                        .add("arm")
                        .add(o.campaign())
                        .add(o.timerId())
                        .at(o.at())
                        .json();
            case Outcome.EndRun o ->
                new Tuple(base)
                        .add("end")
                        .add(runId(owner, o.run()))
                        .add(ReasonCodec.write(o.why()))
                        .at(o.at())
                        .json();
            case Outcome.Answer o ->
                new Tuple(base)
                        .add("answer")
                        .add(runId(owner, o.run()))
                        .at(o.since())
                        .at(o.at())
                        .json();
            case Outcome.Convert o ->
                new Tuple(base)
                        .add("convert")
                        .add(o.order())
                        .add(runId(owner, o.run()))
                        .add(messageId(owner, o.message()))
                        .add(o.campaign())
                        .add(o.version())
                        .add(o.channel().key())
                        .money(o.amount())
                        .at(o.triggeredAt())
                        .at(o.touchedAt())
                        .at(o.at())
                        .json();
            case Outcome.TakeBack o ->
                new Tuple(base)
                        .add("takeback")
                        .add(o.order())
                        .add(o.event())
                        .add(RefundsCodec.kind(o.refund()))
                        .money(RefundsCodec.amount(o.refund()))
                        .at(o.at())
                        .json();
            case Outcome.Member o ->
                new Tuple(base)
                        .add("member")
                        .add(o.group().kind().key())
                        .add(o.group().key())
                        .add(o.in() ? 1 : null)
                        .at(o.at())
                        .json();
            case Outcome.MergeProfile o ->
                new Tuple(base)
                        .add("merge")
                        .add(o.from().value())
                        .add(Keys.key(o.takeover()))
                        .add(HashesCodec.write(o.groups()))
                        .at(o.at())
                        .json();
        };
    }

    static Outcome read(Tuple json, CustomerId owner) {
        String kind = json.text();
        return switch (kind) {
            case "start" ->
                new Outcome.StartRun(
                        runId(owner, json.text()),
                        json.text(),
                        (int) json.number(),
                        json.text(),
                        json.at(),
                        json.at(),
                        json.optionalText(),
                        json.optionalAt());
            case "tell" -> new Outcome.TellRun(runId(owner, json.text()), json.text());
            case "arm" -> new Outcome.ArmTimer(json.text(), json.text(), json.at());
            case "end" -> new Outcome.EndRun(runId(owner, json.text()), ReasonCodec.read(json.raw()), json.at());
            case "answer" -> new Outcome.Answer(runId(owner, json.text()), json.at(), json.at());
            case "convert" ->
                new Outcome.Convert(
                        json.text(),
                        runId(owner, json.text()),
                        messageId(owner, json.text()),
                        json.text(),
                        (int) json.number(),
                        Keys.channel(json.text()),
                        json.optionalMoney(),
                        json.at(),
                        json.at(),
                        json.at());
            case "takeback" ->
                new Outcome.TakeBack(
                        json.text(), json.text(), RefundsCodec.refund(json.text(), json.optionalMoney()), json.at());
            case "member" ->
                new Outcome.Member(
                        new Group(Keys.constant(Group.Kind.class, json.text()), json.text()),
                        json.number() == 1,
                        json.at());
            case "merge" ->
                new Outcome.MergeProfile(
                        new CustomerId(json.text()),
                        Keys.constant(Takeover.class, json.text()),
                        HashesCodec.read(json.optionalText()),
                        json.at());
            default -> throw new MalformedJson("Unknown outcome \"" + kind + "\"");
        };
    }
}
