package dev.homing.cli.cost;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.SortedMap;
import java.util.function.BinaryOperator;

/**
 * What each thing was measured to use of AWS. {@code CostTest} measures it on the emulator and holds {@code usage.json} to it.
 *
 * @param walks what was measured, by key
 */
public record Measurements(SequencedMap<String, Walk> walks) {
    public static final String CUSTOMER = "customer";
    public static final String EVENT = "event";
    public static final String EVENT_OF_A_NEW_DAY = "event.newDay";
    public static final String EVENT_BY_HTTP = "event.http";
    public static final String EVENT_ARMS = "event.arms";
    public static final String EVENT_MOVES = "event.moves";
    public static final String FIRES_EARLY = "timer.early";
    public static final String ORDER = "event.order";
    public static final String AT_ONCE = "campaign.atOnce";
    public static final String DELAYED = "campaign.delayed";
    public static final String TWO_IN_A_ROW = "messages.two";
    public static final String THREE_IN_A_ROW = "messages.three";
    public static final String OPENED = "message.opened";
    public static final String CLICKED = "message.clicked";
    public static final String JOURNEY_FIRST = "journey.first";
    public static final String JOURNEY_ORDERED = "journey.ordered";
    public static final String JOURNEY_SECOND = "journey.second";
    public static final String JOURNEY_NOBODY = "journey.nobody";
    public static final String HOUR_OF_NOTHING = "idle.hour";

    private static final Usage A_TRANSITION = Usage.of(Map.of("states.transitions", 1));

    /**
     * One thing that happens to one customer.
     *
     * @param inBatches where ten customers do it at the same moment, a customer's share
     * @param alone where one does, and nobody else
     */
    public record Used(Usage inBatches, Usage alone) {
        public static final Used NOTHING = new Used(Usage.NONE, Usage.NONE);

        public Used plus(Used other) {
            return with(other, Usage::plus);
        }

        public Used minus(Used other) {
            return with(other, Usage::minus);
        }

        public Used times(double factor) {
            return new Used(inBatches.times(factor), alone.times(factor));
        }

        private Used with(Used other, BinaryOperator<Usage> operator) {
            return new Used(operator.apply(inBatches, other.inBatches), operator.apply(alone, other.alone));
        }
    }

    /** A {@link Used} as the file has it. */
    public record Walk(String what, SortedMap<String, BigDecimal> inBatches, SortedMap<String, BigDecimal> alone) {}

    public static Measurements load() {
        return Resource.read("usage.json", Measurements.class);
    }

    public Measurements {
        walks = new LinkedHashMap<>(walks);
    }

    /** @param key of a walk */
    public Used of(String key) {
        Walk walk = walk(key);
        return new Used(new Usage(walk.inBatches), new Usage(walk.alone));
    }

    public String what(String key) {
        return walk(key).what;
    }

    private Walk walk(String key) {
        Walk walk = walks.get(key);
        if (walk == null) {
            throw new IllegalArgumentException("Nothing was measured under \"" + key + "\"; only " + walks.keySet());
        }
        return walk;
    }

    /** An email and the feedback of its delivery: what a flow of three uses more than one of two, but for the step. */
    public Used message() {
        return of(THREE_IN_A_ROW).minus(of(TWO_IN_A_ROW)).minus(new Used(A_TRANSITION, A_TRANSITION));
    }

    /** A campaign of one message, above the event that triggers it and above the message. */
    public Used campaign(String key) {
        return of(key).minus(of(EVENT)).minus(message());
    }

    /** One way through the journey of three messages, from the end of its delay on, above its messages, and the open, the click or the order. */
    public Used journey(String key) {
        return switch (key) {
            case JOURNEY_FIRST -> of(key).minus(message()).minus(of(OPENED));
            case JOURNEY_ORDERED -> of(key).minus(message()).minus(of(EVENT));
            case JOURNEY_SECOND -> of(key).minus(message().times(2)).minus(of(CLICKED));
            case JOURNEY_NOBODY -> of(key).minus(message().times(3));
            default -> throw new IllegalArgumentException("\"" + key + "\" is no way through the journey");
        };
    }

    /** All ways, each by its share of the customers. */
    public Used journey(Map<String, BigDecimal> shares) {
        Used all = Used.NOTHING;
        for (Map.Entry<String, BigDecimal> share : shares.entrySet()) {
            all = all.plus(journey(share.getKey()).times(share.getValue().doubleValue()));
        }
        return all;
    }
}
