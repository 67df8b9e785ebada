package dev.homing.lambda;

import dev.homing.adapter.json.inbound.ExecutionChange;
import dev.homing.adapter.json.inbound.OutcomeJobCodec;
import dev.homing.adapter.json.inbound.SendJobCodec;
import dev.homing.adapter.json.inbound.StepJobCodec;
import dev.homing.app.audience.LookAtEveryone;
import dev.homing.app.audience.WalkMembers;
import dev.homing.app.broadcast.SettleRecipient;
import dev.homing.app.broadcast.WalkBroadcast;
import dev.homing.app.campaign.ReleasePlaces;
import dev.homing.app.campaign.RelocatePeople;
import dev.homing.app.campaign.TakeOut;
import dev.homing.app.care.EraseCustomer;
import dev.homing.app.care.ExpireCustomers;
import dev.homing.app.care.ReconcileSuppressions;
import dev.homing.app.customer.EndRun;
import dev.homing.app.observe.SettleCustomer;
import dev.homing.app.observe.StartAdded;
import dev.homing.app.port.Campaigns;
import dev.homing.app.port.Journeys;
import dev.homing.app.port.OutcomeQueue.Job;
import dev.homing.app.port.SendJob;
import dev.homing.app.port.SendQueue;
import dev.homing.app.port.Timers;
import dev.homing.app.product.TellOfProduct;
import dev.homing.app.react.DecideWay;
import dev.homing.app.walk.WalkStep;
import dev.homing.domain.Facts;
import dev.homing.domain.id.CustomerId;
import dev.homing.domain.id.RunId;
import dev.homing.lambda.wiring.Wiring;
import java.time.Instant;
import java.time.LocalDate;
import java.util.function.Supplier;

/** Queue {@code outcomes}: what is done later and at a bounded rate, flows that ask which way to go, and ends of executions. */
public final class OutcomeHandler implements JsonHandler {
    private final SettleCustomer settleCustomer;
    private final Journeys journeys;
    private final Timers timers;
    private final SendQueue sendQueue;
    private final Campaigns campaigns;
    private final EndRun endRun;
    private final ReleasePlaces releasePlaces;
    private final TakeOut takeOut;
    private final StartAdded startAdded;
    private final DecideWay decideWay;
    private final LookAtEveryone lookAtEveryone;
    private final WalkMembers walkMembers;
    private final TellOfProduct tellOfProduct;
    private final WalkStep walkStep;
    private final WalkBroadcast walkBroadcast;
    private final SettleRecipient settleRecipient;
    private final EraseCustomer eraseCustomer;
    private final ExpireCustomers expireCustomers;
    private final ReconcileSuppressions reconcileSuppressions;
    private final RelocatePeople relocatePeople;
    private final Supplier<Instant> clock;

    public OutcomeHandler() {
        this(Wiring.ofLambda(), Instant::now);
    }

    public OutcomeHandler(Wiring wiring, Supplier<Instant> clock) {
        this.settleCustomer = wiring.settleCustomer();
        this.journeys = wiring.journeys();
        this.timers = wiring.timers();
        this.sendQueue = wiring.sendQueue();
        this.campaigns = wiring.campaigns();
        this.endRun = wiring.endRun();
        this.releasePlaces = wiring.releasePlaces();
        this.takeOut = wiring.takeOut();
        this.startAdded = wiring.startAdded();
        this.decideWay = wiring.decideWay();
        this.lookAtEveryone = wiring.lookAtEveryone();
        this.walkMembers = wiring.walkMembers();
        this.tellOfProduct = wiring.tellOfProduct();
        this.walkStep = wiring.walkStep();
        this.walkBroadcast = wiring.walkBroadcast();
        this.settleRecipient = wiring.settleRecipient();
        this.eraseCustomer = wiring.eraseCustomer();
        this.reconcileSuppressions = wiring.reconcileSuppressions();
        this.expireCustomers = wiring.expireCustomers();
        this.relocatePeople = wiring.relocatePeople();
        this.clock = clock;
    }

    @Override
    public byte[] handle(byte[] event) {
        return SqsBatch.read(event).each(record -> {
            Facts json = record.json();
            Instant now = clock.get();
            if (json.get("timeOver") != null) {
                decideWay.decide(SendJobCodec.read(json.map("timeOver")), now);
            } else if (json.get(StepJobCodec.FIELD) != null) {
                walkStep.walk(StepJobCodec.read(json.map(StepJobCodec.FIELD)), now);
            } else if (json.get("detail-type") != null) {
                ExecutionChange change = ExecutionChange.read(json);
                endRun.end(change.run(), change.generation(), change.how(), change.at(), now);
                settleRecipient.by(change.run(), now);
            } else {
                carryOut(OutcomeJobCodec.read(record.body()), now);
            }
        });
    }

    private void carryOut(Job job, Instant now) {
        switch (job) {
            case Job.Settle settle -> settleCustomer.settle(settle.customer(), now);
            case Job.Stop stop ->
                journeys.stop(
                        campaigns.version(stop.campaign(), stop.version()), stop.run(), stop.leg(), stop.reason());
            case Job.TakenOut(RunId run) -> takeOut.finish(run, now);
            case Job.Add(String campaign, CustomerId customer, Instant at) ->
                startAdded.start(campaign, customer, at, now);
            case Job.Release release -> {
                releasePlaces.release(release.campaign(), now);
                walkBroadcast.resume(release.campaign(), now);
            }
            case Job.Broadcast broadcast ->
                walkBroadcast.page(broadcast.campaign(), broadcast.number(), broadcast.step(), now);
            case Job.Erase(String erasure, int step) -> eraseCustomer.page(erasure, step, now);
            case Job.Walk walk -> lookAtEveryone.page(walk.number(), walk.after(), now);
            case Job.Members members -> walkMembers.page(members.walk(), members.step(), now);
            case Job.Relocate(String campaign, int step) -> relocatePeople.page(campaign, step, now);
            case Job.TellOfProduct tell -> tellOfProduct.page(tell);
            case Job.Daily() -> {
                expireCustomers.daily(now);
                reconcileSuppressions.daily(now);
            }
            case Job.Reconcile(Instant since, String after) -> reconcileSuppressions.page(since, after);
            case Job.Expire(LocalDate day, String after) -> expireCustomers.page(day, after, now);
            case Job.SendLater(SendJob send, Instant at) -> {
                if (at.isAfter(now)) {
                    timers.sendLater(send, at);
                } else {
                    sendQueue.enqueue(send);
                }
            }
        }
    }
}
