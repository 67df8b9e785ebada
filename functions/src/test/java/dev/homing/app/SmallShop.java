package dev.homing.app;

import dev.homing.adapter.memory.MemoryJourneys;
import dev.homing.app.campaign.PublishCampaign;
import dev.homing.app.observe.ReceiveEvents.Delivery;
import dev.homing.app.port.SendJob;
import dev.homing.app.send.SendMessage;
import dev.homing.domain.Facts;
import dev.homing.domain.campaign.BrowserRules;
import dev.homing.domain.campaign.Campaign;
import dev.homing.domain.campaign.Shop;
import dev.homing.domain.channel.Channel;
import dev.homing.domain.event.CustomerEvent.Origin;
import dev.homing.domain.id.CustomerId;
import dev.homing.domain.id.RunId;
import dev.homing.domain.id.Visit;
import dev.homing.domain.message.Message;
import dev.homing.domain.message.MessageStatus;
import dev.homing.domain.run.Run;
import dev.homing.domain.state.CustomerState;
import dev.homing.lambda.wiring.Wiring;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A shop in memory in which nothing happens by itself: a test plays the queues, the executions, the provider and the clock. */
public final class SmallShop {
    public static final String TOKEN = "token-1";
    public static final CustomerId ADA = CustomerId.ofUser("ada");

    public final Chaos chaos = new Chaos();
    public final MemoryJourneys journeys = new MemoryJourneys();
    public final MemoryPorts ports =
            new MemoryPorts(journeys, (template, data, _, _) -> TestRendering.fill(template, data), chaos);
    public final Wiring wiring;
    public final Storefront storefront;
    private Instant now = World.START;

    public SmallShop() {
        wiring = new Wiring(ports, this::now);
        storefront = new Storefront(this::now);
        ports.campaigns.shop(new Shop(
                "Shop",
                ZoneId.of("Europe/Berlin"),
                "EUR",
                null,
                "https://shop.example",
                "Shop",
                "shop@shop.example",
                null,
                Map.of(),
                null,
                BrowserRules.USUAL));
        publish(TestCampaigns.cartRecovery());
        publish(TestCampaigns.paymentFailed());
    }

    public Campaign publish(Campaign.Version version) {
        Campaign campaign = new PublishCampaign(ports.campaigns, journeys).publish(version, "ann", now);
        ports.campaigns.status(version.campaign(), Campaign.Status.ACTIVE, now);
        return campaign;
    }

    public Instant now() {
        return now;
    }

    public void advance(Duration by) {
        now = now.plus(by);
    }

    /** @return ids of the deliveries that are to come again: the messages' own */
    public Map<String, RuntimeException> receive(Origin origin, Facts... messages) {
        List<Delivery> deliveries = new ArrayList<>();
        for (Facts message : messages) {
            String id = String.valueOf(message.text("messageId"));
            deliveries.add(new Delivery(id, "bus-" + id, message, message.toString(), origin, now));
        }
        return wiring.receiveEvents().receive(deliveries, now);
    }

    public Map<String, RuntimeException> receive(Facts... messages) {
        return receive(Origin.SERVER, messages);
    }

    public CustomerState state(CustomerId id) {
        return ports.states.load(id);
    }

    /** Ada leaves a cart, half an hour passes, and the run that follows has come to its first step, which waits under {@link #TOKEN}. */
    public SendJob emailJob() {
        receive(storefront.identify("i1", "ada", "anon-1"), storefront.added("e1", "ada", "A", "10.00"));
        advance(Duration.ofMinutes(30));
        fireTimers();
        journeys.await(TOKEN);
        return new SendJob(Visit.first(run().id(), "email"), Channel.EMAIL, TOKEN);
    }

    /** Ada's payment fails: a campaign of one message, which no execution waits for. */
    public SendJob paymentJob() {
        receive(storefront.identify("i1", "ada", null));
        receive(storefront.track("p1", "ada", "Payment Failed", Map.of("order_id", "order-1")));
        return ports.sendQueue.take().getFirst();
    }

    /**
     * Ada leaves a cart in a shop that reminds by SMS alone, and an hour passes: a campaign of one message.
     *
     * @param consents whether she agreed to SMS
     */
    public SendJob smsJob(boolean consents) {
        publish(TestCampaigns.smsReminder());
        Map<String, Object> identify =
                new HashMap<>(storefront.identify("i1", "ada", null).values());
        identify.put(
                "traits", Map.of("phone", "+4915112345678", "firstName", "Ada", "consent", Map.of("sms", consents)));
        receive(Facts.of(identify), storefront.added("e1", "ada", "A", "10.00"));
        advance(Duration.ofHours(1));
        fireTimers();
        return ports.sendQueue.take().stream()
                .filter(job -> job.channel() == Channel.SMS)
                .findFirst()
                .orElseThrow();
    }

    public SendMessage.Result sendSms(SendJob job) {
        return wiring.sendSms().send(job, now);
    }

    public void fireTimers() {
        ports.timers.takeDue(now).forEach(timer -> wiring.fireTimer().fire(timer.customer(), timer.timerId(), now));
    }

    public SendMessage.Result send(SendJob job) {
        return wiring.sendEmail().send(job, now);
    }

    public Message feedback(SendJob job, MessageStatus status) {
        Message message = wiring.recordFeedback().record(job.message(), status, now, null, now);
        if (message == null) {
            throw new IllegalStateException("There is no message " + job.message());
        }
        return message;
    }

    public Message message(SendJob job) {
        Message message = ports.messages.find(job.message());
        if (message == null) {
            throw new IllegalStateException("There is no message " + job.message());
        }
        return message;
    }

    /** The only run. */
    public Run run() {
        List<Run> all = ports.runs.all();
        if (all.size() != 1) {
            throw new IllegalStateException("Not one run: " + all);
        }
        return all.getFirst();
    }

    public Run run(RunId id) {
        Run run = ports.runs.find(id);
        if (run == null) {
            throw new IllegalStateException("There is no run " + id);
        }
        return run;
    }
}
