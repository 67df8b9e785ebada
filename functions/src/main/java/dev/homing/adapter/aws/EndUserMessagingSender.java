package dev.homing.adapter.aws;

import dev.homing.app.port.Sender;
import dev.homing.domain.reason.Reason.Code;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.pinpointsmsvoicev2.PinpointSmsVoiceV2Client;
import software.amazon.awssdk.services.pinpointsmsvoicev2.model.AccessDeniedException;
import software.amazon.awssdk.services.pinpointsmsvoicev2.model.ConflictException;
import software.amazon.awssdk.services.pinpointsmsvoicev2.model.MessageType;
import software.amazon.awssdk.services.pinpointsmsvoicev2.model.PinpointSmsVoiceV2Exception;
import software.amazon.awssdk.services.pinpointsmsvoicev2.model.ResourceNotFoundException;
import software.amazon.awssdk.services.pinpointsmsvoicev2.model.SendTextMessageRequest;
import software.amazon.awssdk.services.pinpointsmsvoicev2.model.ServiceQuotaExceededException;
import software.amazon.awssdk.services.pinpointsmsvoicev2.model.ServiceQuotaExceededExceptionReason;
import software.amazon.awssdk.services.pinpointsmsvoicev2.model.ValidationException;

/**
 * Text messages by AWS End User Messaging. What it says decides what becomes of the message; where it says nothing, or only that something went wrong,
 * the exception goes on, as nobody knows whether the message left.
 *
 * @see <a href="https://docs.aws.amazon.com/pinpoint/latest/apireference_smsvoicev2/API_SendTextMessage.html">SendTextMessage</a>
 */
public final class EndUserMessagingSender implements Sender {
    /** Marketing that a phone out of reach gets later than this may come at night; without a limit it is tried for three days. */
    private static final Duration MARKETING_GOOD_FOR = Duration.ofHours(4);

    private static final Duration OTHERS_GOOD_FOR = Duration.ofHours(24);

    private final PinpointSmsVoiceV2Client client;
    private final Settings settings;

    /**
     * What a deployment says of its text messages.
     *
     * @param originationIdentity ARN or id of a phone number, of a sender id or of a pool of them
     * @param configurationSet through which the account's own destinations hear of messages; null: none
     * @param maxPrice US dollars for one segment, above which nothing is sent; null: no limit
     */
    public record Settings(
            String originationIdentity,
            @Nullable String configurationSet,
            @Nullable BigDecimal maxPrice) {}

    /** @param client {@link AwsClients#endUserMessaging}: one that does not send again by itself */
    public EndUserMessagingSender(PinpointSmsVoiceV2Client client, Settings settings) {
        this.client = client;
        this.settings = settings;
    }

    @Override
    public Result send(Outgoing message) {
        try {
            return new Result.Sent(
                    client.sendTextMessage(request(TextMessages.of(message))).messageId());
        } catch (ConflictException e) {
            return conflict(e);
        } catch (ValidationException e) {
            return notValid(e);
        } catch (ServiceQuotaExceededException e) {
            boolean spent = e.reason() == ServiceQuotaExceededExceptionReason.MONTHLY_SPEND_LIMIT_REACHED_FOR_TEXT;
            return TextMessages.later(spent ? Code.SPEND_LIMIT : Code.THROTTLED, e);
        } catch (AccessDeniedException e) {
            return switch (e.reason()) {
                case ACCOUNT_DISABLED, INSUFFICIENT_ACCOUNT_REPUTATION -> TextMessages.later(Code.ACCOUNT_BLOCKED, e);
                case null, default -> TextMessages.later(Code.SMS_SENDER_UNUSABLE, e);
            };
        } catch (ResourceNotFoundException e) {
            return TextMessages.later(Code.SMS_SENDER_UNUSABLE, e);
        } catch (PinpointSmsVoiceV2Exception e) {
            return TextMessages.general(e);
        } catch (SdkClientException e) {
            return TextMessages.unanswered(e);
        }
    }

    /** About the number that it goes to, or about how the shop's own is set up, which its owner can put right. */
    private static Result conflict(ConflictException e) {
        return switch (e.reason()) {
            case DESTINATION_PHONE_NUMBER_OPTED_OUT -> TextMessages.refused(Code.OPTED_OUT, e);
            case DESTINATION_PHONE_NUMBER_NOT_VERIFIED -> TextMessages.refused(Code.SENDER_NOT_VERIFIED, e);
            case DESTINATION_COUNTRY_BLOCKED_BY_PROTECT_CONFIGURATION,
                    DESTINATION_PHONE_NUMBER_BLOCKED_BY_PROTECT_NUMBER_OVERRIDE ->
                TextMessages.refused(Code.SMS_COUNTRY_NOT_ALLOWED, e);
            case null, default -> TextMessages.later(Code.SMS_SENDER_UNUSABLE, e);
        };
    }

    /** About this message: the same again would be refused again. */
    private static Result notValid(ValidationException e) {
        return switch (e.reason()) {
            case PRICE_OVER_THRESHOLD -> TextMessages.refused(Code.PRICE_OVER_LIMIT, e);
            case DESTINATION_COUNTRY_BLOCKED,
                    INTERNATIONAL_SENDING_NOT_SUPPORTED,
                    INVALID_IDENTITY_FOR_DESTINATION_COUNTRY,
                    COUNTRY_CODE_MISMATCH,
                    SENDER_ID_NOT_REGISTERED,
                    SENDER_ID_NOT_SUPPORTED,
                    SENDER_ID_REQUIRES_REGISTRATION -> TextMessages.refused(Code.SMS_COUNTRY_NOT_ALLOWED, e);
            case null, default -> TextMessages.refused(Code.PARAMETER_NOT_VALID, e);
        };
    }

    private SendTextMessageRequest request(Outgoing.Sms sms) {
        return SendTextMessageRequest.builder()
                .destinationPhoneNumber(sms.to())
                .originationIdentity(settings.originationIdentity())
                .messageBody(sms.text())
                .messageType(sms.transactional() ? MessageType.TRANSACTIONAL : MessageType.PROMOTIONAL)
                .configurationSetName(settings.configurationSet())
                .maxPrice(TextMessages.price(settings.maxPrice()))
                .timeToLive(Math.toIntExact((sms.transactional() ? OTHERS_GOOD_FOR : MARKETING_GOOD_FOR).toSeconds()))
                .context(Map.of(
                        "message", sms.tags().message().toString(),
                        "campaign", sms.tags().campaign(),
                        "step", sms.tags().step()))
                .build();
    }
}
