package dev.homing.domain.reason;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Why something was decided, skipped or ended. It is stored as a code and the values that its words need; the words are made when it is read,
 * so that better words count for the past too.
 *
 * @param params what the words need, such as {@code at} or {@code value}; text only
 */
public record Reason(Code code, Map<String, String> params) {
    private static final Pattern PARAMETER = Pattern.compile("\\{(\\w+)}");

    public Reason {
        params = Map.copyOf(params);
    }

    /**
     * Every reason that Homing gives, with its words: a clause that can stand after "Not started:" or "Ended:". {@code {name}} is filled from
     * the parameters.
     */
    public enum Code {
        // What started something.
        EVENT("{event} happened"),
        CART_FILLED("the cart holds {items}{worth}"),
        CONDITION_HOLDS("{condition}"),
        DELAY_OVER("the delay is over"),

        // What the customer did or is.
        ORDERED("the customer ordered at {at}"),
        CART_EMPTY("the cart is empty"),
        CART_BELOW_MINIMUM("the cart is worth {value}, and the minimum is {minimum}"),
        FINISHED("{event} happened at {at}"),
        CONDITION_FAILS("it is not so that {condition}"),
        ORDERED_AFTER_CLICK("order {order} came {since} after the click"),

        PHONE_WITHOUT_COUNTRY(
                "the customer's phone number has no country code, and neither their country nor the shop's is known"),
        PHONE_UNREADABLE("the customer's phone number, as it was given, is none that can be called"),
        EMAIL_UNREADABLE("the customer's email address, as it was given, is none"),

        // What the campaign and its runs are.
        CAMPAIGN_NOT_ACTIVE("the campaign is {status}"),
        CAMPAIGN_ENDED("the campaign was ended"),
        CAMPAIGN_DELETED("the campaign no longer exists"),
        ALREADY_RUNNING("the customer has been in this campaign since {since}"),
        TOO_MANY("the customer already waits in or goes through as many campaigns as Homing keeps at once"),
        EVENT_TOO_OLD("the event is {age} old, and only events of the last 24 hours start anything"),
        MERGED("the same customer is already in this campaign under another id"),
        EXECUTION_FAILED("the execution of its flow failed"),
        TOO_LATE("its next message came too late");

        private final String words;

        Code(String words) {
            this.words = words;
        }

        /** As the API and the stored items write it: {@code cart-empty}. */
        public String key() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    public static Reason of(Code code) {
        return new Reason(code, Map.of());
    }

    public static Reason of(Code code, String name, String value) {
        return new Reason(code, Map.of(name, value));
    }

    /** This reason with one more parameter. */
    public Reason with(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(params);
        more.put(name, value);
        return new Reason(code, more);
    }

    /** An instant as a parameter: to the second, for people. */
    public static String at(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /** The reason as a clause, such as {@code the cart is empty}; a parameter that is not known stays as {@code {name}}. */
    public String clause() {
        return filled(code.words, params);
    }

    /** The reason as a sentence, such as {@code The cart is empty.} */
    public String sentence() {
        String clause = clause();
        return Character.toUpperCase(clause.charAt(0)) + clause.substring(1) + ".";
    }

    static String filled(String words, Map<String, String> params) {
        return PARAMETER
                .matcher(words)
                .replaceAll(found -> Matcher.quoteReplacement(params.getOrDefault(found.group(1), found.group())));
    }
}
