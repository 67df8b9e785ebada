package dev.homing.adapter.json.stored;

import dev.homing.adapter.json.Fields;
import dev.homing.adapter.json.Keys;
import dev.homing.adapter.json.MalformedJson;
import dev.homing.domain.id.RunId;
import dev.homing.domain.reason.Reason;
import dev.homing.domain.run.Called;
import dev.homing.domain.run.Leg;
import dev.homing.domain.run.Run;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A run as stored; whole, so that the stream's reader needs no other field than the revision. */
public final class RunCodec {
    private RunCodec() {}

    public static String write(Run run) {
        Reason endedBy = run.endedBy();
        return new Fields()
                .put("id", run.id().toString())
                .put("campaign", run.campaign())
                .put("version", run.campaignVersion())
                .put("key", run.key())
                .at("triggeredAt", run.triggeredAt())
                .at("startedAt", run.startedAt())
                .put("event", run.event())
                .put("vouched", run.vouched() ? true : null)
                .put("status", Keys.key(run.status()))
                .counted("generation", run.leg().generation())
                .put("from", run.leg().from())
                .at("since", run.since().equals(run.startedAt()) ? null : run.since())
                .at("endedAt", run.endedAt())
                .put("endedBy", endedBy == null ? null : ReasonCodec.write(endedBy))
                .put("convertedBy", run.convertedBy())
                .put("single", run.oneMessage() ? true : null)
                .put("taken", run.taken().isEmpty() ? null : taken(run))
                .put("waiting", run.waiting() == null ? null : waiting(run.waiting()))
                .put("calls", calls(run))
                .put("moved", run.moved() == null ? null : moved(run.moved()))
                .put("counting", CountingBasisCodec.write(run.counting()))
                .write();
    }

    private static List<Map<String, @Nullable Object>> taken(Run run) {
        return run.taken().stream()
                .map(one -> new Fields()
                        .counted("generation", one.generation())
                        .put("node", one.node())
                        .put("way", one.way())
                        .at("at", one.at())
                        .json())
                .toList();
    }

    private static List<Map<String, @Nullable Object>> calls(Run run) {
        return run.calls().stream()
                .map(one -> new Fields()
                        .counted("generation", one.generation())
                        .put("node", one.node())
                        .put("attempts", one.attempts())
                        .at("leaseUntil", one.leaseUntil())
                        .put("status", one.status())
                        .put("answer", one.answer())
                        .put("became", one.became() == null ? null : ReasonCodec.write(one.became()))
                        .json())
                .toList();
    }

    private static List<Called> calls(Fields json) {
        return json.list("calls").stream()
                .map(Fields::of)
                .map(one -> new Called(
                        one.counted("generation"),
                        one.text("node"),
                        (int) one.number("attempts"),
                        one.at("leaseUntil"),
                        (int) one.number("status"),
                        one.facts("answer"),
                        one.has("became") ? ReasonCodec.read(one.raw("became")) : null))
                .toList();
    }

    private static Map<String, @Nullable Object> waiting(Run.Waiting waiting) {
        return new Fields()
                .counted("generation", waiting.generation())
                .put("node", waiting.node())
                .put("token", waiting.token())
                .at("since", waiting.since())
                .json();
    }

    private static Run.Waiting waiting(Fields json) {
        return new Run.Waiting(json.counted("generation"), json.text("node"), json.text("token"), json.at("since"));
    }

    private static Map<String, @Nullable Object> moved(Run.Moved moved) {
        return new Fields()
                .put("relocation", moved.relocation())
                .put("generation", moved.generation())
                .put("version", moved.version())
                .put("from", moved.from())
                .put("step", moved.step())
                .at("since", moved.since())
                .json();
    }

    private static Run.Moved moved(Fields json) {
        return new Run.Moved(
                (int) json.number("relocation"),
                (int) json.number("generation"),
                (int) json.number("version"),
                json.optionalText("from"),
                json.text("step"),
                json.at("since"));
    }

    private static List<Run.Taken> taken(Fields json) {
        if (!json.has("taken")) {
            return List.of();
        }
        return json.list("taken").stream()
                .map(Fields::of)
                .map(one -> new Run.Taken(one.counted("generation"), one.text("node"), one.text("way"), one.at("at")))
                .toList();
    }

    /**
     * @param revision as stored beside it
     * @throws MalformedJson where it was not written here
     */
    public static Run read(long revision, String text) {
        Fields json = Fields.parse(text);
        Object endedBy = json.raw("endedBy");
        return new Run(
                RunId.parse(json.text("id")),
                json.text("campaign"),
                (int) json.number("version"),
                json.text("key"),
                json.at("triggeredAt"),
                json.at("startedAt"),
                json.facts("event"),
                json.flag("vouched"),
                Keys.constant(Run.Status.class, json.text("status")),
                new Leg(json.counted("generation"), json.optionalText("from")),
                json.has("since") ? json.at("since") : json.at("startedAt"),
                json.optionalAt("endedAt"),
                endedBy == null ? null : ReasonCodec.read(endedBy),
                json.optionalText("convertedBy"),
                json.flag("single"),
                taken(json),
                json.has("waiting") ? waiting(json.object("waiting")) : null,
                json.has("calls") ? calls(json) : List.of(),
                json.has("moved") ? moved(json.object("moved")) : null,
                CountingBasisCodec.read(json.raw("counting")),
                revision);
    }
}
