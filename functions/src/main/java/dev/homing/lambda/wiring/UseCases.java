package dev.homing.lambda.wiring;

import dev.homing.adapter.json.Json;
import dev.homing.adapter.json.MalformedJson;
import dev.homing.adapter.whatsapp.WhatsAppWebhook;
import dev.homing.app.SideBySide;
import dev.homing.app.audience.ChangeList;
import dev.homing.app.audience.ChangeMembership;
import dev.homing.app.audience.KeepAudiences;
import dev.homing.app.audience.LookAtEveryone;
import dev.homing.app.audience.PreviewAudience;
import dev.homing.app.audience.TellDestination;
import dev.homing.app.audience.WalkMembers;
import dev.homing.app.broadcast.AskForBroadcast;
import dev.homing.app.broadcast.SettleRecipient;
import dev.homing.app.broadcast.WalkBroadcast;
import dev.homing.app.call.CallWebhook;
import dev.homing.app.campaign.ChangeCampaignStatus;
import dev.homing.app.campaign.HoldPlaces;
import dev.homing.app.campaign.IssueWriteKey;
import dev.homing.app.campaign.MoveRun;
import dev.homing.app.campaign.PublishCampaign;
import dev.homing.app.campaign.ReadPeople;
import dev.homing.app.campaign.ReleasePlaces;
import dev.homing.app.campaign.RelocatePeople;
import dev.homing.app.campaign.SetUpShop;
import dev.homing.app.campaign.TakeOut;
import dev.homing.app.care.AskForErasure;
import dev.homing.app.care.EraseCustomer;
import dev.homing.app.care.ExpireCustomers;
import dev.homing.app.care.ExportCustomer;
import dev.homing.app.care.ForgetHistory;
import dev.homing.app.care.ReconcileSuppressions;
import dev.homing.app.care.StopCustomer;
import dev.homing.app.converse.AnswerCustomer;
import dev.homing.app.converse.HearCustomer;
import dev.homing.app.converse.ReadConversations;
import dev.homing.app.converse.SendAnswer;
import dev.homing.app.customer.AddressHolders;
import dev.homing.app.customer.ChangeCustomer;
import dev.homing.app.customer.ChangeProfile;
import dev.homing.app.customer.CustomerLookup;
import dev.homing.app.customer.EndRun;
import dev.homing.app.customer.ReadCustomer;
import dev.homing.app.customer.TellOfAddresses;
import dev.homing.app.customer.Tries;
import dev.homing.app.imports.BringIn;
import dev.homing.app.imports.ImportCustomers;
import dev.homing.app.imports.ImportSuppressions;
import dev.homing.app.observe.AddCustomer;
import dev.homing.app.observe.CallCampaign;
import dev.homing.app.observe.CarryOut;
import dev.homing.app.observe.CollectEvents;
import dev.homing.app.observe.FireTimer;
import dev.homing.app.observe.KeepOrders;
import dev.homing.app.observe.LaunchCampaign;
import dev.homing.app.observe.LookAtCustomer;
import dev.homing.app.observe.NoteEvents;
import dev.homing.app.observe.ObserveEvents;
import dev.homing.app.observe.ReadEvent;
import dev.homing.app.observe.ReceiveEvents;
import dev.homing.app.observe.SettleCustomer;
import dev.homing.app.observe.StartAdded;
import dev.homing.app.observe.ViewCustomer;
import dev.homing.app.port.Campaigns;
import dev.homing.app.port.Journeys;
import dev.homing.app.port.OutcomeQueue;
import dev.homing.app.port.SendQueue;
import dev.homing.app.port.Timers;
import dev.homing.app.product.TellOfProduct;
import dev.homing.app.product.UpdateProduct;
import dev.homing.app.react.DecideWay;
import dev.homing.app.react.KeepApprovals;
import dev.homing.app.react.KeepPreferences;
import dev.homing.app.react.ReadUnsubscription;
import dev.homing.app.react.ReceiveReply;
import dev.homing.app.react.RecordFeedback;
import dev.homing.app.react.SuppressAddress;
import dev.homing.app.react.TellOfMessages;
import dev.homing.app.react.TrackReactions;
import dev.homing.app.report.CountActivity;
import dev.homing.app.report.RebuildCounters;
import dev.homing.app.send.NextChannel;
import dev.homing.app.send.SendMessage;
import dev.homing.app.walk.WalkStep;
import dev.homing.domain.Facts;
import dev.homing.domain.campaign.Shop;
import dev.homing.domain.channel.Channel;
import dev.homing.lambda.setup.Setup;
import dev.homing.lambda.telemetry.Watched;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Puts use cases together out of ports: one factory method each. */
public class UseCases {
    final Ports ports;
    final Supplier<Instant> clock;
    final SideBySide sideBySide;
    private final Supplier<Instant> wallClock;
    private @Nullable NoteEvents noteEvents;

    UseCases(Ports ports, Supplier<Instant> clock, Supplier<Instant> wallClock, SideBySide sideBySide) {
        this.ports = ports;
        this.clock = clock;
        this.wallClock = wallClock;
        this.sideBySide = sideBySide;
    }

    public ReceiveEvents receiveEvents() {
        ObserveEvents observeEvents = new ObserveEvents(
                ports.states(),
                ports.backoff(),
                changeCustomer(),
                changeProfile(),
                new Watched.Events(ports.timeline()),
                ports.campaigns(),
                keepOrders(),
                ports.profiles(),
                ports.interests(),
                carryOut(),
                ports.phones(),
                sideBySide);
        UpdateProduct updateProduct =
                new UpdateProduct(ports.products(), ports.campaigns(), ports.outcomeQueue(), ports.backoff());
        return new ReceiveEvents(
                observeEvents,
                new ReadEvent(keepOrders()),
                updateProduct,
                noteEvents(),
                new Watched.Rejections(ports.rejected()));
    }

    /** One of a process: it remembers what it noted. */
    private synchronized NoteEvents noteEvents() {
        if (noteEvents == null) {
            noteEvents = new NoteEvents(ports.eventCatalogue(), wallClock);
        }
        return noteEvents;
    }

    public FireTimer fireTimer() {
        return new FireTimer(
                changeCustomer(), ports.profiles(), ports.timeline(), ports.campaigns(), carryOut(), holdPlaces());
    }

    public LookAtEveryone lookAtEveryone() {
        return new LookAtEveryone(
                ports.campaigns(), ports.states(), lookAtCustomer(), ports.walks(), ports.outcomeQueue(), sideBySide);
    }

    private LookAtCustomer lookAtCustomer() {
        return new LookAtCustomer(changeCustomer(), ports.profiles(), ports.timeline(), ports.campaigns(), carryOut());
    }

    public SettleRecipient settleRecipient() {
        return new SettleRecipient(ports.broadcasts(), ports.campaigns(), ports.runs());
    }

    public AskForBroadcast askForBroadcast() {
        return new AskForBroadcast(ports.broadcasts(), ports.campaigns(), ports.outcomeQueue());
    }

    public WalkBroadcast walkBroadcast() {
        LaunchCampaign launchCampaign = new LaunchCampaign(
                changeCustomer(), ports.profiles(), ports.runs(), ports.timeline(), ports.campaigns(), carryOut());
        return new WalkBroadcast(
                ports.broadcasts(),
                ports.campaigns(),
                ports.states(),
                new CustomerLookup(ports.states(), ports.backoff()),
                ports.memberships(),
                ports.profiles(),
                launchCampaign,
                askForBroadcast(),
                ports.timers(),
                ports.outcomeQueue(),
                sideBySide);
    }

    public TellOfProduct tellOfProduct() {
        return new TellOfProduct(ports.interests(), ports.bus(), ports.outcomeQueue(), Json::write);
    }

    public KeepAudiences keepAudiences() {
        return new KeepAudiences(
                ports.campaigns(),
                ports.memberships(),
                ports.walks(),
                ports.memberWalks(),
                ports.outcomeQueue(),
                ports.backoff());
    }

    ChangeList changeList() {
        return new ChangeList(ports.states(), ports.profiles(), ports.bus(), Json::write);
    }

    public WalkMembers walkMembers() {
        return new WalkMembers(
                ports.memberWalks(),
                ports.campaigns(),
                ports.memberships(),
                changeCustomer(),
                changeList(),
                ports.tellings(),
                ports.tellQueue(),
                ports.outcomeQueue(),
                sideBySide);
    }

    public PreviewAudience previewAudience() {
        return new PreviewAudience(
                ports.states(),
                ports.profiles(),
                new ViewCustomer(ports.states(), ports.profiles(), ports.timeline(), ports.campaigns()),
                ports.walks(),
                sideBySide);
    }

    public EraseCustomer eraseCustomer() {
        StopCustomer stopCustomer = new StopCustomer(
                ports.states(),
                ports.profiles(),
                ports.runs(),
                ports.orders(),
                ports.orderBook(),
                ports.held(),
                ports.timers(),
                ports.journeys(),
                ports.campaigns(),
                new Tries(ports.backoff()));
        ForgetHistory forgetHistory = new ForgetHistory(
                ports.states(),
                ports.history(),
                ports.orderBook(),
                ports.interests(),
                ports.campaigns(),
                ports.phones());
        return new EraseCustomer(
                ports.erasures(),
                stopCustomer,
                forgetHistory,
                ports.profiles(),
                ports.campaigns(),
                changeMembership(),
                ports.tellings(),
                ports.broadcasts(),
                suppressAddress(),
                ports.rejected(),
                ports.outcomeQueue(),
                sideBySide);
    }

    private ChangeMembership changeMembership() {
        return new ChangeMembership(ports.memberships(), ports.campaigns(), ports.tellQueue());
    }

    ReadCustomer readCustomer() {
        return new ReadCustomer(
                ports.states(),
                ports.backoff(),
                ports.profiles(),
                ports.suppressions(),
                ports.timeline(),
                ports.runs(),
                ports.messages(),
                ports.orders());
    }

    ExportCustomer exportCustomer() {
        return new ExportCustomer(
                readCustomer(),
                ports.profiles(),
                ports.suppressions(),
                ports.orders(),
                ports.broadcasts(),
                ports.campaigns(),
                ports.rejected());
    }

    public AskForErasure askForErasure() {
        return new AskForErasure(
                new CustomerLookup(ports.states(), ports.backoff()), ports.erasures(), ports.outcomeQueue());
    }

    public SettleCustomer settleCustomer() {
        return new SettleCustomer(ports.states(), ports.backoff(), carryOut());
    }

    public EndRun endRun() {
        return new EndRun(ports.states(), ports.runs(), ports.backoff());
    }

    public ChangeCampaignStatus changeCampaignStatus() {
        return new ChangeCampaignStatus(ports.campaigns(), ports.journeys(), ports.outcomeQueue());
    }

    public ReleasePlaces releasePlaces() {
        return new ReleasePlaces(
                ports.campaigns(),
                ports.runs(),
                ports.held(),
                ports.journeys(),
                ports.sendQueue(),
                ports.outcomeQueue(),
                fireTimer(),
                takeOut());
    }

    public AddCustomer addCustomer() {
        return new AddCustomer(
                ports.states(),
                ports.profiles(),
                ports.runs(),
                ports.timeline(),
                ports.campaigns(),
                ports.outcomeQueue());
    }

    public ReconcileSuppressions reconcileSuppressions() {
        return new ReconcileSuppressions(ports.providerSuppressions(), suppressAddress(), ports.outcomeQueue());
    }

    public ExpireCustomers expireCustomers() {
        return new ExpireCustomers(ports.states(), ports.profiles(), askForErasure(), ports.outcomeQueue());
    }

    public StartAdded startAdded() {
        return new StartAdded(
                ports.states(),
                ports.profiles(),
                ports.runs(),
                ports.timeline(),
                ports.campaigns(),
                carryOut(),
                ports.backoff());
    }

    public TakeOut takeOut() {
        return new TakeOut(
                endRun(),
                ports.runs(),
                ports.campaigns(),
                ports.timeline(),
                ports.journeys(),
                ports.outcomeQueue(),
                settleRecipient(),
                ports.backoff());
    }

    public MoveRun moveRun() {
        return new MoveRun(
                ports.states(),
                ports.runs(),
                ports.messages(),
                ports.campaigns(),
                ports.journeys(),
                takeOut(),
                ports.backoff());
    }

    public RelocatePeople relocatePeople() {
        return new RelocatePeople(
                ports.relocations(),
                ports.campaigns(),
                ports.roster(),
                ports.messages(),
                moveRun(),
                ports.outcomeQueue(),
                sideBySide);
    }

    public DecideWay decideWay() {
        return new DecideWay(ports.messages(), ports.campaigns(), ports.journeys());
    }

    public WalkStep walkStep() {
        return new WalkStep(
                ports.states(),
                endRun(),
                lookAtCustomer(),
                ports.profiles(),
                ports.runs(),
                ports.campaigns(),
                ports.journeys(),
                ports.bus(),
                Json::write,
                ports.backoff());
    }

    public CallWebhook callWebhook() {
        return new CallWebhook(
                ports.states(),
                ports.profiles(),
                ports.runs(),
                ports.campaigns(),
                ports.timeline(),
                ports.journeys(),
                holdPlaces(),
                endRun(),
                ports.webCalls(),
                ports.secrets(),
                ports.renderer(),
                UseCases::object,
                ports.backoff());
    }

    public TellDestination tellDestination() {
        return new TellDestination(
                ports.campaigns(),
                ports.memberships(),
                ports.profiles(),
                ports.suppressions(),
                ports.states(),
                ports.tellings(),
                ports.tellQueue(),
                ports.secrets(),
                ports.webCalls(),
                ports.metaUrl(),
                Json::write,
                ports.backoff());
    }

    private static @Nullable Facts object(String text) {
        try {
            return Json.object(text);
        } catch (MalformedJson notAnObject) {
            return null;
        }
    }

    private HoldPlaces holdPlaces() {
        return new HoldPlaces(ports.runs(), ports.held(), ports.campaigns(), ports.outcomeQueue());
    }

    public SendMessage sendEmail() {
        return sendMessage(Channel.EMAIL);
    }

    public SendMessage sendWhatsApp() {
        return sendMessage(Channel.WHATSAPP);
    }

    public SendMessage sendSms() {
        return sendMessage(Channel.SMS);
    }

    public SendMessage sendPush() {
        return sendMessage(Channel.PUSH);
    }

    public RecordFeedback recordFeedback() {
        return new RecordFeedback(
                changeCustomer(),
                changeProfile(),
                suppressAddress(),
                ports.messages(),
                ports.campaigns(),
                ports.journeys(),
                new TellOfMessages(ports.campaigns(), ports.runs(), ports.bus(), Json::write),
                settleRecipient(),
                new NextChannel(ports.campaigns(), ports.runs(), ports.outcomeQueue()),
                ports.backoff());
    }

    public ReceiveReply receiveReply() {
        return new ReceiveReply(
                addressHolders(), changeProfile(), suppressAddress(), ports.messages(), recordFeedback());
    }

    private AddressHolders addressHolders() {
        return new AddressHolders(new CustomerLookup(ports.states(), ports.backoff()), ports.profiles());
    }

    public HearCustomer hearCustomer() {
        return new HearCustomer(
                new CustomerLookup(ports.states(), ports.backoff()),
                addressHolders(),
                ports.conversations(),
                ports.bus(),
                new Tries(ports.backoff()),
                Json::write);
    }

    public ReadConversations readConversations() {
        return new ReadConversations(
                readCustomer(), ports.states(), ports.profiles(), ports.conversations(), new Tries(ports.backoff()));
    }

    public AnswerCustomer answerCustomer() {
        return new AnswerCustomer(
                readConversations(),
                ports.conversations(),
                ports.suppressions(),
                ports.sendQueue(),
                new Tries(ports.backoff()));
    }

    public KeepApprovals keepApprovals() {
        return new KeepApprovals(ports.campaigns(), new Tries(ports.backoff()));
    }

    public SendAnswer sendAnswer() {
        return new SendAnswer(ports.conversations(), ports.answers(), new Tries(ports.backoff()));
    }

    public TrackReactions trackReactions() {
        return new TrackReactions(ports.messages(), recordFeedback(), ports.links());
    }

    public ReadUnsubscription readUnsubscription() {
        return new ReadUnsubscription(
                new CustomerLookup(ports.states(), ports.backoff()),
                ports.messages(),
                ports.profiles(),
                ports.campaigns());
    }

    public KeepPreferences keepPreferences() {
        return new KeepPreferences(
                new CustomerLookup(ports.states(), ports.backoff()),
                changeProfile(),
                suppressAddress(),
                recordFeedback(),
                ports.messages(),
                ports.profiles(),
                ports.suppressions(),
                ports.campaigns(),
                ports.bus(),
                Json::write);
    }

    public CountActivity countActivity() {
        return new CountActivity(ports.counters(), ports.countingPlans());
    }

    public RebuildCounters rebuildCounters() {
        return new RebuildCounters(ports.countingPlans(), ports.countedItems(), ports.backoff());
    }

    public CollectEvents collectEvents() {
        return new CollectEvents(ports.campaigns(), ports.bus());
    }

    public CallCampaign callCampaign() {
        return new CallCampaign(ports.campaigns(), ports.bus(), Json::write);
    }

    public PublishCampaign publishCampaign() {
        return new PublishCampaign(ports.campaigns(), ports.journeys());
    }

    public IssueWriteKey issueWriteKey() {
        return new IssueWriteKey(ports.campaigns(), UseCases::random);
    }

    BringIn bringIn() {
        ImportCustomers importCustomers = new ImportCustomers(
                ports.states(),
                ports.backoff(),
                ports.profiles(),
                ports.campaigns(),
                ports.phones(),
                ports.bus(),
                sideBySide,
                Json::write);
        ImportSuppressions importSuppressions = new ImportSuppressions(
                ports.suppressions(), ports.campaigns(), ports.phones(), suppressAddress(), sideBySide);
        return new BringIn(
                importCustomers, importSuppressions, ports.products(), ports.bus(), ports.imports(), Json::write);
    }

    public ReadPeople readPeople() {
        return new ReadPeople(ports.campaigns(), ports.roster(), ports.messages(), ports.states(), ports.profiles());
    }

    public SideBySide sideBySide() {
        return sideBySide;
    }

    public Supplier<WhatsAppWebhook> whatsAppWebhook() {
        return ports::whatsAppWebhook;
    }

    public Setup setup(Shop shop) {
        return new Setup(
                new SetUpShop(ports.campaigns(), ports.journeys(), sideBySide),
                ports.renderer(),
                shop,
                ports::pushKey,
                clock);
    }

    public SendQueue sendQueue() {
        return ports.sendQueue();
    }

    public OutcomeQueue outcomeQueue() {
        return ports.outcomeQueue();
    }

    public Timers timers() {
        return ports.timers();
    }

    public Campaigns campaigns() {
        return ports.campaigns();
    }

    public Journeys journeys() {
        return ports.journeys();
    }

    /** 32 characters, of an address's own alphabet. From a generator of its own each time: one in a snapshot would begin again with each start. */
    private static String random() {
        byte[] bytes = new byte[24];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private SendMessage sendMessage(Channel channel) {
        return new SendMessage(
                ports.states(),
                ports.profiles(),
                ports.suppressions(),
                ports.orderBook(),
                ports.backoff(),
                endRun(),
                settleRecipient(),
                ports.runs(),
                ports.messages(),
                ports.campaigns(),
                ports.journeys(),
                holdPlaces(),
                ports.outcomeQueue(),
                ports.renderer(),
                ports.html(),
                ports.sender(channel),
                ports.links());
    }

    private ChangeProfile changeProfile() {
        return new ChangeProfile(
                ports.states(),
                ports.profiles(),
                new TellOfAddresses(ports.campaigns(), ports.tellQueue()),
                ports.backoff());
    }

    public SuppressAddress suppressAddress() {
        return new SuppressAddress(ports.suppressions(), ports.backoff());
    }

    private ChangeCustomer changeCustomer() {
        return new ChangeCustomer(ports.states(), ports.backoff());
    }

    KeepOrders keepOrders() {
        return new KeepOrders(ports.orderBook(), ports.orders(), ports.profiles(), ports.backoff());
    }

    private CarryOut carryOut() {
        return new CarryOut(
                ports.states(),
                changeProfile(),
                ports.timeline(),
                new Watched.Starts(ports.runs()),
                ports.orders(),
                keepOrders(),
                ports.campaigns(),
                new Watched.Arming(ports.timers()),
                ports.journeys(),
                ports.sendQueue(),
                new Watched.Deferring(ports.outcomeQueue()),
                changeMembership(),
                ports.backoff());
    }
}
