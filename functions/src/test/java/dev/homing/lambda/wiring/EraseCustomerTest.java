package dev.homing.lambda.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homing.adapter.aws.OnEmulator;
import dev.homing.adapter.json.inbound.OutcomeJobCodec;
import dev.homing.app.Chaos;
import dev.homing.app.SideBySide;
import dev.homing.app.campaign.PublishCampaign;
import dev.homing.app.port.Backoff;
import dev.homing.app.port.Held.Place;
import dev.homing.app.port.OutcomeQueue.Job.Erase;
import dev.homing.app.port.RejectedEvents.RejectedEvent;
import dev.homing.app.port.Samples;
import dev.homing.app.port.TellQueue;
import dev.homing.app.port.Timeline;
import dev.homing.domain.CountingBasis;
import dev.homing.domain.Facts;
import dev.homing.domain.analytics.AttributedOrder;
import dev.homing.domain.audience.Audience;
import dev.homing.domain.audience.Destination;
import dev.homing.domain.audience.Hashed;
import dev.homing.domain.audience.StaticList;
import dev.homing.domain.audience.Telling;
import dev.homing.domain.broadcast.Broadcast;
import dev.homing.domain.broadcast.Figures;
import dev.homing.domain.broadcast.Reach;
import dev.homing.domain.broadcast.Recipient;
import dev.homing.domain.broadcast.Timing;
import dev.homing.domain.campaign.Campaign;
import dev.homing.domain.care.Erasure;
import dev.homing.domain.channel.Channel;
import dev.homing.domain.channel.Platform;
import dev.homing.domain.condition.Resolved;
import dev.homing.domain.consent.AddressKey;
import dev.homing.domain.consent.Consent;
import dev.homing.domain.consent.Suppression.Why;
import dev.homing.domain.conversation.Conversation;
import dev.homing.domain.conversation.Said;
import dev.homing.domain.conversation.Said.Heard;
import dev.homing.domain.event.CustomerEvent;
import dev.homing.domain.event.CustomerEvent.Kind;
import dev.homing.domain.event.CustomerEvent.Origin;
import dev.homing.domain.event.Identities;
import dev.homing.domain.event.TimelineKey;
import dev.homing.domain.id.CustomerId;
import dev.homing.domain.id.Group;
import dev.homing.domain.id.MessageId;
import dev.homing.domain.id.RunId;
import dev.homing.domain.id.Visit;
import dev.homing.domain.message.Message;
import dev.homing.domain.message.MessageStatus;
import dev.homing.domain.order.OrderMark;
import dev.homing.domain.order.Refunds;
import dev.homing.domain.product.Interest;
import dev.homing.domain.profile.Device;
import dev.homing.domain.profile.Devices;
import dev.homing.domain.profile.Profile;
import dev.homing.domain.profile.Trait;
import dev.homing.domain.reason.Reason;
import dev.homing.domain.run.Leg;
import dev.homing.domain.run.Run;
import dev.homing.domain.state.ActiveRun;
import dev.homing.domain.state.ArmedTimer;
import dev.homing.domain.state.CustomerState;
import dev.homing.domain.state.LatestTimes;
import dev.homing.domain.state.RecentEvents;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;

/**
 * Everything that Homing keeps of a customer, written by every port there is, and erased: what is left is looked for in whatever lies in the tables, and
 * not by the ports, so that a new kind of item that nobody erases is found.
 */
@ExtendWith(OnEmulator.class)
class EraseCustomerTest {
    /** Ports that keep nothing of a customer, or only until it is done; every other one has to be filled below. */
    private static final Set<String> NOTHING_OF_CUSTOMERS = Set.of(
            "answers",
            "backoff",
            "browserLimit",
            "bus",
            "campaigns",
            "countedItems",
            "counters",
            "countingPlans",
            "erasures",
            "eventCatalogue",
            // The provider's own, which an erasure leaves: it keeps messages away.
            "providerSuppressions",
            "history",
            "html",
            // What could not be read of a file, under the import's own id.
            "imports",
            "links",
            "memberWalks",
            "metaUrl",
            "outcomeQueue",
            "phones",
            "pictureOrigins",
            "products",
            "pushKey",
            "relocations",
            "renderer",
            "roster",
            "secrets",
            "sendQueue",
            "sender",
            "signIn",
            "templates",
            "visibility",
            "walks",
            "webCalls",
            "webhookVisibility",
            "whatsAppWebhook");

    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    private static final Resolved ALWAYS = Resolved.EVERYONE;

    private static final CountingBasis COUNTING = new CountingBasis(ZoneId.of("UTC"), Instant.EPOCH);

    private final Chaos chaos = new Chaos();
    private final AwsPorts real = new AwsPorts(
            Map.ofEntries(
                    Map.entry("CONFIG_TABLE", OnEmulator.CONFIG),
                    Map.entry("CUSTOMERS_TABLE", OnEmulator.CUSTOMERS),
                    Map.entry("ACTIVITY_TABLE", OnEmulator.ACTIVITY),
                    Map.entry("ANALYTICS_TABLE", OnEmulator.ANALYTICS),
                    Map.entry("EVENT_BUS", OnEmulator.BUS),
                    Map.entry("SCHEDULE_GROUP", OnEmulator.SCHEDULES),
                    Map.entry("TIMERS_QUEUE_ARN", OnEmulator.queueArn("timers")),
                    Map.entry("TIMERS_DLQ_ARN", OnEmulator.queueArn("timers-dlq")),
                    Map.entry("SCHEDULER_ROLE_ARN", OnEmulator.ROLE),
                    Map.entry("STATES_ROLE_ARN", OnEmulator.ROLE),
                    Map.entry("STATES_LOG_GROUP_ARN", OnEmulator.LOGS),
                    Map.entry("EMAIL_QUEUE_URL", OnEmulator.queueUrl("email")),
                    Map.entry("WHATSAPP_QUEUE_URL", OnEmulator.queueUrl("whatsapp")),
                    Map.entry("SMS_QUEUE_URL", OnEmulator.queueUrl("whatsapp")),
                    Map.entry("PUSH_QUEUE_URL", OnEmulator.queueUrl("whatsapp")),
                    Map.entry("WEBHOOKS_QUEUE_URL", OnEmulator.queueUrl("timers-dlq")),
                    Map.entry("OUTCOMES_QUEUE_URL", OnEmulator.queueUrl("outcomes"))),
            OnEmulator.clients(),
            OnEmulator::now,
            SideBySide.ONE_BY_ONE);
    private final Set<String> filled = new TreeSet<>();
    private final Campaign.Version version = published();
    private final Instant now = NOW;
    private int kills;

    @BeforeEach
    void theQueueIsEmpty() {
        OnEmulator.drain("outcomes");
    }

    /** The ports of the table's own, each call of which can be the last of its process. */
    private Ports ports(boolean filling) {
        return (Ports) Proxy.newProxyInstance(
                Ports.class.getClassLoader(), new Class<?>[] {Ports.class}, (_, method, arguments) -> {
                    if (filling) {
                        filled.add(method.getName());
                    }
                    if (method.getName().equals("backoff")) {
                        return Backoff.NONE;
                    }
                    Object port;
                    try {
                        port = method.invoke(real, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                    return filling || !method.getReturnType().getPackageName().equals("dev.homing.app.port")
                            ? port
                            : broken(method.getReturnType(), port);
                });
    }

    private <T> T broken(Class<T> type, Object port) {
        return chaos.around(type, type.cast(port));
    }

    private Campaign.Version published() {
        Campaign.Version draft = Samples.version(Samples.unique("erased"), 1);
        real.campaigns().shop(new Samples(1).shop());
        PublishCampaign publish = new PublishCampaign(real.campaigns(), real.journeys());
        publish.publish(draft, "ann", NOW);
        real.campaigns().status(draft.campaign(), Campaign.Status.ACTIVE, NOW);
        real.campaigns().launches(draft.campaign(), launches -> launches.begun(1));
        return real.campaigns().version(draft.campaign(), 1);
    }

    /** A customer of whom there is everything, and what all of it has in common. */
    private final class Everything {
        final String word = "q" + UUID.randomUUID().toString().replace("-", "");
        final String user = "user-" + word;
        final String visitor = "visitor-" + word;
        final String email = word + "@example.com";
        final String phone = "+4915" + (100_000_000 + Math.floorMod(word.hashCode(), 899_999_999));
        final String name = "Ada " + word;
        final CustomerId id = CustomerId.ofUser(user);
        final CustomerId anonymous = CustomerId.ofAnonymous(visitor);
        final CustomerId guest = CustomerId.ofEmail(email);
        final Group audience = Group.audience(Samples.unique("audience"));
        final Group list = Group.list(Samples.unique("list"));
        final String executionArn;

        Everything() {
            Ports ports = ports(true);
            Instant later = now.plus(Duration.ofDays(1));
            SequencedMap<String, Destination> destinations = new LinkedHashMap<>();
            destinations.put("ads", new Destination.CustomAudience("1", "meta"));
            ports.campaigns()
                    .save(
                            new Audience(audience.key(), "Audience", ALWAYS, 0, now, destinations),
                            ports.campaigns().latest().number());
            ports.campaigns()
                    .save(
                            new StaticList(list.key(), "List", now),
                            ports.campaigns().latest().number());
            ports.tellings()
                    .save(
                            new TellQueue.TellJob(audience.key(), "ads", id),
                            new Telling(Telling.Phase.IN, Hashed.NOBODY, now, 1, 1, now, null, 0));
            ports.tellQueue();
            Heard heard = new Heard("wamid." + word, now, Said.Kind.TEXT, "I am " + name, null, null);
            Conversation none = Conversation.none(id);
            ports.conversations().save(none.with(heard, phone), heard, later);
            RunId run = RunId.of(id, version.campaign(), "", now);
            RunId single = RunId.of(anonymous, version.campaign(), "cart-" + word, now);
            MessageId message = MessageId.of(Visit.first(run, "email"), Channel.EMAIL);
            String timer = ArmedTimer.timerId(id, version.campaign(), "", 1, later);

            timeline(ports, later);
            ports.runs().save(run(run), later);
            ports.runs().save(run(single).in(new Leg(2, "again"), now), later);
            ports.journeys().start(version, run, Leg.FIRST, NOW);
            executionArn = String.valueOf(version.executable())
                    .replace(":stateMachine:", ":execution:")
                    .replaceFirst(":\\d+$", ":" + run + ".1");
            ports.messages().save(message(message, run), later);
            ports.messages().putToken(message, "token", later);
            ports.held().put(version.campaign(), new Place.Step(new Visit(single, 2, "again", 1)), now);
            ports.held().put(version.campaign(), new Place.Delay(anonymous, timer), now);
            ports.timers().arm(id, timer, later);
            ports.sendQueue();

            String order = "order-" + word;
            ports.orderBook()
                    .save(
                            ports.orderBook()
                                    .of(order)
                                    .orderedBy(new Identities(user, null, null, null), true)
                                    .attributedTo(id, message),
                            later);
            ports.orderBook().save(ports.orderBook().of("others-" + word).attributedTo(id, message), later);
            ports.orders().save(order("others-" + word, run, message), later);

            Profile profile = new Profile(
                    id,
                    user,
                    new LinkedHashSet<>(List.of(visitor)),
                    Map.of(
                            "email", new Trait(email, now, true),
                            "phone", new Trait(phone, now, true),
                            "name", new Trait(name, now, true)),
                    Profile.unknown(id)
                            .with(Channel.EMAIL, new Consent(Consent.State.SUBSCRIBED, now, Consent.STATED, word))
                            .consents(),
                    new Devices(List.of(new Device(Platform.ANDROID, "token-of-" + word, null, now, true))),
                    new LinkedHashSet<>(List.of(anonymous)),
                    0);
            ports.profiles().save(profile);
            ports.suppressions()
                    .save(Objects.requireNonNull(ports.suppressions()
                            .of(AddressKey.of(Channel.EMAIL, email))
                            .because(
                                    Why.BOUNCED,
                                    now,
                                    Reason.of(Reason.Code.MAILBOX_NOT_FOUND)
                                            .withDetails("550 5.1.1 <" + email + "> is unknown"))
                            .toldBy(message, 9, now)));
            states(ports, run, timer, later);

            for (CustomerId each : List.of(id, anonymous)) {
                ports.memberships().put(audience, each, true, now);
                ports.memberships().put(list, each, true, now);
            }
            ports.memberships().put(list, anonymous, false, now.plusSeconds(1));
            broadcast(ports);
            rejected(ports, later);
        }

        private void timeline(Ports ports, Instant later) {
            Identities both = new Identities(user, visitor, null, email);
            put(
                    ports,
                    event("identify", Kind.IDENTIFY, both, null, Facts.NONE, Facts.of(Map.of("email", email))),
                    later);
            CustomerEvent seen = event(
                    "Product Viewed",
                    Kind.TRACK,
                    new Identities(null, visitor, null, null),
                    now,
                    Facts.of(Map.of("products", List.of(Map.of("product_id", "product-" + word)))),
                    Facts.NONE);
            put(ports, seen, later);
            CustomerEvent ordered = event(
                    "Order Completed",
                    Kind.TRACK,
                    both,
                    now,
                    Facts.of(Map.of("order_id", "order-" + word, "cart_id", "cart-" + word)),
                    Facts.NONE);
            put(ports, ordered, later);
            Interest.of(seen).forEach(interest -> {
                ports.interests().put(anonymous, interest, later);
                ports.interests().put(id, interest, later);
            });
            OrderMark.of(ordered, Set.of(email))
                    .forEach(mark -> ports.orderBook().leave(mark, later));
        }

        private void put(Ports ports, CustomerEvent event, Instant later) {
            ports.timeline()
                    .put(
                            new Timeline.Entry(
                                    event.customer(), TimelineKey.of(event), event.at(), event, List.of(), List.of()),
                            later);
        }

        private CustomerEvent event(
                String title, Kind kind, Identities ids, @Nullable Instant stated, Facts properties, Facts traits) {
            return new CustomerEvent(
                    title + word, kind, title, ids, stated, now, now, Origin.SERVER, properties, traits, List.of());
        }

        private Run run(RunId id) {
            return Run.started(
                    id, version.campaign(), 1, "", now, now, Facts.of(Map.of("email", email)), true, COUNTING);
        }

        private Message message(MessageId message, RunId run) {
            return new Message(
                            message,
                            Visit.first(run, "email"),
                            version.campaign(),
                            1,
                            Channel.EMAIL,
                            false,
                            now,
                            List.of(),
                            null,
                            now,
                            1,
                            "provider",
                            AddressKey.of(Channel.EMAIL, email),
                            "Hello " + name,
                            List.of("https://shop.example/" + word),
                            0,
                            true,
                            true,
                            false,
                            COUNTING,
                            0)
                    .with(MessageStatus.SENT, now);
        }

        private AttributedOrder order(String order, RunId run, MessageId message) {
            return new AttributedOrder(
                    id,
                    order,
                    run,
                    message,
                    version.campaign(),
                    1,
                    Channel.EMAIL,
                    null,
                    now,
                    now,
                    now,
                    true,
                    Refunds.NONE,
                    COUNTING,
                    0);
        }

        private void states(Ports ports, RunId run, String timer, Instant later) {
            CustomerState given = CustomerState.unknown(anonymous);
            ports.states().save(given.frozen(id, true));
            CustomerState state = CustomerState.unknown(id)
                    .absorbing(given, now)
                    .identified()
                    .with(new ActiveRun(run, version.campaign(), 1, "", now, now, Set.of(), null))
                    .withTimer(new ArmedTimer(version.campaign(), "", later, later, timer, now, word, now, Set.of()), 1)
                    .withCarts(new Samples(7).state(id).carts())
                    .withTimes(new LatestTimes(
                            Stream.generate(() -> new RecentEvents.Entry(System.nanoTime(), now))
                                    .limit(60)
                                    .toList(),
                            1))
                    .withRecent(RecentEvents.NONE, now);
            ports.states().save(state);
        }

        private void broadcast(Ports ports) {
            Timing timing = new Timing(null, ZoneId.of("UTC"), false, null, 0);
            ports.broadcasts()
                    .save(Broadcast.asked(version.campaign(), 1, Reach.EVERYONE, timing, "ann", null, now), null);
            ports.broadcasts()
                    .add(
                            version.campaign(),
                            1,
                            List.of(Recipient.pending(id, null, now), Recipient.pending(anonymous, null, now)));
            ports.broadcasts().settle(version.campaign(), 1, anonymous, Recipient.Status.SENT, null, now);
            ports.broadcasts().alias(version.campaign(), 1, anonymous, guest);
        }

        private void rejected(Ports ports, Instant later) {
            List<String> texts = List.of(
                    "{\"userId\":\"" + user + "\"}",
                    "{\"context\":{\"traits\":{\"email\":\"" + email.toUpperCase(Locale.ROOT) + "\"}}}",
                    "{\"traits\":{\"phone\":\"0" + phone.substring(3, 6) + " / " + phone.substring(6) + "\"",
                    "{\"homingId\":\"" + id + "\"}");
            for (String text : texts) {
                ports.rejected()
                        .put(
                                new RejectedEvent(
                                        Samples.unique("rejected"), now, Origin.SERVER, "it is broken", text, null),
                                later);
            }
        }

        /** What lies anywhere and names the customer: not what is left in the place of a state, which is known by the hash alone. */
        List<String> left() {
            List<String> naming = new ArrayList<>();
            for (String table :
                    List.of(OnEmulator.CONFIG, OnEmulator.CUSTOMERS, OnEmulator.ACTIVITY, OnEmulator.ANALYTICS)) {
                OnEmulator.clients().dynamoDb().scanPaginator(request -> request.tableName(table)).items().stream()
                        .filter(item -> !isTombstone(item))
                        .map(Object::toString)
                        .filter(this::names)
                        .forEach(naming::add);
            }
            OnEmulator.clients()
                    .scheduler()
                    .listSchedulesPaginator(request -> request.groupName(OnEmulator.SCHEDULES))
                    .schedules()
                    .forEach(listed -> {
                        String input = OnEmulator.clients()
                                .scheduler()
                                .getSchedule(request ->
                                        request.groupName(OnEmulator.SCHEDULES).name(listed.name()))
                                .target()
                                .input();
                        if (names(input)) {
                            naming.add(input);
                        }
                    });
            return naming;
        }

        private boolean names(String text) {
            String lower = text.toLowerCase(Locale.ROOT);
            return Stream.of(word, phone.substring(1), id.value(), anonymous.value(), guest.value())
                    .anyMatch(lower::contains);
        }

        private boolean isTombstone(Map<String, AttributeValue> item) {
            return "STATE"
                            .equals(String.valueOf(
                                    Objects.requireNonNull(item.get("sk")).s()))
                    && Objects.requireNonNull(item.get("s")).s().equals("{\"i\":" + now.toEpochMilli() + "}")
                    && item.containsKey("expiresAtEpochSeconds");
        }
    }

    /** Does every job; where it is killed, at each of its moments in turn, and then whole. */
    private void work(Instant at, boolean killing) {
        while (true) {
            Set<String> jobs = new LinkedHashSet<>(OnEmulator.drain("outcomes"));
            if (jobs.isEmpty()) {
                return;
            }
            jobs.forEach(job -> {
                Erase erase = (Erase) OutcomeJobCodec.read(job);
                killed(killing, () -> useCases(at).eraseCustomer().page(erase.erasure(), erase.step(), at));
            });
        }
    }

    private void killed(boolean killing, Runnable work) {
        for (int moment = killing ? 0 : Integer.MAX_VALUE; ; moment++) {
            chaos.killAt(moment);
            try {
                work.run();
            } catch (Chaos.Killed killed) {
                kills++;
            }
            if (!chaos.struck()) {
                return;
            }
        }
    }

    private UseCases useCases(Instant at) {
        return new UseCases(ports(false), () -> at, () -> at, SideBySide.ONE_BY_ONE);
    }

    private Erasure erased(Everything everything, boolean killing) {
        List<Erasure> asked = new ArrayList<>();
        killed(killing, () -> asked.add(useCases(now).askForErasure().ask(everything.anonymous, "ann", now)));
        work(now, killing);
        OnEmulator.advance(Duration.ofMinutes(15));
        work(now.plus(Duration.ofMinutes(16)), killing);
        return Objects.requireNonNull(
                useCases(now).askForErasure().find(asked.getLast().id()));
    }

    @Test
    void leavesNothing_ofWhatAnyPortKeeps() {
        Everything ada = new Everything();
        Set<String> ports = Arrays.stream(Ports.class.getMethods())
                .map(Method::getName)
                .collect(Collectors.toCollection(TreeSet::new));
        ports.removeAll(NOTHING_OF_CUSTOMERS);
        ports.removeAll(filled);
        assertThat(ports).as("ports that are not filled here").isEmpty();
        assertThat(ada.left()).hasSizeGreaterThan(30);
        assertThat(real.memberships().count(ada.audience)).isEqualTo(2);

        Erasure erasure = erased(ada, false);

        assertThat(erasure.state()).isEqualTo("done");
        assertThat(ada.left()).isEmpty();
        assertThat(real.memberships().count(ada.audience)).isZero();
        assertThat(real.memberships().count(ada.list)).isZero();
        assertThat(real.broadcasts().figures(version.campaign(), 1))
                .as("the figures add up without anybody")
                .isEqualTo(new Figures(
                        Map.of(Recipient.Status.PENDING, 0L, Recipient.Status.SKIPPED, 1L, Recipient.Status.SENT, 1L)));
        assertThat(OnEmulator.clients()
                        .states()
                        .describeExecution(request -> request.executionArn(ada.executionArn))
                        .status())
                .isEqualTo(ExecutionStatus.ABORTED);
        assertThat(Objects.requireNonNull(real.suppressions()
                                .of(AddressKey.of(Channel.EMAIL, ada.email))
                                .refuses(false, Consent.UNKNOWN))
                        .why())
                .isEqualTo(Why.BOUNCED);
        assertThat(real.suppressions()
                        .of(AddressKey.of(Channel.WHATSAPP, ada.phone))
                        .standsFor(Why.ERASED))
                .isTrue();
    }

    @Test
    void leavesNothing_whereverItIsKilled() {
        Everything ada = new Everything();

        Erasure erasure = erased(ada, true);

        assertThat(kills).isGreaterThan(250);
        assertThat(erasure.state()).isEqualTo("done");
        assertThat(ada.left()).isEmpty();
        assertThat(real.memberships().count(ada.audience)).isZero();
    }
}
