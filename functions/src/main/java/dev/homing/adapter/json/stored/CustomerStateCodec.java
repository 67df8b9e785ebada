package dev.homing.adapter.json.stored;

import dev.homing.adapter.json.Fields;
import dev.homing.adapter.json.Json;
import dev.homing.adapter.json.Keys;
import dev.homing.adapter.json.MalformedJson;
import dev.homing.adapter.json.Times;
import dev.homing.adapter.json.Tuple;
import dev.homing.domain.Hash;
import dev.homing.domain.StoredBytes;
import dev.homing.domain.cart.Cart;
import dev.homing.domain.cart.Carts;
import dev.homing.domain.id.CustomerId;
import dev.homing.domain.id.MessageId;
import dev.homing.domain.id.RunId;
import dev.homing.domain.state.ActiveRun;
import dev.homing.domain.state.ActiveRuns;
import dev.homing.domain.state.Agenda;
import dev.homing.domain.state.ArmedTimer;
import dev.homing.domain.state.Awaiting;
import dev.homing.domain.state.Browsing;
import dev.homing.domain.state.CustomerState;
import dev.homing.domain.state.Groups;
import dev.homing.domain.state.Identity;
import dev.homing.domain.state.LatestStarts;
import dev.homing.domain.state.LatestTimes;
import dev.homing.domain.state.Touch;
import dev.homing.domain.state.Touches;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The hot state item, written with every event and billed by the kilobyte: names of one letter, values as arrays, times as differences to
 * the latest event's, the customer's own id left out.
 */
public final class CustomerStateCodec {
    private CustomerStateCodec() {}

    /** Stored bytes of all carts in the item; the heaviest ones beyond it lie in items of their own. */
    static final int CARTS_BUDGET = 750;

    /** Stored bytes of the latest times, the groups and what campaigns' own caps count together; beyond it they lie in an item of their own. */
    static final int HABITS_BUDGET = 400;

    private static final int HASH = 16;
    private static final String SPILLED = "v";

    /**
     * A state as it lies in its items.
     *
     * @param body of the state item
     * @param parts bodies of carts and of habits that are too large for it, by the name under which it mentions them: the hash of the body and of when
     *     the part expires, so that one name never stands for two contents
     * @param expiresAt of the state item; null where it stays
     * @param partsExpireAt later than the state, and the same for a quarter of a year, so that parts are not written with every event; null where they stay
     */
    public record Stored(
            String body,
            Map<String, String> parts,
            @Nullable Instant expiresAt,
            @Nullable Instant partsExpireAt) {}

    /** Of parts, in days. */
    private static final long QUARTER = 90;

    private static @Nullable Instant partsExpireAt(@Nullable Instant expiresAt) {
        if (expiresAt == null) {
            return null;
        }
        long quarter = Math.floorDiv(
                expiresAt.getEpochSecond(), Duration.ofDays(QUARTER).toSeconds());
        return Instant.EPOCH.plus(Duration.ofDays((quarter + 2) * QUARTER));
    }

    private static String name(String body, @Nullable Instant expiresAt) {
        return expiresAt == null ? Hash.name(HASH, body) : Hash.name(HASH, expiresAt.toString(), body);
    }

    public static Stored write(CustomerState state) {
        Instant base = state.seenAt();
        Instant expiresAt = state.expiresAt();
        Instant partsExpireAt = partsExpireAt(expiresAt);
        Map<String, String> spilled = new LinkedHashMap<>();
        Fields json = new Fields();
        if (!base.equals(Instant.EPOCH)) {
            json.at("s", base);
        }
        identity(json, state.identity());
        json.put("e", RecentEventsCodec.write(state.recent().entries()));
        json.put("x", since(base, state.recent().evictedThrough()));
        json.put("o", since(base, state.carts().orderedAt()));
        json.put("c", carts(base, state.carts(), partsExpireAt, spilled));
        json.put("n", state.agenda().number() == 0 ? null : state.agenda().number());
        json.put("t", all(state.timers(), timer -> timer(base, timer)));
        json.put("r", all(state.runs(), run -> run(base, state.id(), run)));
        json.put("u", all(state.touches(), touch -> touch(base, state.id(), touch)));
        json.put("l", RecentEventsCodec.write(state.starts().all()));
        json.put("w", state.times().complete() == 0 ? null : state.times().complete());
        json.put("f", state.groups().evaluated() == 0 ? null : state.groups().evaluated());
        String times = RecentEventsCodec.write(state.times().all());
        String groups = HashesCodec.write(state.groups().in());
        Map<String, Object> remembered = CapsCodec.byCampaign(state.caps());
        int rememberedBytes = remembered == null ? 0 : bytes(Json.write(remembered));
        if (length(times) + length(groups) + rememberedBytes <= HABITS_BUDGET) {
            json.put("h", times).put("g", groups).put("q", remembered);
        } else {
            String body = new Fields()
                    .put("h", times)
                    .put("g", groups)
                    .put("q", remembered)
                    .write();
            String name = name(body, partsExpireAt);
            spilled.put(name, body);
            json.put("d", name);
        }
        json.put("b", CapsCodec.byChannel(state.caps()));
        json.put("j", CapsCodec.lead(base, state.caps().lead()));
        Browsing browsing = state.browsing();
        json.put(
                "V",
                browsing.pages() == 0
                        ? null
                        : new Tuple(base)
                                .at(browsing.begunAt())
                                .at(browsing.latestAt())
                                .add(browsing.pages())
                                .add(browsing.page().isEmpty() ? null : browsing.page())
                                .json());
        json.put("p", all(state.pending(), outcome -> OutcomeCodec.write(base, state.id(), outcome)));
        return new Stored(json.write(), spilled, expiresAt, partsExpireAt);
    }

    /** Names of the parts that lie in items of their own. */
    public static Set<String> partsApart(String body) {
        Set<String> names = new LinkedHashSet<>();
        Fields state = Fields.parse(body);
        String habits = state.optionalText("d");
        if (habits != null) {
            names.add(habits);
        }
        Fields carts = state.object("c");
        carts.json().values().forEach(cart -> {
            String name = Fields.of(cart).optionalText(SPILLED);
            if (name != null) {
                names.add(name);
            }
        });
        return names;
    }

    /**
     * @param revision as stored beside it
     * @param apart bodies of the parts that lie in items of their own, by their names
     * @throws MalformedJson where it was not written here
     */
    public static CustomerState read(CustomerId id, long revision, String text, Map<String, String> apart) {
        Fields json = Fields.parse(text);
        Instant base = seenAt(json);
        SequencedMap<String, Cart> carts = new LinkedHashMap<>();
        json.object("c").json().forEach((key, cart) -> carts.put(key, cart(base, cart, apart)));
        String habitsApart = json.optionalText("d");
        Fields habits = habitsApart == null ? json : Fields.parse(apart(habitsApart, apart));
        return new CustomerState(
                id,
                identity(json),
                RecentEventsCodec.read(json.optionalText("e"), CartCodec.time(base, json, "x")),
                new Carts(carts, CartCodec.time(base, json, "o")),
                new Agenda(all(json, "t", base, CustomerStateCodec::timer), json.number("n")),
                new ActiveRuns(all(json, "r", base, tuple -> run(base, tuple, id))),
                new Touches(all(json, "u", base, tuple -> touch(tuple, id))),
                new LatestStarts(RecentEventsCodec.entries(json.optionalText("l"))),
                new LatestTimes(RecentEventsCodec.entries(habits.optionalText("h")), json.number("w")),
                new Groups(HashesCodec.sorted(habits.optionalText("g")), json.number("f")),
                CapsCodec.read(base, json, habits.object("q")),
                browsing(base, json.raw("V")),
                all(json, "p", base, tuple -> OutcomeCodec.read(tuple, id)),
                base,
                revision);
    }

    private static Browsing browsing(Instant base, @Nullable Object json) {
        if (json == null) {
            return Browsing.NONE;
        }
        Tuple tuple = new Tuple(base, json);
        Instant begunAt = tuple.at();
        Instant latestAt = tuple.at();
        int pages = (int) tuple.number();
        String page = tuple.optionalText();
        return new Browsing(begunAt, latestAt, pages, page == null ? "" : page);
    }

    private static void identity(Fields json, Identity identity) {
        CustomerId mergedInto = identity.mergedInto();
        json.put("m", mergedInto == null ? null : mergedInto.value());
        json.put("z", identity.emptied() ? true : null);
        json.put("k", identity.known() ? true : null);
        json.put("v", identity.vouched() ? true : null);
        json.put("y", identity.mergedByTrusted() ? true : null);
        Instant erasedAt = identity.erasedAt();
        if (erasedAt != null) {
            json.at("i", erasedAt);
        }
        json.put("a", identity.absorbed().stream().map(CustomerId::value).toList());
    }

    /** Who a stored state's customer turned out to be, without reading the rest of it; null for nobody else. */
    public static @Nullable CustomerId mergedInto(String body) {
        return mergedInto(Fields.parse(body));
    }

    /** When a stored state's customer was active last, without reading the rest of it; the epoch where they never were. */
    public static Instant seenAt(String body) {
        return seenAt(Fields.parse(body));
    }

    private static Instant seenAt(Fields json) {
        Instant seenAt = json.optionalAt("s");
        return seenAt == null ? Instant.EPOCH : seenAt;
    }

    private static @Nullable CustomerId mergedInto(Fields json) {
        String mergedInto = json.optionalText("m");
        return mergedInto == null ? null : new CustomerId(mergedInto);
    }

    private static Identity identity(Fields json) {
        SequencedSet<CustomerId> absorbed = new LinkedHashSet<>();
        json.texts("a").forEach(other -> absorbed.add(new CustomerId(other)));
        return new Identity(
                mergedInto(json),
                json.flag("z"),
                json.flag("k"),
                json.flag("v"),
                json.flag("y"),
                json.optionalAt("i"),
                absorbed);
    }

    /** The carts by their keys; the heaviest are replaced by names until the others fit. */
    private static Map<String, Object> carts(
            Instant base, Carts carts, @Nullable Instant expiresAt, Map<String, String> spilled) {
        Map<String, Object> json = new LinkedHashMap<>();
        Map<String, Integer> bytes = new HashMap<>();
        carts.byKey().forEach((key, cart) -> {
            Map<String, @Nullable Object> one = CartCodec.write(base, cart);
            json.put(key, one);
            bytes.put(key, bytes(Json.write(one)) + StoredBytes.of(key));
        });
        int all = bytes.values().stream().mapToInt(Integer::intValue).sum();
        List<String> heaviest = carts.byKey().keySet().stream()
                .sorted(Comparator.comparing((String key) -> bytes.getOrDefault(key, 0))
                        .reversed())
                .toList();
        for (String key : heaviest) {
            if (all <= CARTS_BUDGET) {
                break;
            }
            String body = Json.write(CartCodec.write(Instant.EPOCH, carts.cart(key)));
            String name = name(body, expiresAt);
            spilled.put(name, body);
            json.put(key, Map.of(SPILLED, name));
            all -= bytes.getOrDefault(key, 0) - HASH - 10 - StoredBytes.of(key);
        }
        return json;
    }

    private static int bytes(String json) {
        return json.getBytes(StandardCharsets.UTF_8).length;
    }

    private static Cart cart(Instant base, @Nullable Object value, Map<String, String> apart) {
        Fields json = Fields.of(value);
        String name = json.optionalText(SPILLED);
        if (name == null) {
            return CartCodec.read(base, json);
        }
        return CartCodec.read(Instant.EPOCH, Fields.parse(apart(name, apart)));
    }

    private static String apart(String name, Map<String, String> apart) {
        String body = apart.get(name);
        if (body == null) {
            throw new MalformedJson("The part " + name + " of a state is missing");
        }
        return body;
    }

    private static int length(@Nullable String text) {
        return text == null ? 0 : text.length();
    }

    private static List<@Nullable Object> timer(Instant base, ArmedTimer timer) {
        return new Tuple(base)
                .add(timer.campaign())
                .add(timer.key())
                .at(timer.due())
                .at(timer.firesAt())
                .add(timer.timerId())
                .at(timer.triggeredAt())
                .add(timer.eventKey())
                .at(timer.begunAt().equals(timer.triggeredAt()) ? null : timer.begunAt())
                .add(HashesCodec.write(timer.about()))
                .json();
    }

    private static ArmedTimer timer(Tuple json) {
        String campaign = json.text();
        String key = json.text();
        Instant due = json.at();
        Instant firesAt = json.at();
        String timerId = json.text();
        Instant triggeredAt = json.at();
        String eventKey = json.optionalText();
        Instant begunAt = json.optionalAt();
        return new ArmedTimer(
                campaign,
                key,
                due,
                firesAt,
                timerId,
                triggeredAt,
                eventKey,
                begunAt == null ? triggeredAt : begunAt,
                HashesCodec.read(json.optionalText()));
    }

    private static List<@Nullable Object> run(Instant base, CustomerId owner, ActiveRun run) {
        return new Tuple(base)
                .add(runId(owner, run.id()))
                .add(run.campaign())
                .add(run.version())
                .add(run.key())
                .at(run.triggeredAt())
                .at(run.latestEnd())
                .add(HashesCodec.write(run.about()))
                .add(awaiting(base, run.awaiting()))
                .json();
    }

    private static @Nullable List<@Nullable Object> awaiting(Instant base, @Nullable Awaiting awaiting) {
        return awaiting == null
                ? null
                : new Tuple(base)
                        .add(HashesCodec.write(Set.of(awaiting.asked())))
                        .at(awaiting.since())
                        .at(awaiting.until())
                        .add(awaiting.anew() ? 1 : null)
                        .json();
    }

    private static @Nullable Awaiting awaiting(Instant base, @Nullable Object json) {
        if (json == null) {
            return null;
        }
        Tuple tuple = new Tuple(base, json);
        long asked = HashesCodec.read(tuple.text()).getFirst();
        Instant since = tuple.at();
        Instant until = tuple.at();
        return new Awaiting(asked, tuple.number() == 1, since, until);
    }

    private static ActiveRun run(Instant base, Tuple json, CustomerId owner) {
        return new ActiveRun(
                runId(owner, json.text()),
                json.text(),
                (int) json.number(),
                json.text(),
                json.at(),
                json.at(),
                HashesCodec.read(json.optionalText()),
                awaiting(base, json.raw()));
    }

    private static List<@Nullable Object> touch(Instant base, CustomerId owner, Touch touch) {
        return new Tuple(base)
                .add(messageId(owner, touch.message()))
                .add(runId(owner, touch.run()))
                .add(touch.campaign())
                .add(touch.version())
                .add(touch.channel().key())
                .at(touch.triggeredAt())
                .at(touch.at())
                .json();
    }

    private static Touch touch(Tuple json, CustomerId owner) {
        return new Touch(
                messageId(owner, json.text()),
                runId(owner, json.text()),
                json.text(),
                (int) json.number(),
                Keys.channel(json.text()),
                json.at(),
                json.at());
    }

    /** The hash alone where the run is the customer's own, the whole id where it came by a merge. */
    static String runId(CustomerId owner, RunId run) {
        return run.customer().equals(owner) ? run.hash() : run.toString();
    }

    static RunId runId(CustomerId owner, String text) {
        return text.indexOf('-') < 0 ? new RunId(owner, text) : RunId.parse(text);
    }

    static String messageId(CustomerId owner, MessageId message) {
        return message.customer().equals(owner) ? message.hash() : message.toString();
    }

    static MessageId messageId(CustomerId owner, String text) {
        return text.indexOf('-') < 0 ? new MessageId(owner, text) : MessageId.parse(text);
    }

    private static @Nullable Number since(Instant base, @Nullable Instant at) {
        return at == null ? null : Times.since(base, at);
    }

    private static <T> List<Object> all(Iterable<T> values, Function<T, List<@Nullable Object>> writer) {
        List<Object> all = new ArrayList<>();
        values.forEach(value -> all.add(writer.apply(value)));
        return all;
    }

    private static <T> List<T> all(Fields json, String name, Instant base, Function<Tuple, T> reader) {
        List<T> all = new ArrayList<>();
        for (Object item : json.list(name)) {
            all.add(reader.apply(new Tuple(base, item)));
        }
        return all;
    }
}
