package dev.homing.lambda.wiring;

import dev.homing.adapter.aws.AwsClients;
import dev.homing.adapter.json.Json;
import dev.homing.app.SideBySide;
import dev.homing.app.audience.FreezeAudience;
import dev.homing.app.audience.KeepDestinations;
import dev.homing.app.audience.RemoveGroup;
import dev.homing.app.customer.FindCustomers;
import dev.homing.app.observe.ReadEvent;
import dev.homing.app.observe.ReplayRejected;
import dev.homing.app.report.ReadCounters;
import dev.homing.app.report.ReadRecovery;
import dev.homing.domain.campaign.Shop;
import dev.homing.domain.channel.Channel;
import dev.homing.lambda.AdminHandler;
import dev.homing.lambda.CollectHandler;
import dev.homing.lambda.CountHandler;
import dev.homing.lambda.EmailSendHandler;
import dev.homing.lambda.EventHandler;
import dev.homing.lambda.FeedbackHandler;
import dev.homing.lambda.JsonHandler;
import dev.homing.lambda.OutcomeHandler;
import dev.homing.lambda.PageHandler;
import dev.homing.lambda.PushSendHandler;
import dev.homing.lambda.SendHandler;
import dev.homing.lambda.SetupHandler;
import dev.homing.lambda.SmsSendHandler;
import dev.homing.lambda.TimerHandler;
import dev.homing.lambda.TrackHandler;
import dev.homing.lambda.WebhookHandler;
import dev.homing.lambda.WhatsAppHookHandler;
import dev.homing.lambda.WhatsAppSendHandler;
import dev.homing.lambda.admin.AdminApi;
import dev.homing.lambda.http.SourceLimit;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.Supplier;
import software.amazon.awssdk.http.SdkHttpClient;

/** Puts handlers together out of use cases: one factory method each. */
public final class Wiring extends UseCases {
    /** Doing one thing after the other. */
    public Wiring(Ports ports, Supplier<Instant> clock) {
        this(ports, clock, clock, SideBySide.ONE_BY_ONE);
    }

    private Wiring(Ports ports, Supplier<Instant> clock, Supplier<Instant> wallClock, SideBySide sideBySide) {
        super(ports, clock, wallClock, sideBySide);
    }

    /** On AWS's own services, or on what stands in for them at {@code AWS_ENDPOINT_URL}. */
    public static Wiring of(Map<String, String> environment, Supplier<Instant> clock) {
        SideBySide sideBySide = SideBySide.of(AwsClients.CONNECTIONS);
        return new Wiring(
                new AwsPorts(environment, AwsClients.of(environment), clock, sideBySide),
                clock,
                Instant::now,
                sideBySide);
    }

    /** On what stands in for AWS's own services in the same process, which the HTTP client leads to. */
    public static Wiring of(Map<String, String> environment, SdkHttpClient http, Supplier<Instant> clock) {
        SideBySide sideBySide = SideBySide.of(AwsClients.CONNECTIONS);
        return new Wiring(
                new AwsPorts(environment, AwsClients.inProcess(environment, http), clock, sideBySide),
                clock,
                Instant::now,
                sideBySide);
    }

    /** For a function that AWS starts: one environment a process. */
    public static Wiring ofLambda() {
        return OnLambda.WIRING;
    }

    private static final class OnLambda {
        private static final Wiring WIRING = of(System.getenv(), Instant::now);
    }

    public JsonHandler eventHandler() {
        return new EventHandler(receiveEvents(), clock);
    }

    public JsonHandler timerHandler() {
        return new TimerHandler(fireTimer(), ports.sendQueue(), ports.outcomeQueue(), sideBySide, clock);
    }

    public JsonHandler outcomeHandler() {
        return new OutcomeHandler(this, clock);
    }

    public JsonHandler emailSendHandler() {
        return new EmailSendHandler(sendEmail(), emailVisibility(), sideBySide, clock);
    }

    public JsonHandler whatsAppSendHandler() {
        return new WhatsAppSendHandler(sendWhatsApp(), sendAnswer(), whatsAppVisibility(), sideBySide, clock);
    }

    public JsonHandler smsSendHandler() {
        return new SmsSendHandler(sendSms(), smsVisibility(), sideBySide, clock);
    }

    public JsonHandler pushSendHandler() {
        return new PushSendHandler(sendPush(), pushVisibility(), sideBySide, clock);
    }

    public JsonHandler webhookHandler() {
        return new WebhookHandler(callWebhook(), tellDestination(), webhookVisibility(), sideBySide, clock);
    }

    public SendHandler.Visibility webhookVisibility() {
        return ports.webhookVisibility();
    }

    public JsonHandler feedbackHandler() {
        return new FeedbackHandler(recordFeedback(), receiveReply(), sideBySide, clock);
    }

    public JsonHandler countHandler() {
        return new CountHandler(countActivity());
    }

    public JsonHandler adminHandler() {
        return new AdminHandler(adminApi());
    }

    public AdminApi adminApi() {
        return new AdminApi(
                ports.campaigns(),
                ports.templates(),
                publishCampaign(),
                changeCampaignStatus(),
                issueWriteKey(),
                new ReadRecovery(new ReadCounters(ports.counters(), ports.countingPlans()), ports.campaigns()),
                rebuildCounters(),
                ports.held(),
                readPeople(),
                addCustomer(),
                takeOut(),
                relocatePeople(),
                new FindCustomers(ports.states(), ports.profiles(), ports.campaigns(), ports.phones()),
                readCustomer(),
                exportCustomer(),
                askForErasure(),
                ports.suppressions(),
                ports.providerSuppressions(),
                suppressAddress(),
                ports.rejected(),
                new ReplayRejected(
                        ports.rejected(),
                        new ReadEvent(keepOrders()),
                        ports.bus(),
                        message -> Json.write(message.values())),
                keepAudiences(),
                previewAudience(),
                changeList(),
                new FreezeAudience(keepAudiences(), ports.memberWalks(), ports.outcomeQueue(), ports.backoff()),
                new RemoveGroup(
                        ports.campaigns(),
                        ports.broadcasts(),
                        ports.memberWalks(),
                        ports.outcomeQueue(),
                        ports.backoff()),
                new KeepDestinations(
                        ports.campaigns(),
                        ports.tellings(),
                        ports.memberWalks(),
                        ports.outcomeQueue(),
                        ports.backoff()),
                bringIn(),
                ports.imports(),
                ports.profiles(),
                askForBroadcast(),
                ports.broadcasts(),
                readConversations(),
                answerCustomer(),
                ports.eventCatalogue(),
                ports.renderer(),
                ports.signIn(),
                clock);
    }

    public JsonHandler collectHandler() {
        return new CollectHandler(collectEvents(), callCampaign(), browserLimit(), clock);
    }

    public JsonHandler trackHandler() {
        return new TrackHandler(trackReactions(), readUnsubscription(), keepPreferences(), clock);
    }

    public JsonHandler whatsAppHookHandler() {
        return new WhatsAppHookHandler(
                whatsAppWebhook(),
                recordFeedback(),
                receiveReply(),
                hearCustomer(),
                sendAnswer(),
                keepApprovals(),
                clock);
    }

    /** @param shop the settings that the deployment was given */
    public JsonHandler setupHandler(Shop shop) {
        return new SetupHandler(() -> setup(shop), Duration.ofSeconds(1));
    }

    public JsonHandler pageHandler() {
        return new PageHandler(signInUrl(), pictureOrigins());
    }

    public SendHandler.Visibility emailVisibility() {
        return ports.visibility(Channel.EMAIL);
    }

    public SendHandler.Visibility whatsAppVisibility() {
        return ports.visibility(Channel.WHATSAPP);
    }

    public SendHandler.Visibility smsVisibility() {
        return ports.visibility(Channel.SMS);
    }

    public SendHandler.Visibility pushVisibility() {
        return ports.visibility(Channel.PUSH);
    }

    public String signInUrl() {
        return ports.signIn().userPoolUrl();
    }

    public SourceLimit browserLimit() {
        return ports.browserLimit();
    }

    /** The origins from which the admin page shows pictures, separated by spaces. */
    public String pictureOrigins() {
        return ports.pictureOrigins();
    }
}
