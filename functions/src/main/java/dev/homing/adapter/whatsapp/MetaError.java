package dev.homing.adapter.whatsapp;

import com.fasterxml.jackson.databind.JsonNode;
import dev.homing.domain.reason.Reason;
import dev.homing.domain.reason.Reason.Code;
import java.util.EnumSet;
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
    private static final Set<Code> PASSING = EnumSet.of(
            Code.PROVIDER_UNAVAILABLE,
            Code.THROTTLED,
            Code.NUMBER_LIMITED,
            Code.TOO_MANY_TO_PERSON,
            Code.TOKEN_NOT_VALID,
            Code.PERMISSION_MISSING,
            Code.SENDER_NOT_REGISTERED,
            Code.SENDER_NAME_NOT_APPROVED,
            Code.ACCOUNT_BLOCKED,
            Code.ACCOUNT_NOT_PAID);

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

    /** What it means for the message: in words of ours, with Meta's number and words as details. */
    Reason reason() {
        String said = details == null ? "" : " " + details;
        return Reason.of(meaning(), "error", Integer.toString(code)).withDetails(code + said);
    }

    /**
     * Whether the same again may go well: it is about the moment, or about the shop's account, which its owner can put right, and then
     * everything leaves. What is about this message or this person stays as it is.
     */
    boolean passing() {
        return PASSING.contains(meaning());
    }

    private Code meaning() {
        return switch (code) {
            case 1, 2, 131000, 131016, 131057 -> Code.PROVIDER_UNAVAILABLE;
            case 4, 80007, 130429, 132069 -> Code.THROTTLED;
            case 131048 -> Code.NUMBER_LIMITED;
            case 131056 -> Code.TOO_MANY_TO_PERSON;
            case 131049 -> Code.MARKETING_LIMIT;
            case 131050 -> Code.MARKETING_STOPPED;
            case 131026 -> Code.NOT_ON_WHATSAPP;
            case 131021 -> Code.SENT_TO_ITSELF;
            case 131047 -> Code.OUTSIDE_WINDOW;
            case 130472 -> Code.EXPERIMENT;
            case 130497 -> Code.COUNTRY_NOT_ALLOWED;
            case 132000, 132012, 132018 -> Code.TEMPLATE_PARAMETERS;
            case 132001 -> Code.TEMPLATE_UNKNOWN;
            case 132005 -> Code.TEMPLATE_TOO_LONG;
            case 132007 -> Code.TEMPLATE_AGAINST_POLICY;
            case 132015, 132068 -> Code.TEMPLATE_PAUSED;
            case 132016 -> Code.TEMPLATE_DISABLED;
            case 100, 131008, 131009 -> Code.PARAMETER_NOT_VALID;
            case 131051, 131052, 131053 -> Code.MEDIA_REFUSED;
            case 0, 190 -> Code.TOKEN_NOT_VALID;
            case 3, 10, 131005 -> Code.PERMISSION_MISSING;
            case 33, 131045, 133010 -> Code.SENDER_NOT_REGISTERED;
            case 368, 131031 -> Code.ACCOUNT_BLOCKED;
            case 131037 -> Code.SENDER_NAME_NOT_APPROVED;
            case 131042 -> Code.ACCOUNT_NOT_PAID;
            default ->
                code >= FIRST_PERMISSION && code <= LAST_PERMISSION ? Code.PERMISSION_MISSING : Code.PROVIDER_REFUSED;
        };
    }
}
