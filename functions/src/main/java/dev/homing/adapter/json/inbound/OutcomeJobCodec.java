package dev.homing.adapter.json.inbound;

import dev.homing.adapter.json.Fields;
import dev.homing.adapter.json.MalformedJson;
import dev.homing.app.port.OutcomeQueue.Job;
import dev.homing.app.port.SendJob;
import dev.homing.domain.id.CustomerId;
import dev.homing.domain.id.RunId;
import dev.homing.domain.run.Leg;
import java.time.Instant;
import java.time.LocalDate;

/** What is done later and slowly, as it lies in the outcomes queue: {@code {"settle":...}} or {@code {"stop":...}}. */
public final class OutcomeJobCodec {
    /** As the schedule of a deployment sends it. */
    public static final String DAILY = "{\"daily\":true}";

    static final String BROADCAST = "broadcast";

    private OutcomeJobCodec() {}

    public static String write(Job job) {
        return switch (job) {
            case Job.Settle(CustomerId customer) ->
                new Fields().put("settle", customer.value()).write();
            case Job.Stop(RunId run, String campaign, int version, Leg leg, String reason) ->
                new Fields()
                        .put(
                                "stop",
                                new Fields()
                                        .put("run", run.toString())
                                        .put("campaign", campaign)
                                        .put("version", version)
                                        .put("generation", leg.generation())
                                        .put("from", leg.from())
                                        .put("reason", reason)
                                        .json())
                        .write();
            case Job.TakenOut(RunId run) ->
                new Fields().put("takenOut", run.toString()).write();
            case Job.Add(String campaign, CustomerId customer, Instant at) ->
                new Fields()
                        .put("add", campaign)
                        .put("customer", customer.value())
                        .at("at", at)
                        .write();
            case Job.Release(String campaign) ->
                new Fields().put("release", campaign).write();
            case Job.Walk(long number, String after) ->
                new Fields().put("walk", number).put("after", after).write();
            case Job.TellOfProduct tell ->
                new Fields()
                        .put("tellOfProduct", tell.product())
                        .put("property", tell.property())
                        .put("statement", tell.statement())
                        .at("at", tell.at())
                        .put("properties", tell.properties())
                        .put("shard", tell.shard())
                        .put("after", tell.after())
                        .write();
            case Job.Broadcast(String campaign, int number, int step) ->
                new Fields()
                        .put(BROADCAST, campaign)
                        .put("number", number)
                        .put("page", step)
                        .write();
            case Job.Erase(String erasure, int step) ->
                new Fields().put("erase", erasure).put("page", step).write();
            case Job.Members(String walk, int step) ->
                new Fields().put("members", walk).put("page", step).write();
            case Job.Daily() -> DAILY;
            case Job.Expire(LocalDate day, String after) ->
                new Fields().put("expire", day.toString()).put("after", after).write();
            case Job.Reconcile(Instant since, String after) ->
                new Fields().at("reconcile", since).put("after", after).write();
            case Job.Relocate(String campaign, int step) ->
                new Fields().put("relocate", campaign).put("page", step).write();
            case Job.SendLater(SendJob send, Instant at) ->
                new Fields()
                        .put("sendLater", SendJobCodec.json(send))
                        .at("at", at)
                        .write();
        };
    }

    /**
     * @throws MalformedJson where it is none of them
     */
    public static Job read(String text) {
        Fields json = Fields.parse(text);
        if (json.has("settle")) {
            return new Job.Settle(new CustomerId(json.text("settle")));
        }
        if (json.has("erase")) {
            return new Job.Erase(json.text("erase"), (int) json.number("page"));
        }
        if (json.has("stop")) {
            Fields stop = json.object("stop");
            return new Job.Stop(
                    RunId.parse(stop.text("run")),
                    stop.text("campaign"),
                    (int) stop.number("version"),
                    new Leg((int) stop.number("generation"), stop.optionalText("from")),
                    stop.text("reason"));
        }
        if (json.has("daily")) {
            return new Job.Daily();
        }
        if (json.has("expire")) {
            return new Job.Expire(LocalDate.parse(json.text("expire")), json.optionalText("after"));
        }
        if (json.has("reconcile")) {
            return new Job.Reconcile(json.at("reconcile"), json.optionalText("after"));
        }
        if (json.has("takenOut")) {
            return new Job.TakenOut(RunId.parse(json.text("takenOut")));
        }
        if (json.has("add")) {
            return new Job.Add(json.text("add"), new CustomerId(json.text("customer")), json.at("at"));
        }
        if (json.has("release")) {
            return new Job.Release(json.text("release"));
        }
        if (json.has("sendLater")) {
            return new Job.SendLater(SendJobCodec.read(json.object("sendLater")), json.at("at"));
        }
        if (json.has("tellOfProduct")) {
            return new Job.TellOfProduct(
                    json.text("tellOfProduct"),
                    json.text("property"),
                    json.text("statement"),
                    json.at("at"),
                    json.facts("properties"),
                    (int) json.number("shard"),
                    json.optionalText("after"));
        }
        if (json.has(BROADCAST)) {
            return broadcast(json);
        }
        if (json.has("members")) {
            return new Job.Members(json.text("members"), (int) json.number("page"));
        }
        if (json.has("relocate")) {
            return new Job.Relocate(json.text("relocate"), (int) json.number("page"));
        }
        if (json.has("walk")) {
            return new Job.Walk(json.number("walk"), json.optionalText("after"));
        }
        throw new MalformedJson("It is none of the jobs that there are");
    }

    static Job.Broadcast broadcast(Fields json) {
        return new Job.Broadcast(json.text(BROADCAST), (int) json.number("number"), (int) json.number("page"));
    }
}
