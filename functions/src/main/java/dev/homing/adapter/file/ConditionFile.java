package dev.homing.adapter.file;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.homing.domain.Durations;
import dev.homing.domain.Money;
import dev.homing.domain.channel.Channel;
import dev.homing.domain.condition.Condition;
import dev.homing.domain.event.EventNames;
import dev.homing.domain.event.EventPattern;
import dev.homing.domain.id.Group;
import dev.homing.domain.message.MessageStatus;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Conditions as files and the API write them: an object that says in its first field what it is about. docs/conditions.md has them all. */
public final class ConditionFile {
    /** Deeper ones are a mistake, and would make every event slow. */
    private static final int DEEPEST = 10;

    private static final Duration SHORTEST = Duration.ofMinutes(1);
    private static final Duration LONGEST = Duration.ofDays(730);

    private static final String EXAMPLES =
            "must be a condition such as {\"attribute\":\"country\",\"is\":\"DE\"}, {\"event\":\"Order Completed\",\"within\":\"P30D\"},"
                    + " {\"cart\":\"filled\"}, {\"all\":[...]}, {\"any\":[...]} or {\"not\":{...}}";

    private ConditionFile() {}

    /** What a condition can ask about where it stands. */
    public enum About {
        /** A customer. */
        CUSTOMER,
        /** A customer, and the event that starts a campaign. */
        CUSTOMER_AND_EVENT,
        /** An event alone. */
        EVENT,
        /** A product of an event. */
        PRODUCT;

        boolean customer() {
            return this == CUSTOMER || this == CUSTOMER_AND_EVENT;
        }

        boolean event() {
            return this == CUSTOMER_AND_EVENT || this == EVENT;
        }
    }

    /** The condition under a name; the one that holds for everyone where there is none. */
    static Condition optional(CampaignFileFields fields, String name, About about) {
        CampaignFileFields condition = fields.optionalObject(name);
        return condition == null ? Condition.EVERYONE : read(condition, about, 1);
    }

    /** The condition under a name, which has to be there. */
    static Condition read(CampaignFileFields fields, String name, About about) {
        return fields.has(name) ? read(fields.object(name), about, 1) : missing(fields, name);
    }

    /** The condition that this object is. */
    static Condition read(CampaignFileFields fields, About about) {
        return read(fields, about, 1);
    }

    private static Condition missing(CampaignFileFields fields, String name) {
        fields.problem(name, "is required: it " + EXAMPLES);
        return Condition.EVERYONE;
    }

    private static Condition read(CampaignFileFields fields, About about, int depth) {
        if (depth > DEEPEST) {
            fields.problem("", "is nested more than " + DEEPEST + " conditions deep; make it flatter");
            return Condition.EVERYONE;
        }
        Condition condition = known(fields, about, depth);
        if (condition == null) {
            fields.problem("", EXAMPLES);
            return Condition.EVERYONE;
        }
        fields.noNulls();
        fields.onlyKnown();
        return condition;
    }

    private static @Nullable Condition known(CampaignFileFields fields, About about, int depth) {
        if (fields.has("all")) {
            return new Condition.All(all(fields.objects("all", ""), about, depth));
        }
        if (fields.has("any")) {
            return new Condition.Any(all(fields.objects("any", ""), about, depth));
        }
        if (fields.has("not")) {
            return new Condition.Not(read(fields.object("not"), about, depth + 1));
        }
        if (fields.has("property")) {
            return allowed(
                    fields,
                    "property",
                    about != About.CUSTOMER,
                    "there is no event here whose property it could be",
                    new Condition.Property(fields.shortText("property", 200), TestFile.read(fields)));
        }
        Condition products = products(fields, about, depth);
        if (products != null) {
            return products;
        }
        return ofCustomer(fields, about);
    }

    private static @Nullable Condition products(CampaignFileFields fields, About about, int depth) {
        SequencedMap<String, Condition.Quantifier> names = new LinkedHashMap<>();
        names.put("anyProduct", Condition.Quantifier.ANY);
        names.put("allProducts", Condition.Quantifier.ALL);
        names.put("noProduct", Condition.Quantifier.NONE);
        for (var name : names.entrySet()) {
            if (fields.has(name.getKey())) {
                Condition where = read(fields.object(name.getKey()), About.PRODUCT, depth + 1);
                return allowed(
                        fields,
                        name.getKey(),
                        about.event(),
                        "there is no event here whose products they could be",
                        new Condition.Products(name.getValue(), where));
            }
        }
        return null;
    }

    private static @Nullable Condition ofCustomer(CampaignFileFields fields, About about) {
        for (Atom atom : Atom.values()) {
            if (fields.has(atom.field)) {
                return allowed(
                        fields,
                        atom.field,
                        about.customer(),
                        "only properties of the event can be asked for here",
                        atom.read(fields, about));
            }
        }
        return null;
    }

    /** What is asked of a customer, by the field that says so. */
    private enum Atom {
        ATTRIBUTE("attribute"),
        EVENT("event"),
        CART("cart"),
        MESSAGE("message"),
        AUDIENCE("audience"),
        LIST("list"),
        CONSENT("consent"),
        WEEKDAY("weekday"),
        TIME("time");

        private final String field;

        Atom(String field) {
            this.field = field;
        }

        Condition read(CampaignFileFields fields, About about) {
            return switch (this) {
                case ATTRIBUTE -> new Condition.Attribute(fields.shortText("attribute", 200), TestFile.read(fields));
                case EVENT -> did(fields, about);
                case CART -> cart(fields);
                case MESSAGE -> message(fields);
                case AUDIENCE -> new Condition.In(Group.audience(fields.key("audience", 60)));
                case LIST -> new Condition.In(Group.list(fields.key("list", 60)));
                case CONSENT -> consent(fields);
                case WEEKDAY -> weekday(fields);
                case TIME -> time(fields);
            };
        }
    }

    private static Condition allowed(
            CampaignFileFields fields, String name, boolean allowed, String why, Condition condition) {
        if (!allowed) {
            fields.problem(name, "cannot be asked for here: " + why);
        }
        return condition;
    }

    private static List<Condition> all(List<CampaignFileFields> of, About about, int depth) {
        return of.stream().map(one -> read(one, about, depth + 1)).toList();
    }

    private static Condition did(CampaignFileFields fields, About about) {
        String event = EventNames.standard(fields.shortText("event", CampaignFileReader.LONGEST_NAME));
        Condition where = optional(fields, "where", About.EVENT);
        String same = fields.optionalText("same");
        if (same != null && about == About.CUSTOMER) {
            fields.problem("same", "cannot be asked for here: there is no event here that others could be the same as");
        }
        return new Condition.Did(
                EventPattern.of(event.isEmpty() ? EventNames.ORDER_COMPLETED : event),
                times(fields),
                within(fields),
                where,
                same);
    }

    private static Condition.Times times(CampaignFileFields fields) {
        CampaignFileFields count = fields.optionalObject("count");
        if (count == null) {
            return Condition.Times.ONCE;
        }
        if (count.has("is")) {
            Integer exactly = count.number("is", 0, Condition.Times.MOST - 1);
            count.onlyKnown();
            return exactly == null ? Condition.Times.ONCE : new Condition.Times(exactly, exactly);
        }
        Integer least = count.has("atLeast") ? count.number("atLeast", 0, Condition.Times.MOST) : null;
        Integer most = count.has("atMost") ? count.number("atMost", 0, Condition.Times.MOST - 1) : null;
        if (!count.has("atLeast") && !count.has("atMost")) {
            count.problem("", "must say how often, such as {\"atLeast\":3} or {\"is\":0}");
        }
        if (least != null && most != null && least > most) {
            count.problem("atMost", "must not be less than atLeast");
        }
        count.onlyKnown();
        return new Condition.Times(least == null ? 0 : least, most == null ? Condition.Times.UNBOUNDED : most);
    }

    private static @Nullable Duration within(CampaignFileFields fields) {
        return fields.has("within") ? fields.duration("within", null, SHORTEST, LONGEST, false) : null;
    }

    private enum CartAspect {
        FILLED,
        VALUE,
        ABANDONED
    }

    private static Condition cart(CampaignFileFields fields) {
        SequencedMap<String, CartAspect> aspects = new LinkedHashMap<>();
        aspects.put("filled", CartAspect.FILLED);
        aspects.put("value", CartAspect.VALUE);
        aspects.put("abandoned", CartAspect.ABANDONED);
        return switch (fields.oneOf("cart", aspects, null)) {
            case FILLED -> new Condition.CartFilled();
            case VALUE -> {
                Money atLeast = fields.object("atLeast").money();
                yield atLeast == null ? new Condition.CartFilled() : new Condition.CartValue(atLeast);
            }
            case ABANDONED -> new Condition.CartAbandoned(within(fields));
        };
    }

    private static Condition message(CampaignFileFields fields) {
        String message = fields.shortText("message", 200);
        int slash = message.indexOf('/');
        SequencedMap<String, MessageStatus> statuses = new LinkedHashMap<>();
        for (MessageStatus status : MessageStatus.values()) {
            switch (status) {
                case SENDING, HELD -> {
                    // Nobody asks for what is about to be something else.
                }
                default -> statuses.put(status.key(), status);
            }
        }
        return new Condition.Got(
                slash < 0 ? message : message.substring(0, slash),
                slash < 0 ? null : message.substring(slash + 1),
                fields.oneOf("status", statuses, null),
                within(fields));
    }

    private static Condition consent(CampaignFileFields fields) {
        SequencedMap<String, Channel> channels = new LinkedHashMap<>();
        for (Channel channel : Channel.values()) {
            channels.put(channel.key(), channel);
        }
        SequencedMap<String, Condition.ConsentIs.Said> states = new LinkedHashMap<>();
        for (Condition.ConsentIs.Said said : Condition.ConsentIs.Said.values()) {
            states.put(said.key(), said);
        }
        return new Condition.ConsentIs(fields.oneOf("consent", channels, null), fields.oneOf("is", states, null));
    }

    private static Condition weekday(CampaignFileFields fields) {
        return new Condition.OnWeekday(Weekdays.read(fields, "weekday"));
    }

    private static Condition time(CampaignFileFields fields) {
        CampaignFileFields time = fields.object("time");
        LocalTime from = clock(time, "from");
        LocalTime to = clock(time, "to");
        time.onlyKnown();
        return new Condition.AtTime(from, to);
    }

    static LocalTime clock(CampaignFileFields fields, String name) {
        String text = fields.text(name);
        try {
            return LocalTime.parse(text);
        } catch (DateTimeException notATime) {
            if (!text.isEmpty()) {
                fields.problem(name, "\"" + text + "\" is no time of day; write it as \"09:00\"");
            }
            return LocalTime.MIDNIGHT;
        }
    }

    static ObjectNode write(Condition condition) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        switch (condition) {
            case Condition.All(List<Condition> of) -> write(json.putArray("all"), of);
            case Condition.Any(List<Condition> of) -> write(json.putArray("any"), of);
            case Condition.Not(Condition of) -> json.set("not", write(of));
            case Condition.Attribute(String name, var tests) -> TestFile.write(json.put("attribute", name), tests);
            case Condition.Property(String name, var tests) -> TestFile.write(json.put("property", name), tests);
            case Condition.Products(Condition.Quantifier many, Condition where) ->
                json.set(
                        switch (many) {
                            case ANY -> "anyProduct";
                            case ALL -> "allProducts";
                            case NONE -> "noProduct";
                        },
                        write(where));
            case Condition.Did did -> write(json, did);
            case Condition.CartFilled() -> json.put("cart", "filled");
            case Condition.CartValue(Money atLeast) ->
                json.put("cart", "value")
                        .putObject("atLeast")
                        .put("amount", atLeast.amount().toPlainString())
                        .put("currency", atLeast.currency());
            case Condition.CartAbandoned(Duration within) -> within(json.put("cart", "abandoned"), within);
            case Condition.Got got -> {
                json.put("message", got.step() == null ? got.campaign() : got.campaign() + "/" + got.step());
                within(json.put("status", got.status().key()), got.within());
            }
            case Condition.In(Group group) -> json.put(group.kind().key(), group.key());
            case Condition.ConsentIs(Channel channel, Condition.ConsentIs.Said said) ->
                json.put("consent", channel.key()).put("is", said.key());
            case Condition.OnWeekday(Set<DayOfWeek> days) -> {
                Weekdays.write(json.putArray("weekday"), days);
            }
            case Condition.AtTime(LocalTime from, LocalTime to) ->
                json.putObject("time").put("from", from.toString()).put("to", to.toString());
        }
        return json;
    }

    private static void write(ObjectNode json, Condition.Did did) {
        json.put("event", did.event().names().getFirst());
        Condition.Times times = did.times();
        if (!times.equals(Condition.Times.ONCE)) {
            ObjectNode count = json.putObject("count");
            if (times.atLeast() == times.atMost()) {
                count.put("is", times.atLeast());
            } else {
                if (times.atLeast() > 0 || times.atMost() == Condition.Times.UNBOUNDED) {
                    count.put("atLeast", times.atLeast());
                }
                if (times.atMost() != Condition.Times.UNBOUNDED) {
                    count.put("atMost", times.atMost());
                }
            }
        }
        within(json, did.within());
        if (!did.where().equals(Condition.EVERYONE)) {
            json.set("where", write(did.where()));
        }
        if (did.same() != null) {
            json.put("same", did.same());
        }
    }

    private static void within(ObjectNode json, @Nullable Duration within) {
        if (within != null) {
            json.put("within", Durations.iso(within));
        }
    }

    private static void write(ArrayNode json, List<Condition> conditions) {
        conditions.forEach(one -> json.add(write(one)));
    }
}
