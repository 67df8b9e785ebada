package dev.homing.app.port;

import dev.homing.app.TestCampaigns;
import dev.homing.domain.CountingBasis;
import dev.homing.domain.Facts;
import dev.homing.domain.Money;
import dev.homing.domain.analytics.AttributedOrder;
import dev.homing.domain.analytics.CountingPlan;
import dev.homing.domain.analytics.Ledger;
import dev.homing.domain.campaign.BrowserRules;
import dev.homing.domain.campaign.Campaign;
import dev.homing.domain.campaign.QuietHours;
import dev.homing.domain.campaign.Shop;
import dev.homing.domain.cart.Cart;
import dev.homing.domain.cart.CartLine;
import dev.homing.domain.cart.Carts;
import dev.homing.domain.channel.Channel;
import dev.homing.domain.channel.Platform;
import dev.homing.domain.consent.AddressKey;
import dev.homing.domain.consent.Consent;
import dev.homing.domain.consent.Consents;
import dev.homing.domain.consent.Policy;
import dev.homing.domain.consent.Scope;
import dev.homing.domain.consent.Suppression;
import dev.homing.domain.event.CustomerEvent;
import dev.homing.domain.event.Identities;
import dev.homing.domain.event.TimelineKey;
import dev.homing.domain.flow.Awaits;
import dev.homing.domain.flow.Flow;
import dev.homing.domain.flow.Node;
import dev.homing.domain.id.CustomerId;
import dev.homing.domain.id.Group;
import dev.homing.domain.id.MessageId;
import dev.homing.domain.id.RunId;
import dev.homing.domain.id.Visit;
import dev.homing.domain.message.Message;
import dev.homing.domain.message.MessageStatus;
import dev.homing.domain.order.OrderRecord;
import dev.homing.domain.order.Refund;
import dev.homing.domain.order.Refunds;
import dev.homing.domain.profile.Device;
import dev.homing.domain.profile.Devices;
import dev.homing.domain.profile.Profile;
import dev.homing.domain.profile.Takeover;
import dev.homing.domain.profile.Trait;
import dev.homing.domain.reason.Decision;
import dev.homing.domain.reason.Reason;
import dev.homing.domain.run.Called;
import dev.homing.domain.run.Leg;
import dev.homing.domain.run.Run;
import dev.homing.domain.state.ActiveRun;
import dev.homing.domain.state.ActiveRuns;
import dev.homing.domain.state.Agenda;
import dev.homing.domain.state.ArmedTimer;
import dev.homing.domain.state.Awaiting;
import dev.homing.domain.state.Browsing;
import dev.homing.domain.state.Caps;
import dev.homing.domain.state.CustomerState;
import dev.homing.domain.state.Groups;
import dev.homing.domain.state.Identity;
import dev.homing.domain.state.LatestStarts;
import dev.homing.domain.state.LatestTimes;
import dev.homing.domain.state.Outcome;
import dev.homing.domain.state.RecentEvents;
import dev.homing.domain.state.Touch;
import dev.homing.domain.state.Touches;
import dev.homing.domain.template.Template;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Values of every kind that is stored or sent, drawn by a seed; each field is sometimes absent, empty or odd. */
public final class Samples {
    private static final Instant NOW = Instant.parse("2026-11-22T10:15:30.123Z");
    private static final List<String> CURRENCIES = List.of("EUR", "USD", "JPY", "KWD");
    private static final String LETTERS = "abcXYZ019 -_#|/\"\\\n\u00e9\u6f22\ud83d\ude00";

    private final Random random;

    public Samples(long seed) {
        this.random = new Random(seed);
    }

    /** A customer whom no other test uses. */
    public static CustomerId customer() {
        return CustomerId.ofUser(UUID.randomUUID().toString());
    }

    /** A key, such as a campaign's, that no other test uses. */
    public static String unique(String beginning) {
        return beginning + "-" + UUID.randomUUID().toString().substring(0, 13);
    }

    public CustomerState state(CustomerId id) {
        SequencedMap<String, Cart> carts = new LinkedHashMap<>();
        some(2, () -> "" + text()).forEach(key -> carts.put(key, cart()));
        return new CustomerState(
                id,
                new Identity(
                        maybe(Samples::customer),
                        random.nextBoolean(),
                        random.nextBoolean(),
                        random.nextBoolean(),
                        random.nextBoolean(),
                        maybe(this::instant),
                        set(2, Samples::customer)),
                new RecentEvents(
                        some(20, () -> new RecentEvents.Entry(random.nextLong(), millis())), maybe(this::instant)),
                new Carts(carts, maybe(this::instant)),
                new Agenda(some(2, this::timer), random.nextInt(5)),
                new ActiveRuns(some(
                        2,
                        () -> new ActiveRun(
                                run(id),
                                name(),
                                random.nextInt(9),
                                text(),
                                instant(),
                                instant(),
                                hashes(),
                                maybe(() ->
                                        new Awaiting(random.nextLong(), random.nextBoolean(), instant(), instant()))))),
                new Touches(some(3, () -> touch(id))),
                new LatestStarts(some(3, () -> new RecentEvents.Entry(random.nextLong(), millis()))),
                new LatestTimes(some(30, () -> new RecentEvents.Entry(random.nextLong(), millis())), random.nextInt(9)),
                new Groups(new TreeSet<>(some(20, random::nextLong)), random.nextInt(9)),
                new Caps(
                        Map.of(
                                pick(Channel.values()),
                                some(12, () -> new RecentEvents.Entry(random.nextLong(), millis()))),
                        Map.of(
                                new Caps.CampaignChannel(name(), pick(Channel.values())),
                                new Caps.Remembered(
                                        Duration.ofHours(1 + random.nextInt(2_000)),
                                        some(9, () -> new RecentEvents.Entry(random.nextLong(), millis())))),
                        random.nextBoolean() ? new Caps.Lead(name(), 1 + random.nextInt(100), instant()) : null),
                random.nextBoolean()
                        ? Browsing.NONE
                        : new Browsing(
                                instant(), instant(), 1 + random.nextInt(40), random.nextBoolean() ? "" : "/" + name()),
                some(6, () -> outcome(id)),
                random.nextInt(10) == 0 ? Instant.EPOCH : instant(),
                random.nextInt(1_000));
    }

    private Set<Long> hashes() {
        return new LinkedHashSet<>(some(3, random::nextLong));
    }

    public Profile profile(CustomerId id) {
        Map<String, Trait> traits = new LinkedHashMap<>();
        some(6, this::text).forEach(name -> traits.put(name, new Trait(json(2), instant(), random.nextBoolean())));
        Consents consents = Consents.NONE;
        for (String scope : List.of("all", "email", "whatsapp", "all/news", "email/news")) {
            if (random.nextBoolean()) {
                consents = consents.with(
                        Objects.requireNonNull(Scope.parse(scope)),
                        new Consent(
                                pick(Consent.State.values()),
                                instant(),
                                name(),
                                maybe(this::text),
                                maybe(() -> new Consent.Undo(
                                        MessageId.parse(id + "-" + name()),
                                        maybe(() -> new Consent(
                                                pick(Consent.State.values()), instant(), name(), maybe(this::text))),
                                        instant()))));
            }
        }
        return new Profile(
                id,
                maybe(this::name),
                set(3, this::name),
                traits,
                consents,
                new Devices(some(4, this::device)),
                set(2, Samples::customer),
                random.nextInt(1_000));
    }

    private Device device() {
        Platform platform = pick(Platform.values());
        return new Device(
                platform,
                text(),
                platform == Platform.WEB ? new Device.Keys(text(), text()) : null,
                instant(),
                random.nextBoolean());
    }

    public Suppression suppression(AddressKey address, long revision) {
        Map<Suppression.Why, Suppression.Given> reasons = new LinkedHashMap<>();
        for (Suppression.Why why : Suppression.Why.values()) {
            if (random.nextBoolean()) {
                reasons.put(
                        why, new Suppression.Given(instant(), instant(), maybe(this::reason), maybe(this::instant)));
            }
        }
        return new Suppression(
                address, maybe(this::text), reasons, some(3, () -> new Suppression.Told(name(), instant())), revision);
    }

    public Timeline.Entry entry(CustomerId customer) {
        CustomerEvent event = maybe(this::event);
        Instant at = instant();
        return new Timeline.Entry(
                customer, TimelineKey.of(at, name()), at, event, some(3, this::decision), some(2, this::text));
    }

    public CustomerEvent event() {
        String visitor = maybe(this::name);
        String user = visitor == null ? name() : maybe(this::name);
        return new CustomerEvent(
                name(),
                pick(CustomerEvent.Kind.values()),
                text() + "!",
                new Identities(user, visitor, maybe(this::name), null),
                maybe(this::instant),
                instant(),
                instant(),
                pick(CustomerEvent.Origin.values()),
                facts(),
                facts(),
                some(2, this::text));
    }

    private Reason reason() {
        Reason bare = Reason.of(pick(Reason.Code.values()));
        return random.nextBoolean() ? bare : bare.with("event", name());
    }

    public Decision decision() {
        Map<String, String> params = new LinkedHashMap<>();
        some(2, this::name).forEach(name -> params.put(name, text()));
        return new Decision(name(), pick(Decision.Kind.values()), new Reason(pick(Reason.Code.values()), params));
    }

    public Run run(CustomerId customer, long revision) {
        return new Run(
                run(customer),
                name(),
                random.nextInt(9),
                text(),
                instant(),
                instant(),
                facts(),
                random.nextBoolean(),
                pick(Run.Status.values()),
                leg(),
                instant(),
                maybe(this::instant),
                maybe(this::reason),
                maybe(this::name),
                random.nextBoolean(),
                some(2, () -> new Run.Taken(1 + random.nextInt(3), name(), name(), instant())),
                maybe(() -> new Run.Waiting(1 + random.nextInt(3), name(), text(), instant())),
                some(
                        2,
                        () -> new Called(
                                1 + random.nextInt(3),
                                name(),
                                random.nextInt(4),
                                instant(),
                                random.nextInt(600),
                                facts(),
                                maybe(this::reason))),
                maybe(() -> new Run.Moved(
                        1 + random.nextInt(3),
                        2 + random.nextInt(3),
                        1 + random.nextInt(9),
                        maybe(this::name),
                        name(),
                        instant())),
                counting(),
                revision);
    }

    public Message message(CustomerId customer, long revision) {
        List<Message.StatusAt> statuses = new ArrayList<>();
        for (MessageStatus status : MessageStatus.values()) {
            if (random.nextInt(3) == 0) {
                statuses.add(new Message.StatusAt(status, instant()));
            }
        }
        Visit visit = visit(customer);
        Channel channel = pick(Channel.values());
        return new Message(
                MessageId.of(visit, channel),
                visit,
                name(),
                random.nextInt(9),
                channel,
                random.nextBoolean(),
                instant(),
                statuses,
                maybe(this::reason),
                instant(),
                random.nextInt(5),
                maybe(this::name),
                maybe(() -> AddressKey.of(channel, text())),
                maybe(this::text),
                some(4, () -> "https://shop.example/" + text()),
                random.nextInt(4),
                random.nextBoolean(),
                random.nextBoolean(),
                random.nextBoolean(),
                counting(),
                revision);
    }

    public AttributedOrder order(CustomerId customer, long revision) {
        String currency = CURRENCIES.get(random.nextInt(CURRENCIES.size()));
        RunId run = run(customer);
        return new AttributedOrder(
                customer,
                name(),
                run,
                MessageId.of(Visit.first(run, name()), Channel.EMAIL),
                name(),
                random.nextInt(9),
                pick(Channel.values()),
                maybe(() -> money(currency)),
                instant(),
                instant(),
                instant(),
                random.nextBoolean(),
                refunds(currency),
                counting(),
                revision);
    }

    private Refund refund(String currency) {
        return switch (random.nextInt(3)) {
            case 0 -> new Refund.Whole();
            case 1 -> new Refund.Part(money(currency));
            default -> new Refund.SoFar(money(currency));
        };
    }

    private Refunds refunds(String currency) {
        Refunds refunds = Refunds.NONE;
        for (String event : some(3, this::name)) {
            refunds = refunds.with(event, refund(currency));
        }
        return refunds;
    }

    public OrderRecord orderRecord(long revision) {
        return new OrderRecord(
                name(),
                maybe(() -> new Identities(name(), maybe(this::name), null, null)),
                random.nextBoolean(),
                maybe(this::customerId),
                maybe(() -> MessageId.of(visit(customer()), Channel.EMAIL)),
                refunds("EUR"),
                revision);
    }

    private CustomerId customerId() {
        return customer();
    }

    /** A plan of some ledgers, with a rebuild or without. */
    public CountingPlan plan(long revision) {
        List<Ledger> ledgers = new ArrayList<>(some(3, this::ledger));
        ledgers.add(ledger());
        return new CountingPlan(
                ledgers,
                maybe(() -> new CountingPlan.Rebuild(
                        ledger(),
                        instant(),
                        maybe(this::text),
                        random.nextInt(5),
                        random.nextInt(),
                        random.nextInt(),
                        random.nextInt(),
                        maybe(this::instant))),
                revision);
    }

    private Ledger ledger() {
        return new Ledger(name(), instant(), LocalDate.EPOCH.plusDays(random.nextInt(30_000)));
    }

    private CountingBasis counting() {
        return new CountingBasis(ZoneId.of(random.nextBoolean() ? "Europe/Berlin" : "America/New_York"), instant());
    }

    public Outcome outcome(CustomerId customer) {
        RunId run = run(random.nextInt(5) == 0 ? customer() : customer);
        return switch (random.nextInt(7)) {
            case 0 ->
                new Outcome.StartRun(
                        run,
                        name(),
                        random.nextInt(9),
                        text(),
                        instant(),
                        instant(),
                        maybe(this::name),
                        maybe(this::instant));
            case 1 -> new Outcome.ArmTimer(name(), name(), instant());
            case 2 -> new Outcome.EndRun(run, reason(), instant());
            case 3 ->
                new Outcome.Convert(
                        name(),
                        run,
                        MessageId.of(Visit.first(run, name()), Channel.EMAIL),
                        name(),
                        random.nextInt(9),
                        pick(Channel.values()),
                        maybe(() -> money("EUR")),
                        instant(),
                        instant(),
                        instant());
            case 4 -> new Outcome.TakeBack(name(), name(), refund("JPY"), instant());
            case 5 -> new Outcome.Member(Group.audience(name()), random.nextBoolean(), instant());
            default -> new Outcome.MergeProfile(customer(), pick(Takeover.values()), hashes(), instant());
        };
    }

    public SendJob sendJob(CustomerId customer) {
        return new SendJob(visit(customer), pick(Channel.values()), maybe(this::name));
    }

    public Held.Place place(CustomerId customer) {
        return random.nextBoolean() ? new Held.Place.Step(visit(customer)) : new Held.Place.Delay(customer, name());
    }

    public Shop shop() {
        Map<Channel, Policy> consent = new LinkedHashMap<>();
        some(2, () -> pick(Channel.values())).forEach(channel -> consent.put(channel, pick(Policy.values())));
        return new Shop(
                text(),
                ZoneId.of("Europe/Berlin"),
                "EUR",
                maybe(() -> "DE"),
                "https://shop.example",
                text(),
                "shop@shop.example",
                maybe(this::text),
                consent,
                maybe(() -> new QuietHours(LocalTime.of(21, 0), LocalTime.of(8, 30))),
                new BrowserRules(some(2, () -> "img.shop.example"), random.nextInt(20), random.nextBoolean()));
    }

    /** A campaign's version with a flow of two messages and their templates. */
    public static Campaign.Version version(String campaign, int number) {
        SequencedMap<String, Node> nodes = new LinkedHashMap<>();
        Awaits aDay = new Awaits(Duration.ofDays(1), Awaits.UnknownOpen.AS_OPENED);
        nodes.put(
                "email",
                Node.Message.waiting(
                        "email",
                        "Reminder",
                        Channel.EMAIL,
                        "reminder",
                        aDay,
                        Map.of(MessageStatus.OPENED, "done"),
                        "again"));
        nodes.put("again", Node.Message.then("again", "Again", Channel.EMAIL, "reminder", "done"));
        nodes.put("done", new Node.End("done", "Done"));
        SequencedMap<String, Template> templates = new LinkedHashMap<>();
        templates.put(
                "reminder",
                new Template.Email("reminder", "Reminder", "Still there", null, "<p>Hi {{firstName}}</p>", null, null));
        return new Campaign.Version(
                campaign,
                number,
                "Campaign " + number,
                "For tests",
                Campaign.Kind.MARKETING,
                TestCampaigns.abandonedCart(Duration.ofMinutes(30), Money.of("10.00", "EUR")),
                new Flow("email", nodes),
                Duration.ofDays(7),
                templates,
                "arn:aws:states:us-east-1:000000000000:stateMachine:homing-" + campaign + ":" + number,
                NOW);
    }

    private Cart cart() {
        SequencedMap<String, CartLine> lines = new LinkedHashMap<>();
        some(3, this::name).forEach(product -> lines.put(product, line(product)));
        Map<String, Instant> tombstones = new LinkedHashMap<>();
        some(2, this::name).forEach(product -> tombstones.put(product, instant()));
        return new Cart(
                lines,
                instant(),
                maybe(this::instant),
                tombstones,
                maybe(() -> new Cart.Link(text(), random.nextBoolean())));
    }

    private CartLine line(String product) {
        return new CartLine(
                product,
                maybe(this::text),
                1 + random.nextInt(9),
                maybe(() -> money(CURRENCIES.get(random.nextInt(CURRENCIES.size())))),
                maybe(this::text),
                maybe(this::text),
                instant(),
                random.nextBoolean());
    }

    private ArmedTimer timer() {
        return new ArmedTimer(
                name(), text(), instant(), instant(), name(), instant(), maybe(this::text), instant(), hashes());
    }

    private Touch touch(CustomerId customer) {
        RunId run = run(random.nextInt(5) == 0 ? customer() : customer);
        return new Touch(
                MessageId.of(Visit.first(run, name()), Channel.EMAIL),
                run,
                name(),
                random.nextInt(9),
                pick(Channel.values()),
                instant(),
                instant());
    }

    private Visit visit(CustomerId customer) {
        return new Visit(run(customer), 1 + random.nextInt(3), name(), 1 + random.nextInt(3));
    }

    public Leg leg() {
        return new Leg(1 + random.nextInt(3), maybe(this::name));
    }

    private RunId run(CustomerId customer) {
        return RunId.of(customer, name(), text(), instant());
    }

    private Facts facts() {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        some(4, this::text).forEach(name -> values.put(name, json(3)));
        return Facts.of(values);
    }

    private @Nullable Object json(int depth) {
        return switch (random.nextInt(depth > 0 ? 8 : 6)) {
            case 0 -> text();
            case 1 -> random.nextInt();
            case 2 -> Integer.MAX_VALUE + 1L + random.nextInt(1_000);
            case 3 -> new BigDecimal(random.nextInt(100_000) + ".5").movePointLeft(random.nextInt(3));
            case 4 -> random.nextBoolean();
            case 5 -> null;
            case 6 -> {
                List<@Nullable Object> list = new ArrayList<>();
                for (int i = random.nextInt(3); i > 0; i--) {
                    list.add(json(depth - 1));
                }
                yield list;
            }
            default -> {
                Map<String, @Nullable Object> map = new LinkedHashMap<>();
                some(3, this::text).forEach(name -> map.put(name, json(depth - 1)));
                yield map;
            }
        };
    }

    private Money money(String currency) {
        return new Money(BigDecimal.valueOf(random.nextInt(1_000_000), 2), currency);
    }

    /** To the millisecond mostly, as clocks of browsers are, and sometimes finer. */
    private Instant instant() {
        return random.nextInt(5) == 0 ? millis().plusNanos(random.nextInt(1_000_000)) : millis();
    }

    private Instant millis() {
        return NOW.plusMillis(random.nextInt());
    }

    private String name() {
        return "n" + Integer.toString(random.nextInt(1_000_000), 36);
    }

    private String text() {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(8); i > 0; i--) {
            int at = random.nextInt(LETTERS.length() - 1);
            text.append(Character.isSurrogate(LETTERS.charAt(at)) ? "\ud83d\ude00" : LETTERS.substring(at, at + 1));
        }
        return text.toString();
    }

    private <T> T pick(T[] values) {
        return values[random.nextInt(values.length)];
    }

    private <T> @Nullable T maybe(Supplier<T> value) {
        return random.nextInt(3) == 0 ? null : value.get();
    }

    private <T> List<T> some(int most, Supplier<T> value) {
        List<T> values = new ArrayList<>();
        for (int i = random.nextInt(most + 1); i > 0; i--) {
            values.add(value.get());
        }
        return values;
    }

    private <T> SequencedSet<T> set(int most, Supplier<T> value) {
        return new LinkedHashSet<>(some(most, value));
    }
}
