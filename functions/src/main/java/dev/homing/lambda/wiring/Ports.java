package dev.homing.lambda.wiring;

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
import dev.homing.domain.message.TrackedLinks;
import dev.homing.domain.profile.PhoneNumbers;
import dev.homing.lambda.SendHandler;
import dev.homing.lambda.admin.SignIn;
import dev.homing.lambda.http.SourceLimit;

/** What is plugged into the ports. Nothing is made before it is asked for, so that a function pays at its start for what it uses. */
public interface Ports {
    CustomerStates states();

    Profiles profiles();

    Suppressions suppressions();

    ProviderSuppressions providerSuppressions();

    Timeline timeline();

    Runs runs();

    Roster roster();

    Messages messages();

    Conversations conversations();

    /** By which people of the shop answer on WhatsApp. */
    Answers answers();

    Orders orders();

    OrderBook orderBook();

    Held held();

    Memberships memberships();

    Walks walks();

    MemberWalks memberWalks();

    Relocations relocations();

    Tellings tellings();

    TellQueue tellQueue();

    /** Where Meta's Graph API is, with its version. */
    String metaUrl();

    Broadcasts broadcasts();

    EventCatalogue eventCatalogue();

    Products products();

    Imports imports();

    Interests interests();

    Erasures erasures();

    History history();

    Campaigns campaigns();

    Templates templates();

    Timers timers();

    Journeys journeys();

    SendQueue sendQueue();

    OutcomeQueue outcomeQueue();

    EventBus bus();

    RejectedEvents rejected();

    Counters counters();

    CountingPlans countingPlans();

    CountedItems countedItems();

    Renderer renderer();

    Html html();

    WebCalls webCalls();

    /** What steps may tell other systems. */
    Secrets secrets();

    /** For when a call comes again. */
    SendHandler.Visibility webhookVisibility();

    PhoneNumbers phones();

    Sender sender(Channel channel);

    /** The public key of the shop's push notifications. The pair is made where there is none, and stays. */
    String pushKey();

    Backoff backoff();

    TrackedLinks links();

    /** For when a job of a channel's queue comes again. */
    SendHandler.Visibility visibility(Channel channel);

    /** Meta's webhook, with its secret as it is now. */
    WhatsAppWebhook whatsAppWebhook();

    SignIn signIn();

    /** Of a network address, in events sent with a browser's key. */
    SourceLimit browserLimit();

    /** Origins of the shop, separated by spaces, whose pictures the admin page may show; empty: only its own host's. */
    String pictureOrigins();
}
