package dev.homing.adapter.whatsapp;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What Meta says went wrong, and what it means for the message. By code, as Meta advises: texts change and the HTTP status says less.
 *
 * @param code Meta's
 * @param details Meta's own words; null where there are none
 * @see <a href="https://developers.facebook.com/docs/whatsapp/cloud-api/support/error-codes">Meta, Cloud API error codes</a>
 */
record MetaError(int code, @Nullable String details) {
    /** What the same message would meet if it were sent again. */
    enum Meaning {
        /** The same again: it is about this message or this person. */
        FINAL,
        /** Perhaps nothing: it is about the moment, or about the shop's account, which its owner can put right. */
        PASSING
    }

    /** Rates, and services that are down for the moment. */
    private static final Set<Integer> LATER = Set.of(
            2, // API Service: down or overloaded
            4, // API Too Many Calls
            80007, // the business account's rate limit
            130429, // the number's throughput
            131000, // something went wrong at Meta
            131016, // service unavailable
            131048, // spam rate limit of the number
            131056, // too many messages from this number to this person
            131057, // account in maintenance mode
            132069); // flow throttled

    /** The shop's account or its rights: nothing leaves until its owner acts, and then everything does. */
    private static final Set<Integer> ACCOUNT = Set.of(
            0, // not authenticated
            3, // capability missing
            10, // permission denied
            33, // the business phone number was deleted
            190, // access token expired
            368, // blocked for a policy violation
            131005, // access denied
            131031, // account locked
            131037, // display name not approved
            131042, // payment of the account
            131045, // number not registered
            133010); // number not registered on the platform

    private static final int FIRST_PERMISSION = 200;
    private static final int LAST_PERMISSION = 299;

    /**
     * @param error the {@code error} of an answer, or one of a webhook's {@code errors}
     * @return null where it has no code
     */
    static @Nullable MetaError read(JsonNode error) {
        if (!error.path("code").isIntegralNumber()) {
            return null;
        }
        String details = error.path("error_data").path("details").asText("");
        if (details.isBlank()) {
            details = error.path("message").asText("");
        }
        if (details.isBlank()) {
            details = error.path("title").asText("");
        }
        return new MetaError(error.path("code").intValue(), details.isBlank() ? null : details);
    }

    Meaning meaning() {
        boolean permission = code >= FIRST_PERMISSION && code <= LAST_PERMISSION;
        return LATER.contains(code) || ACCOUNT.contains(code) || permission ? Meaning.PASSING : Meaning.FINAL;
    }

    /** For the marketer: what happened in words of ours where we have them, then Meta's code and words. */
    String inWords() {
        String meta = "Meta's error " + code + (details == null ? "" : ": " + details);
        return ours() == null ? meta : ours() + " (" + meta + ")";
    }

    private @Nullable String ours() {
        return switch (code) {
            case 2, 131000, 131016, 131057 -> "WhatsApp is not available for the moment";
            case 4, 80007, 130429 -> "the WhatsApp account sends faster than it may";
            case 131048 -> "WhatsApp limits the number because people blocked or reported it";
            case 131056 -> "too many messages to this person in a short time";
            case 131049 ->
                "this person gets enough marketing for now, WhatsApp decided; not to be tried again within 24 hours";
            case 131050 -> "this person told WhatsApp to stop marketing from the shop";
            case 131026 -> "the number cannot be reached on WhatsApp";
            case 131021 -> "the recipient is the sender";
            case 131047 -> "more than 24 hours since the person last wrote; only an approved template can be sent";
            case 130472 -> "WhatsApp holds back marketing from this person for an experiment";
            case 130497 -> "the business may not write to people in this country";
            case 132000, 132012 -> "the parameters do not fit the approved template";
            case 132001 -> "there is no approved template of this name in this language";
            case 132005 -> "the filled template is too long";
            case 132007 -> "the template's content is against WhatsApp's policy";
            case 132015 -> "WhatsApp paused the template for its quality";
            case 132016 -> "WhatsApp disabled the template for its quality";
            case 131008, 131009, 100 -> "a parameter is missing or not valid";
            case 131051, 131052, 131053 -> "the picture or the kind of message cannot be sent";
            case 0, 190 -> "the WhatsApp access token is not valid any more";
            case 3, 10, 131005 -> "the WhatsApp access token lacks a permission";
            case 33, 131045, 133010 -> "the shop's number is not registered with WhatsApp";
            case 368, 131031 -> "WhatsApp blocked the shop's account";
            case 131037 -> "the number's display name is not approved yet";
            case 131042 -> "the WhatsApp account has a payment problem";
            default -> null;
        };
    }
}
