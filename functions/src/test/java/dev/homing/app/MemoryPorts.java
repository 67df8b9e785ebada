package dev.homing.app;

import dev.homing.adapter.html.JsoupHtml;
import dev.homing.adapter.memory.MemoryAnswers;
import dev.homing.adapter.memory.MemoryBroadcasts;
import dev.homing.adapter.memory.MemoryCampaigns;
import dev.homing.adapter.memory.MemoryConversations;
import dev.homing.adapter.memory.MemoryCountedItems;
import dev.homing.adapter.memory.MemoryCounters;
import dev.homing.adapter.memory.MemoryCountingPlans;
import dev.homing.adapter.memory.MemoryCustomerStates;
import dev.homing.adapter.memory.MemoryErasures;
import dev.homing.adapter.memory.MemoryEventBus;
import dev.homing.adapter.memory.MemoryEventCatalogue;
import dev.homing.adapter.memory.MemoryHeld;
import dev.homing.adapter.memory.MemoryHistory;
import dev.homing.adapter.memory.MemoryImports;
import dev.homing.adapter.memory.MemoryInterests;
import dev.homing.adapter.memory.MemoryMemberWalks;
import dev.homing.adapter.memory.MemoryMemberships;
import dev.homing.adapter.memory.MemoryMessages;
import dev.homing.adapter.memory.MemoryOrderBook;
import dev.homing.adapter.memory.MemoryOrders;
import dev.homing.adapter.memory.MemoryOutcomeQueue;
import dev.homing.adapter.memory.MemoryProducts;
import dev.homing.adapter.memory.MemoryProfiles;
import dev.homing.adapter.memory.MemoryProviderSuppressions;
import dev.homing.adapter.memory.MemoryRejectedEvents;
import dev.homing.adapter.memory.MemoryRelocations;
import dev.homing.adapter.memory.MemoryRoster;
import dev.homing.adapter.memory.MemoryRuns;
import dev.homing.adapter.memory.MemorySendQueue;
import dev.homing.adapter.memory.MemorySender;
import dev.homing.adapter.memory.MemorySuppressions;
import dev.homing.adapter.memory.MemoryTellQueue;
import dev.homing.adapter.memory.MemoryTellings;
import dev.homing.adapter.memory.MemoryTimeline;
import dev.homing.adapter.memory.MemoryTimers;
import dev.homing.adapter.memory.MemoryWalks;
import dev.homing.adapter.memory.MemoryWebCalls;
import dev.homing.adapter.phone.LibPhoneNumbers;
import dev.homing.adapter.whatsapp.WhatsAppWebhook;
import dev.homing.app.port.Answers;
import dev.homing.app.port.Backoff;
import dev.homing.app.port.Broadcasts;
import dev.homing.app.port.Campaigns;
import dev.homing.app.port.Conversations;
import dev.homing.app.port.CountedItems;
import dev.homing.app.port.Counters;
import dev.homing.app.port.CountingPlans;
import dev.homing.app.port.CustomerStates;
import dev.homing.app.port.Erasures;
import dev.homing.app.port.EventBus;
import dev.homing.app.port.EventCatalogue;
import dev.homing.app.port.Held;
import dev.homing.app.port.History;
import dev.homing.app.port.Html;
import dev.homing.app.port.Imports;
import dev.homing.app.port.Interests;
import dev.homing.app.port.Journeys;
import dev.homing.app.port.MemberWalks;
import dev.homing.app.port.Memberships;
import dev.homing.app.port.Messages;
import dev.homing.app.port.OrderBook;
import dev.homing.app.port.Orders;
import dev.homing.app.port.OutcomeQueue;
import dev.homing.app.port.Products;
import dev.homing.app.port.Profiles;
import dev.homing.app.port.ProviderSuppressions;
import dev.homing.app.port.RejectedEvents;
import dev.homing.app.port.Relocations;
import dev.homing.app.port.Renderer;
import dev.homing.app.port.Roster;
import dev.homing.app.port.Runs;
import dev.homing.app.port.Secrets;
import dev.homing.app.port.SendQueue;
import dev.homing.app.port.Sender;
import dev.homing.app.port.Suppressions;
import dev.homing.app.port.TellQueue;
import dev.homing.app.port.Tellings;
import dev.homing.app.port.Templates;
import dev.homing.app.port.Timeline;
import dev.homing.app.port.Timers;
import dev.homing.app.port.Walks;
import dev.homing.app.port.WebCalls;
import dev.homing.domain.channel.Channel;
import dev.homing.domain.message.Signature;
import dev.homing.domain.message.TrackedLinks;
import dev.homing.domain.profile.PhoneNumbers;
import dev.homing.lambda.SendHandler;
import dev.homing.lambda.admin.SignIn;
import dev.homing.lambda.http.SourceLimit;
import dev.homing.lambda.wiring.Ports;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All ports in memory; each can be broken on its way in and out by {@link Chaos}. */
public final class MemoryPorts implements Ports {
    public static final TrackedLinks LINKS = new TrackedLinks("https://t.shop.example", new Signature("secret"));

    public final MemoryCustomerStates states = new MemoryCustomerStates();
    public final MemoryProfiles profiles = new MemoryProfiles();
    public final MemorySuppressions suppressions = new MemorySuppressions();
    public final MemoryProviderSuppressions providerSuppressions = new MemoryProviderSuppressions();
    public final MemoryTimeline timeline = new MemoryTimeline();
    public final MemoryRuns runs = new MemoryRuns();
    public final MemoryMessages messages = new MemoryMessages();
    public final MemoryOrders orders = new MemoryOrders();
    public final MemoryOrderBook orderBook = new MemoryOrderBook();
    public final MemoryMemberships memberships = new MemoryMemberships();
    public final MemoryWalks walks = new MemoryWalks();
    public final MemoryRelocations relocations = new MemoryRelocations();
    public final MemoryMemberWalks memberWalks = new MemoryMemberWalks();
    public final MemoryConversations conversations = new MemoryConversations();
    public final MemoryAnswers answers = new MemoryAnswers();
    public final MemoryTellings tellings = new MemoryTellings();
    public final MemoryTellQueue tellQueue = new MemoryTellQueue();
    public final MemoryBroadcasts broadcasts = new MemoryBroadcasts();
    public final MemoryEventCatalogue eventCatalogue = new MemoryEventCatalogue();
    public final MemoryProducts products = new MemoryProducts();
    public final MemoryInterests interests = new MemoryInterests();
    public final MemoryImports imports = new MemoryImports();
    public final MemoryErasures erasures = new MemoryErasures();
    public final MemoryHeld held = new MemoryHeld();
    public final MemoryCampaigns campaigns = new MemoryCampaigns();
    public final MemoryTimers timers = new MemoryTimers();
    public final MemorySendQueue sendQueue = new MemorySendQueue();
    public final MemoryOutcomeQueue outcomeQueue = new MemoryOutcomeQueue();
    public final MemoryEventBus bus = new MemoryEventBus();
    public final MemoryRejectedEvents rejected = new MemoryRejectedEvents();
    public final MemoryCounters counters = new MemoryCounters();
    public final MemoryCountingPlans countingPlans = new MemoryCountingPlans();
    public final MemorySender sender = new MemorySender();
    public final MemoryWebCalls webCalls = new MemoryWebCalls();
    /** By name. */
    public final Map<String, String> secrets = new LinkedHashMap<>();
    /** By receipt handle, when a job is to come again. */
    public final Map<String, Duration> delays = new LinkedHashMap<>();

    private final Journeys journeys;
    private final Renderer renderer;
    private final Chaos chaos;

    public MemoryPorts(Journeys journeys, Renderer renderer, Chaos chaos) {
        this.journeys = journeys;
        this.renderer = renderer;
        this.chaos = chaos;
        states.behind(chaos::behind);
        messages.behind(chaos::behind);
    }

    @Override
    public CustomerStates states() {
        return chaos.around(CustomerStates.class, states);
    }

    @Override
    public Profiles profiles() {
        return chaos.around(Profiles.class, profiles);
    }

    @Override
    public ProviderSuppressions providerSuppressions() {
        return chaos.around(ProviderSuppressions.class, providerSuppressions);
    }

    @Override
    public Suppressions suppressions() {
        return chaos.around(Suppressions.class, suppressions);
    }

    @Override
    public Timeline timeline() {
        return chaos.around(Timeline.class, timeline);
    }

    @Override
    public Runs runs() {
        return chaos.around(Runs.class, runs);
    }

    @Override
    public Roster roster() {
        return chaos.around(Roster.class, new MemoryRoster(runs));
    }

    @Override
    public Messages messages() {
        return chaos.around(Messages.class, messages);
    }

    @Override
    public Orders orders() {
        return chaos.around(Orders.class, orders);
    }

    @Override
    public OrderBook orderBook() {
        return chaos.around(OrderBook.class, orderBook);
    }

    @Override
    public Memberships memberships() {
        return chaos.around(Memberships.class, memberships);
    }

    @Override
    public EventCatalogue eventCatalogue() {
        return chaos.around(EventCatalogue.class, eventCatalogue);
    }

    @Override
    public Broadcasts broadcasts() {
        return chaos.around(Broadcasts.class, broadcasts);
    }

    @Override
    public Walks walks() {
        return chaos.around(Walks.class, walks);
    }

    @Override
    public Relocations relocations() {
        return chaos.around(Relocations.class, relocations);
    }

    @Override
    public MemberWalks memberWalks() {
        return chaos.around(MemberWalks.class, memberWalks);
    }

    @Override
    public Conversations conversations() {
        return chaos.around(Conversations.class, conversations);
    }

    @Override
    public Answers answers() {
        return chaos.around(Answers.class, answers);
    }

    @Override
    public Tellings tellings() {
        return chaos.around(Tellings.class, tellings);
    }

    @Override
    public TellQueue tellQueue() {
        return chaos.around(TellQueue.class, tellQueue);
    }

    @Override
    public String metaUrl() {
        return "https://graph.facebook.com/v23.0";
    }

    @Override
    public Products products() {
        return chaos.around(Products.class, products);
    }

    @Override
    public Interests interests() {
        return chaos.around(Interests.class, interests);
    }

    @Override
    public Imports imports() {
        return chaos.around(Imports.class, imports);
    }

    @Override
    public Erasures erasures() {
        return chaos.around(Erasures.class, erasures);
    }

    @Override
    public History history() {
        return chaos.around(
                History.class, new MemoryHistory(List.of(timeline::kept, runs::kept, messages::kept, orders::kept)));
    }

    @Override
    public Held held() {
        return chaos.around(Held.class, held);
    }

    @Override
    public Campaigns campaigns() {
        return campaigns;
    }

    @Override
    public Templates templates() {
        return campaigns.templates;
    }

    @Override
    public Timers timers() {
        return chaos.around(Timers.class, timers);
    }

    @Override
    public Journeys journeys() {
        return chaos.around(Journeys.class, journeys);
    }

    @Override
    public SendQueue sendQueue() {
        return chaos.around(SendQueue.class, sendQueue);
    }

    @Override
    public OutcomeQueue outcomeQueue() {
        return chaos.around(OutcomeQueue.class, outcomeQueue);
    }

    @Override
    public EventBus bus() {
        return bus;
    }

    @Override
    public RejectedEvents rejected() {
        return chaos.around(RejectedEvents.class, rejected);
    }

    @Override
    public Counters counters() {
        return chaos.around(Counters.class, counters);
    }

    @Override
    public CountedItems countedItems() {
        return chaos.around(CountedItems.class, new MemoryCountedItems(runs, messages, orders));
    }

    @Override
    public CountingPlans countingPlans() {
        return chaos.around(CountingPlans.class, countingPlans);
    }

    @Override
    public Renderer renderer() {
        return renderer;
    }

    @Override
    public PhoneNumbers phones() {
        return new LibPhoneNumbers();
    }

    @Override
    public WebCalls webCalls() {
        return chaos.around(WebCalls.class, webCalls);
    }

    @Override
    public Secrets secrets() {
        return secrets::get;
    }

    @Override
    public SendHandler.Visibility webhookVisibility() {
        return (receiptHandle, delay) -> delays.put(receiptHandle, delay);
    }

    @Override
    public Html html() {
        return new JsoupHtml();
    }

    @Override
    public Sender sender(Channel channel) {
        return chaos.around(Sender.class, sender);
    }

    @Override
    public String pushKey() {
        return "BPushKey";
    }

    @Override
    public Backoff backoff() {
        return Backoff.NONE;
    }

    @Override
    public TrackedLinks links() {
        return LINKS;
    }

    @Override
    public SendHandler.Visibility visibility(Channel channel) {
        return (receiptHandle, delay) -> delays.put(receiptHandle, delay);
    }

    @Override
    public WhatsAppWebhook whatsAppWebhook() {
        return new WhatsAppWebhook("app-secret", "verify");
    }

    @Override
    public SignIn signIn() {
        return new SignIn("", "");
    }

    @Override
    public SourceLimit browserLimit() {
        return SourceLimit.NONE;
    }

    @Override
    public String pictureOrigins() {
        return "";
    }
}
