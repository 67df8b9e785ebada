package dev.homing.domain;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A recorded yes or no of a campaign about a customer, with its reason. Stored as a code and its parameters; the words are made when it is
 * read, so that they can be improved for the past too.
 *
 * @param params what the words need, such as {@code due} or {@code items}; text only
 */
public record Decision(String campaign, Code code, Map<String, String> params) {
    private static final Pattern PARAMETER = Pattern.compile("\\{(\\w+)}");

    public Decision {
        params = Map.copyOf(params);
    }

    public Decision(String campaign, Code code) {
        this(campaign, code, Map.of());
    }

    /** What was decided. {@code {name}} in the words is filled from the parameters. */
    public enum Code {
        TIMER_SET(true, "Timer set for {due}: {why}"),
        TIMER_MOVED(true, "Timer moved to {due}: {why}"),
        TIMER_DROPPED(false, "Timer dropped: {why}"),
        STARTED(true, "Started"),
        CONVERTED(true, "Converted: order {order} came {since} after the {touch}"),
        ENDED_BY_ORDER(false, "Ended: ordered"),
        ENDED_BY_EMPTY_CART(false, "Ended: the cart was emptied"),
        ENDED_BY_MERGE(false, "Ended: the same customer is already in this campaign under another id"),
        ENDED_BY_FAILURE(false, "Ended: its execution failed"),
        ENDED_WITH_CAMPAIGN(false, "Ended: the campaign was ended"),
        ENDED_TOO_LATE(false, "Ended: it was too late for its next message"),
        NOT_STARTED_ALREADY_RUNNING(false, "Not started: already under way since {since}"),
        NOT_STARTED_CART_EMPTY(false, "Not started: the cart is empty"),
        NOT_STARTED_CART_BELOW_MINIMUM(false, "Not started: the cart is worth {value}, the minimum is {minimum}"),
        NOT_STARTED_TOO_OLD(
                false, "Not started: the event is {age} old, and only those of the last 24 hours start anything"),
        NOT_STARTED_NOT_ACTIVE(false, "Not started: the campaign is {status}"),
        NOT_STARTED_ORDERED(false, "Not started: ordered at {at}"),
        NOT_STARTED_CONDITION(false, "Not started: {why}"),
        NOT_ATTRIBUTED(
                false,
                "Not a conversion: no click on one of this campaign's messages within {window} before the order");

        private final boolean allowed;
        private final String words;

        Code(boolean allowed, String words) {
            this.allowed = allowed;
            this.words = words;
        }
    }

    /** An instant as a parameter: to the second, for people. */
    public static String at(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /** Whether the decision was for the campaign going on. */
    public boolean allowed() {
        return code.allowed;
    }

    /** The reason in words; a parameter that is not known stays as {@code {name}}. */
    public String reason() {
        return PARAMETER
                .matcher(code.words)
                .replaceAll(found -> Matcher.quoteReplacement(params.getOrDefault(found.group(1), found.group())));
    }
}
