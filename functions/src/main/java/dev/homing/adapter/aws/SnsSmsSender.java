package dev.homing.adapter.aws;

import dev.homing.app.port.Sender;
import dev.homing.domain.reason.Reason.Code;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.AuthorizationErrorException;
import software.amazon.awssdk.services.sns.model.InvalidParameterException;
import software.amazon.awssdk.services.sns.model.InvalidParameterValueException;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;
import software.amazon.awssdk.services.sns.model.OptedOutException;
import software.amazon.awssdk.services.sns.model.PublishRequest;
import software.amazon.awssdk.services.sns.model.SnsException;
import software.amazon.awssdk.services.sns.model.ThrottledException;
import software.amazon.awssdk.services.sns.model.ValidationException;

/**
 * Text messages by SNS, for whoever wants to begin without a number of their own. It says nothing of a message after it took it, so such messages are
 * sent, clicked, and no more.
 *
 * @see <a href="https://docs.aws.amazon.com/sns/latest/dg/sms_publish-to-phone.html">Publishing to a phone</a>
 */
public final class SnsSmsSender implements Sender {
    private static final String TEXT = "String";
    private static final String NUMBER = "Number";

    private final SnsClient client;
    private final Settings settings;

    /**
     * What a deployment says of its text messages.
     *
     * @param senderId 3 to 11 letters and digits that phones show as the sender, where a country has that; null: the account's
     * @param maxPrice US dollars for a message with all of its segments, above which nothing is sent; null: the account's limit
     */
    public record Settings(
            @Nullable String senderId, @Nullable BigDecimal maxPrice) {}

    /** @param client {@link AwsClients#sns}: one that does not send again by itself */
    public SnsSmsSender(SnsClient client, Settings settings) {
        this.client = client;
        this.settings = settings;
    }

    @Override
    public Result send(Outgoing message) {
        try {
            return new Result.Sent(
                    client.publish(request(TextMessages.of(message))).messageId());
        } catch (OptedOutException e) {
            return TextMessages.refused(Code.OPTED_OUT, e);
        } catch (InvalidParameterException | InvalidParameterValueException | ValidationException e) {
            return TextMessages.refused(Code.PARAMETER_NOT_VALID, e);
        } catch (AuthorizationErrorException e) {
            return TextMessages.later(Code.SMS_SENDER_UNUSABLE, e);
        } catch (ThrottledException e) {
            return TextMessages.later(Code.THROTTLED, e);
        } catch (SnsException e) {
            return TextMessages.general(e);
        } catch (SdkClientException e) {
            return TextMessages.unanswered(e);
        }
    }

    private PublishRequest request(Outgoing.Sms sms) {
        Map<String, MessageAttributeValue> attributes = new LinkedHashMap<>();
        attributes.put("AWS.SNS.SMS.SMSType", value(TEXT, sms.transactional() ? "Transactional" : "Promotional"));
        if (settings.senderId() != null) {
            attributes.put("AWS.SNS.SMS.SenderID", value(TEXT, settings.senderId()));
        }
        String maxPrice = TextMessages.price(settings.maxPrice());
        if (maxPrice != null) {
            attributes.put("AWS.SNS.SMS.MaxPrice", value(NUMBER, maxPrice));
        }
        attributes.put("message", value(TEXT, sms.tags().message().toString()));
        attributes.put("campaign", value(TEXT, sms.tags().campaign()));
        attributes.put("step", value(TEXT, sms.tags().step()));
        return PublishRequest.builder()
                .phoneNumber(sms.to())
                .message(sms.text())
                .messageAttributes(attributes)
                .build();
    }

    private static MessageAttributeValue value(String type, String text) {
        return MessageAttributeValue.builder().dataType(type).stringValue(text).build();
    }
}
