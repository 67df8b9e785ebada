package dev.homing.domain.reason;

import dev.homing.domain.StoredBytes;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Why something was decided, not sent, or ended. It is stored as a code and the values that its words need; the words are made when it is read,
 * so that better words count for the past too. Instants among the values are in UTC, as ISO 8601 writes them: whoever shows a sentence to a
 * person puts them on that person's clock.
 *
 * @param params what the words need, such as {@code at} or {@code value}, and {@code details}; text only, each cut to {@link #MOST_BYTES}
 */
public record Reason(Code code, Map<String, String> params) {
    /** Stored bytes of one parameter: providers' texts and shops' conditions can be of any length. */
    static final int MOST_BYTES = 512;

    private static final String CUT = "…";
    private static final String DETAILS = "details";
    private static final String CAUSE = "cause";
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{(=?)(\\w+)}");

    public Reason {
        Map<String, String> bounded = new LinkedHashMap<>();
        params.forEach((name, value) -> bounded.put(name, bounded(value)));
        params = Map.copyOf(bounded);
    }

    /**
     * Every reason that Homing gives, with its words: a clause that can stand after "Not started:", "Ended:" or "Not sent:". {@code {name}} is
     * filled from the parameters; {@code {=name}} with the words of the code that the parameter names.
     */
    public enum Code {
        // What started something.
        EVENT("{event} happened"),
        CART_FILLED("the cart holds {items}{worth}"),
        CONDITION_HOLDS("{condition}"),
        ATTRIBUTE_CHANGED("{attribute} changed from {from} to {to}"),
        DATE_CAME("{attribute} is on {date}"),
        CALLED("{by} started it"),
        ANSWERED("the step \"{step}\" called {host}, which answered with the status {status}"),
        NO_ANSWER("the step \"{step}\" called {host}, and got no answer in {attempts} tries"),
        CALL_REFUSED("the step \"{step}\" called nothing, as {host} is no address that may be called"),
        CALL_BROKEN("the step \"{step}\" called nothing, as its request to {host} cannot be filled for this customer"),
        SECRET_MISSING("the step \"{step}\" called nothing, as the secret \"homing/webhooks/{secret}\" is missing"),
        STEP_ENDED("its flow came to the exit \"{step}\": {why}"),
        LAUNCHED("{by} launched it"),
        ADDED("{by} added the customer"),
        DELAY_OVER("the delay is over"),

        // What the customer did or is.
        ORDERED("the customer ordered at {at}"),
        CART_EMPTY("the cart is empty"),
        CART_BELOW_MINIMUM("the cart is worth {value}, and the minimum is {minimum}"),
        FINISHED("{event} happened at {at}"),
        CONDITION_FAILS("it is not so that {condition}"),
        ORDERED_AFTER_CLICK("order {order} came {since} after the click"),

        // What the campaign and its runs are.
        CAMPAIGN_NOT_ACTIVE("the campaign is {status}"),
        CAMPAIGN_PAUSED("the campaign was paused"),
        CAMPAIGN_ENDED("the campaign was ended"),
        TAKEN_OUT("{by} took the customer out"),
        ENDED_WITH_OTHERS("{by} ended the campaign for everyone at this step"),
        MOVED("{by} moved the customer to version {version} before it went out"),
        OVERDUE_IN_PAUSE(
                "it was due while the campaign was paused, and what was overdue was left out when it was resumed"),
        ENDED_ON_RESUME("the campaign was paused, and everyone who waited was taken out when it was resumed"),
        BROADCAST_STOPPED("the broadcast was stopped"),
        CAMPAIGN_DELETED("the campaign no longer exists"),
        ALREADY_RUNNING("the customer has been in this campaign since {since}"),
        TOLD_BY_JOURNEY(
                "the customer has been in this campaign since {since}, and its later messages tell of this as well"),
        STARTS_AGAIN("the customer did once more what starts the campaign, and it starts anew"),
        TOO_MANY("the customer already waits in or goes through as many campaigns as Homing keeps at once"),
        CART_AS_BEFORE("the cart is as it was when this campaign started for the customer at {at}"),
        STARTED_LATELY("this campaign started for the customer at {at}, and starts at most once in {pause}"),
        NO_ADDRESS_YET("no address of the customer is known yet"),
        MORE_IS_KNOWN("more is known of the customer now"),
        NEVER_REACHABLE("no address of the customer became known within a day"),
        ONLY_SERVERS_START(
                "a browser told of it, and only the shop's own servers start messages that are no marketing"),
        EVENT_TOO_OLD("the event is {age} old, and only events of the last 24 hours start anything"),
        IMPORTED("it came with an import, which starts nothing unless that is asked for"),
        ERASED("everything of the customer was erased"),
        MERGED("the same customer is already in this campaign under another id"),
        EXECUTION_FAILED("the execution of its flow failed"),
        CONVERTED("the customer's order {order} already counts for this campaign"),
        RUN_COMPLETED("the journey is completed"),
        RUN_OVER("the journey had ended: {=cause}"),
        TOO_LATE("its next message came too late"),
        COMES_AFTER("the campaign \"{first}\" comes first and wrote to the customer at {at}"),
        STEP_OVER("its step of the journey was over before it could go out"),

        // Where it would have gone, and whether the customer wants it: from the first to the last of these, another
        // channel may do.
        NO_EMAIL("no email address of the customer is known"),
        PHONE_WITHOUT_COUNTRY(
                "the customer's phone number has no country code, and neither their country nor the shop's is known"),
        PHONE_UNREADABLE("the customer's phone number, as it was given, is none that can be called"),
        EMAIL_UNREADABLE("the customer's email address, as it was given, is none"),
        NO_PHONE("no phone number of the customer is known"),
        NO_DEVICE("no device of the customer is known that takes push notifications"),
        NOT_CONFIRMED("the customer agreed to {what}, and did not confirm it yet"),
        NO_CONSENT("the customer did not agree to {what}, and this shop writes only to customers who did"),
        UNSUBSCRIBED("the customer unsubscribed from {what} on {at} by the link in a message"),
        COMPLAINED("the customer reported a message as spam on {at}"),
        ANSWERED_STOP("the customer answered on {at} that they want no more {what}"),
        SAID_NO_IN_SHOP("the customer said no to {what} on {at}, as the shop's systems report"),
        SAID_NO_ON_PREFERENCES("the customer said no to {what} on {at} on the page of preferences"),
        WANTS_FEWER("the customer asked for fewer messages, and got {most} by {channel} within 24 hours already"),
        SAID_NO_ON_PAGE("the customer said no to {what} on {at} in the shop"),
        ADDRESS_NOT_VOUCHED(
                "only a browser stated this address, and messages that are no marketing go only where the shop's own servers say"),
        NOT_FOR_BROWSERS_ADDRESS(
                "only a browser stated this address, and what the message would tell is what the shop's own servers said"),
        NO_SMS_TO_BROWSERS_ADDRESS(
                "only a browser stated this number, and an SMS is paid for and goes only where the shop's own servers say"),
        BROWSERS_ADDRESSES_OFF("only a browser stated this address, and this shop writes to no such address"),
        BROWSERS_ADDRESS_HAD_ENOUGH(
                "only a browser stated this address, and it got {most} messages within a week, whoever has it"),
        HAD_ENOUGH("the customer got {most} marketing messages by {channel} within 24 hours already"),
        CAMPAIGN_CAP("the customer got {most} messages of this campaign{by} within {period} already"),
        SAID_NO("the customer said no to {what} on {at} according to {source}"),
        ADDRESS_BOUNCED("this address bounced on {at} ({=cause})"),
        SUPPRESSION_IMPORTED("as an imported list of suppressed addresses says"),
        ADDRESS_COMPLAINED("whoever has this address reported a message as spam on {at}"),
        ADDRESS_UNSUBSCRIBED("whoever has this address unsubscribed on {at} by the link in a message"),
        ADDRESS_ERASED("everything of whoever had this address was erased on {at}"),
        ADDRESS_STOPPED("whoever has this number answered STOP or switched off the shop's marketing on {at}"),

        // What is wrong with the message.
        TEMPLATE_BROKEN("the template \"{template}\" cannot be filled for this customer"),
        TEMPLATE_PARAMETERS("the parameters do not fit the template that WhatsApp approved"),
        TEMPLATE_UNKNOWN("there is no approved WhatsApp template of this name in this language"),
        TEMPLATE_TOO_LONG("the filled WhatsApp template is too long"),
        TEMPLATE_AGAINST_POLICY("the template's content is against WhatsApp's policy"),
        TEMPLATE_PAUSED("the template is paused by WhatsApp for its quality"),
        TEMPLATE_DISABLED("the template is disabled by WhatsApp for its quality"),
        TEMPLATE_REJECTED("the template was rejected by WhatsApp"),
        TEMPLATE_DELETED("the template was deleted at WhatsApp"),
        PARAMETER_NOT_VALID("a parameter of the message is missing or not valid"),
        MEDIA_REFUSED("the picture or the kind of message cannot be sent"),
        MESSAGE_TOO_LARGE("the email is too large for the recipient's mail server"),
        CONTENT_REJECTED("the recipient's mail server refuses the content"),
        VIRUS_FOUND("the email provider refused the content and did not send it"),

        // What the provider or the recipient's server says of the address.
        MAILBOX_NOT_FOUND("the mailbox does not exist"),
        DOMAIN_NOT_FOUND("the domain of the address does not exist or takes no mail"),
        MAILBOX_DISABLED("the mailbox is switched off"),
        MAILBOX_FULL("the mailbox is full"),
        SERVER_REFUSES_SHOP("the recipient's mail server refuses mail from this shop"),
        ADDRESS_REFUSED("the recipient's mail server takes no mail for this address"),
        SERVER_TOO_SLOW("the recipient's mail server did not take the email in time"),
        ON_ACCOUNT_LIST("the address is on the suppression list of the shop's email account"),
        ON_PROVIDER_LIST("the address is on the email provider's own suppression list, as it bounced lately"),
        NOT_ON_WHATSAPP("the number cannot be reached on WhatsApp"),
        SENT_TO_ITSELF("the recipient's number is the shop's own"),
        OUTSIDE_WINDOW(
                "more than 24 hours have passed since the customer last wrote, and only a template may be sent then"),
        MARKETING_LIMIT("the customer gets enough marketing on WhatsApp for now, as WhatsApp decided"),
        MARKETING_STOPPED("the customer told WhatsApp to stop marketing from this shop"),
        EXPERIMENT("the customer is in an experiment of WhatsApp, which holds back marketing"),
        DEVICES_GONE("none of the customer's devices takes push notifications of this shop any more"),
        NOT_SHOWN("the customer's browser got it and could not show it"),
        OTHER_FIREBASE_PROJECT("the customer's app belongs to another Firebase project than the shop's"),
        BROWSER_REFUSES_KEY("the browser's push service does not take the key that the shop signs with"),
        OPTED_OUT("the number is on the list of those that want no more SMS, which the shop's provider keeps"),
        PHONE_NOT_VALID("the number is none that takes an SMS, as the provider says"),
        PHONE_OUT_OF_REACH("the phone was switched off or out of reach"),
        CARRIER_OUT_OF_REACH("the customer's carrier could not be reached"),
        PHONE_BLOCKS("the phone or its carrier takes no messages of this kind"),
        CARRIER_REFUSED("the customer's carrier refused the message"),
        TAKEN_FOR_SPAM("the customer's carrier took the message for spam"),
        DELIVERED_TOO_LATE("the message could not be delivered in the time that it was good for"),
        SMS_COUNTRY_NOT_ALLOWED("the shop's SMS account sends nothing to this number or to its country"),
        PRICE_OVER_LIMIT("an SMS to this country costs more than the shop allows"),
        COUNTRY_NOT_ALLOWED("the shop may not write to people in this country on WhatsApp"),
        TOO_MANY_TO_PERSON("the customer got too many messages from this number in a short time"),

        // What the provider says of the shop's account and of itself.
        THROTTLED("the account sends more than its provider allows at once"),
        NUMBER_LIMITED("the shop's number is limited by WhatsApp, because people blocked or reported it"),
        SENDER_NOT_VERIFIED(
                "the provider does not take the sender, or not yet this recipient, as the address is not verified"),
        SENDER_NOT_REGISTERED("the shop's number is not registered with WhatsApp"),
        SENDER_NAME_NOT_APPROVED("the display name of the shop's number is not approved yet"),
        SENDING_PAUSED("sending is paused for the shop's email account"),
        ACCOUNT_BLOCKED("the shop's account is blocked by its provider"),
        ACCOUNT_NOT_PAID("the shop's WhatsApp account has a payment problem"),
        TOKEN_NOT_VALID("the WhatsApp access token is not valid, or cannot be read"),
        PERMISSION_MISSING("the WhatsApp access token lacks a permission"),
        WHATSAPP_NOT_SET_UP("no WhatsApp number is set up for this shop"),
        FIREBASE_NOT_SET_UP("no Firebase project is set up for this shop, and apps are reached by one alone"),
        FIREBASE_KEY_NOT_VALID("the key of the shop's Firebase project is not valid, or cannot be read"),
        WEB_PUSH_NOT_SET_UP("the key that signs for browsers cannot be read"),
        SMS_NOT_SET_UP("no SMS number is set up for this shop"),
        SMS_SENDER_UNUSABLE("the shop's SMS number cannot send this kind of message, as it is set up"),
        SPEND_LIMIT("the month's spend limit of the shop's SMS account is reached"),
        PROVIDER_UNAVAILABLE("the provider is not available for the moment"),
        PROVIDER_REFUSED("the provider refused the message"),
        PROVIDER_SILENT("the provider says that it failed, and not why"),
        GIVEN_UP("after {attempts} attempts it was given up: {=cause}"),
        NEVER_CONFIRMED(
                "something failed while it was being sent, and the provider did not say within {minutes} minutes whether it left");

        private final String words;

        Code(String words) {
            this.words = words;
        }

        /** As the API and the stored items write it: {@code cart-empty}. */
        public String key() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        private static final Set<Code> OF_CHANNEL = EnumSet.range(NO_EMAIL, ADDRESS_STOPPED);

        /** Whether it is about the channel alone, so that a message may go out on another one. */
        public boolean ofChannel() {
            return OF_CHANNEL.contains(this);
        }

        static @Nullable Code ofKey(@Nullable String key) {
            for (Code code : values()) {
                if (code.key().equals(key)) {
                    return code;
                }
            }
            return null;
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

    /** This reason with somebody else's own words, which are shown apart from ours; null where they said nothing. */
    public Reason withDetails(@Nullable String text) {
        return text == null || text.isBlank() ? this : with(DETAILS, text.strip());
    }

    /** This reason, which came about by another one: with its parameters, and its words where ours have {@code {=cause}}. */
    public Reason by(Reason cause) {
        Map<String, String> both = new LinkedHashMap<>(cause.params);
        both.putAll(params);
        both.put(CAUSE, cause.code.key());
        return new Reason(code, both);
    }

    /** What somebody else said in their own words, such as a mail server; null where there is nothing. */
    public @Nullable String details() {
        return params.get(DETAILS);
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
        // Who did it keeps the name as it is written, which may be an address.
        return (code.words.startsWith("{") ? clause : Character.toUpperCase(clause.charAt(0)) + clause.substring(1))
                + ".";
    }

    /** The reason after what it led to, such as {@code Not sent: the cart is empty.} */
    public String sentence(Lead lead) {
        return lead.words() + clause() + ".";
    }

    static String filled(String words, Map<String, String> params) {
        return PLACEHOLDER
                .matcher(words)
                .replaceAll(found -> Matcher.quoteReplacement(value(found.group(), found.group(2), params)));
    }

    private static String value(String placeholder, String name, Map<String, String> params) {
        String value = params.getOrDefault(name, placeholder);
        Code code = placeholder.startsWith("{=") ? Code.ofKey(params.get(name)) : null;
        if (code == null) {
            return value;
        }
        // What the cause itself came about by is not told: its words would lead back here.
        Map<String, String> others = new LinkedHashMap<>(params);
        others.remove(name);
        return filled(code.words, others);
    }

    private static String bounded(String value) {
        int most = MOST_BYTES - StoredBytes.of(CUT) + 2;
        String whole = StoredBytes.shortened(value, MOST_BYTES);
        return whole.length() == value.length() ? value : StoredBytes.shortened(value, most) + CUT;
    }
}
